"""Words of messages: what can become of one."""

from dataclasses import dataclass, field

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
class Link:
    """A link that opens without signing in: its address, what the log shows for it, and how many days it opens."""

    path: str
    says: str
    days: int = 90


LINKS = {
    "invitation": Link("/join/{token}/", "a link that opens your account", days=7),
    "approval": Link("/approve/{token}/", "a link that opens this application"),
    "offer": Link("/offered/{token}/", "a link that opens this offer"),
    "new-date": Link("/new-date/{token}/", "a link that keeps or declines the new date"),
}
"""Every link that a message may carry, by its word. A test holds that each address is there."""


@dataclass(frozen=True)
class Draft:
    """A message somebody is owed, before it is queued. `key` names the duty: the same key is the same message.

    `links` says for each link in the body what it opens. `calendar` is an invitation, or what takes one back
    (`calendar_method`: REQUEST or CANCEL), for the reader's calendar.
    """

    key: str
    kind: str
    to_address: str
    to_name: str
    subject: str
    body: str
    partnership_id: int | None = None
    person_id: int | None = None
    links: dict[str, str] = field(default_factory=dict)
    calendar: str = ""
    calendar_method: str = ""
