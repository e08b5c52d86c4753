"""Who has to say yes before somebody gets a place. No manager, or none with an address, is normal."""

from dataclasses import dataclass

NEEDS_ANSWER = {"manager-approves": ("own", "office"), "agency-lead-approves": ("own", "manager", "office")}
"""By policy, the ways of applying after which somebody must still approve. Whoever books for their own people has."""


@dataclass(frozen=True)
class Approver:
    """Whoever approves: a person, or only a name or a role. All empty: none declared, and the office asks."""

    person: int | None = None
    name: str = ""
    role: str = ""
    email: str = ""


def needs_approval(policy: str, source: str) -> bool:
    return source in NEEDS_ANSWER.get(policy, ())
