"""Who acts: a person signed in, or the clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What an account may be granted. Being a learner or a manager is not granted: it follows from posts."""

    ADMINISTRATOR = "administrator"  # the whole installation
    OFFICER = "officer"  # learning and development officer of one partnership
    AGENCY_LEAD = "agency_lead"  # L&D link of one agency within one partnership
    BOARD = "board"  # board member, scrutineer, safeguarding partner: reads figures of one partnership
    TRAINER = "trainer"
    CHAIR = "chair"


@dataclass(frozen=True)
class Grant:
    """One role held on the day in question, over one area: the partnership, or one agency within it."""

    role: Role
    partnership_id: int | None = None
    agency_id: int | None = None
    deputising_for: str = ""


@dataclass(frozen=True)
class Actor:
    """The one who acts, with all they hold on the day. Access decides from this and nothing else.

    `person_id` is the person in the workforce behind the account, if any. `account_id` is None for
    the clock and for commands.
    """

    name: str
    account_id: int | None = None
    person_id: int | None = None
    grants: tuple[Grant, ...] = ()
    is_clock: bool = False
    deputising_person_ids: tuple[int, ...] = ()

    def holds(self, *roles: Role) -> bool:
        return any(grant.role in roles for grant in self.grants)

    def partnerships_as(self, *roles: Role) -> frozenset[int]:
        """Ids of the partnerships in which one of these roles is held."""
        return frozenset(
            grant.partnership_id for grant in self.grants if grant.role in roles and grant.partnership_id is not None
        )

    def areas_as(self, role: Role) -> frozenset[tuple[int, int]]:
        """Pairs of (partnership, agency) over which a role of one agency is held."""
        return frozenset(
            (grant.partnership_id, grant.agency_id)
            for grant in self.grants
            if grant.role == role and grant.partnership_id is not None and grant.agency_id is not None
        )

    @property
    def people_ids(self) -> tuple[int, ...]:
        """The person themself and those they deputise for."""
        own: Iterable[int] = () if self.person_id is None else (self.person_id,)
        return (*own, *self.deputising_person_ids)


CLOCK = Actor(name="the clock", is_clock=True)
COMMAND_LINE = Actor(name="the command line", grants=(Grant(Role.ADMINISTRATOR),))
