"""Which agency a page is about, in which partnership, and that the actor runs it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from goldenthread.kernel import clock
from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import not_visible, refuse
from goldenthread.setting.partnerships.selectors import get_membership, get_partnership, memberships_of, partnerships_of
from goldenthread.web.ui.requests import ActorRequest


@dataclass(frozen=True)
class AgencyArea:
    """One agency's part in one partnership, by whom and on which day."""

    partnership: Any
    membership: Any
    actor: Actor
    on: date

    @property
    def agency(self) -> Any:
        return self.membership.agency

    @property
    def is_office(self) -> bool:
        """Whether the reader is an officer of the partnership rather than the agency's own lead."""
        return self.partnership.pk in self.actor.partnerships_as(Role.OFFICER)

    def url(self, name: str, *args: object) -> str:
        """The address of one of this agency's pages."""
        return reverse(f"agency:{name}", args=[self.partnership.slug, self.agency.slug, *args])

    def places(self, here: str) -> list[dict[str, Any]]:
        """The agency's own pages, to go from one to the other."""
        pages = (
            ("overview", "Overview"),
            ("people", "People"),
            ("records", "Records"),
            ("bookings", "Bookings"),
            ("events", "Book colleagues"),
            ("certificates", "Certificates"),
            ("money", "Charges"),
            ("leads", "Designated leads"),
            ("exemptions", "Exemptions"),
            ("stricter", "Stricter rules"),
        )
        return [{"text": text, "href": self.url(name), "active": name == here} for name, text in pages]

    def context(self, here: str, **rest: Any) -> dict[str, Any]:
        """What every page of an agency shows around its own matter."""
        return {"area": self, "agency": self.agency, "agency_places": self.places(here), **rest}


def agency_area(request: ActorRequest, partnership_slug: str, agency_slug: str) -> AgencyArea:
    """An agency that the actor leads, or that belongs to a partnership they are an officer of."""
    actor = request.actor
    partnership = get_partnership(actor, partnership_slug)
    membership = get_membership(actor, partnership, agency_slug)
    leads = (partnership.pk, membership.agency_id) in actor.areas_as(Role.AGENCY_LEAD)
    runs = leads or partnership.pk in actor.partnerships_as(Role.OFFICER)
    refuse(None if runs else not_visible("That agency"))
    return AgencyArea(partnership, membership, actor, clock.today())


def agencies_led(actor: Actor) -> list[Any]:
    """The agencies that someone leads, each with the partnership in which they do."""
    areas = actor.areas_as(Role.AGENCY_LEAD)
    found: list[Any] = []
    for partnership in partnerships_of(actor):
        ids = [agency for area, agency in areas if area == partnership.pk]
        found += memberships_of(actor, partnership).filter(agency_id__in=ids).order_by("agency__name") if ids else []
    return found
