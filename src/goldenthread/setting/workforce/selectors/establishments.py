"""The establishment register: schools, colleges and others, who was reached, who leads on safeguarding (B09, B10)."""

from dataclasses import dataclass
from datetime import date

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.figures import Share
from goldenthread.kernel.refusal import refuse
from goldenthread.setting.partnerships.models import Agency, Membership
from goldenthread.setting.partnerships.terms import AgencyKind

from .. import access
from ..models import DutyHeld, EstablishmentContact
from ..terms import DutyKind

ESTABLISHMENTS = (AgencyKind.SCHOOL, AgencyKind.COLLEGE, AgencyKind.EARLY_YEARS)


@dataclass(frozen=True)
class Establishment:
    """One establishment of the register, as on a day."""

    agency: Agency
    reports_by: str
    contacts: tuple[EstablishmentContact, ...]
    leads: tuple[DutyHeld, ...]

    @property
    def last_contact_on(self) -> date | None:
        return self.contacts[0].made_on if self.contacts else None

    @property
    def has_lead(self) -> bool:
        """Whether somebody is the designated lead today; a deputy alone is not enough."""
        return any(duty.kind == DutyKind.DESIGNATED_LEAD for duty in self.leads)


@dataclass(frozen=True)
class Register:
    """Every establishment of a partnership, with what share was reached and has a designated lead."""

    establishments: tuple[Establishment, ...]

    @property
    def reached(self) -> Share:
        part = sum(one.last_contact_on is not None for one in self.establishments)
        return Share(part, len(self.establishments), "establishments")

    @property
    def led(self) -> Share:
        return Share(sum(one.has_lead for one in self.establishments), len(self.establishments), "establishments")


def register(actor: Actor, partnership_id: int, *, on: date, since: date | None = None) -> Register:
    """The register on a day; contacts made since a day only, if one is given. Three queries."""
    refuse(access.can_run_partnership(actor, partnership_id=partnership_id))
    members = Membership.objects.filter(access.current(on), partnership_id=partnership_id)
    members = members.filter(agency__kind__in=ESTABLISHMENTS, agency__ends_on__isnull=True)
    contacts: dict[int, list[EstablishmentContact]] = {}
    made = EstablishmentContact.objects.filter(partnership_id=partnership_id, made_on__lte=on)
    for contact in made.filter(made_on__gte=since or date.min).order_by("-made_on", "-pk"):
        contacts.setdefault(contact.agency_id, []).append(contact)
    leads: dict[int, list[DutyHeld]] = {}
    kinds = (DutyKind.DESIGNATED_LEAD, DutyKind.DEPUTY_DESIGNATED_LEAD)
    held = DutyHeld.objects.filter(access.current(on), partnership_id=partnership_id, kind__in=kinds)
    for duty in held.select_related("person").order_by("-kind", "person__family_name"):
        leads.setdefault(duty.agency_id or 0, []).append(duty)
    rows = members.select_related("agency").order_by("agency__name")
    return Register(
        tuple(
            Establishment(
                one.agency,
                one.reports_by,
                tuple(contacts.get(one.agency_id, ())),
                tuple(leads.get(one.agency_id, ())),
            )
            for one in rows
        )
    )
