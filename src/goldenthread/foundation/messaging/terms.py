"""Words of messages: what can become of one."""

from dataclasses import dataclass

DUE = "due"
CLAIMED = "claimed"
SENT = "sent"
UNSURE = "unsure"
NOT_SENT = "not_sent"

TRANSITIONS: dict[str, tuple[str, ...]] = {
    DUE: (CLAIMED, NOT_SENT),
    CLAIMED: (SENT, UNSURE, DUE),
    UNSURE: (DUE, NOT_SENT),
    NOT_SENT: (DUE,),
    SENT: (),
}
"""A claim is committed before the hand-over. One that a crash cut short is unsure: a person decides.

Claimed goes back to due only when the mail server refused before taking the message.
"""

WORDS = {
    DUE: "Waiting to be sent",
    CLAIMED: "Being sent",
    SENT: "Sent",
    UNSURE: "Unsure: sending was cut short",
    NOT_SENT: "Not sent",
}


@dataclass(frozen=True)
class Draft:
    """A message somebody is owed, before it is queued. `key` names the duty: the same key is the same message."""

    key: str
    kind: str
    to_address: str
    to_name: str
    subject: str
    body: str
    partnership_id: int | None = None
    person_id: int | None = None
