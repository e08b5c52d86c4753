"""What needs doing in an agency, the most pressing first."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from goldenthread.foundation.imports.terms import State
from goldenthread.setting.partnerships.terms import ReportsBy
from goldenthread.setting.workforce.selectors.imports import imports_of, possible_matches
from goldenthread.training.records.selectors import to_verify
from goldenthread.training.standing.selectors.designated import designated_leads
from goldenthread.training.standing.terms import Status, Tally

from .area import AgencyArea

LEADS_NEED = (Status.OVERDUE, Status.NEVER, Status.DUE)
SETTLED = (State.PREVIEWED, State.APPLIED)


@dataclass(frozen=True)
class Todo:
    """One thing to do, where it is done, and how pressing it is."""

    what: str
    href: str
    note: str = ""
    mark: str = "due"
    word: str = ""


def counted(count: int, one: str, several: str) -> str:
    """One thing or several, with the number."""
    return f"{count:,} {one if count == 1 else several}"


def todo_of(area: AgencyArea, whole: Tally) -> list[Todo]:
    """Everything that waits for the agency's lead."""
    return [*of_standing(area, whole), *of_leads(area), *of_records(area), *of_lists(area), *of_profile(area)]


def of_standing(area: AgencyArea, whole: Tally) -> Iterator[Todo]:
    late = whole.overdue + whole.never
    if late:
        what = f"See {counted(late, 'requirement that is', 'requirements that are')} overdue or never done"
        href = f"{area.url('behind')}?status=overdue"
        yield Todo(what, href, f"{whole.overdue:,} overdue, {whole.never:,} never done", "overdue", f"{late:,}")
    if whole.due:
        what = f"Book {counted(whole.due, 'person whose training falls', 'people whose training falls')} due soon"
        yield Todo(what, f"{area.url('behind')}?status=due", "Before it lapses", "due", f"{whole.due:,}")


def of_leads(area: AgencyArea) -> Iterator[Todo]:
    leads = designated_leads(area.actor, area.partnership.pk, on=area.on, agency_id=area.agency.pk)
    late = [lead for lead in leads if any(line.status in LEADS_NEED for line in lead.clocks.values())]
    if late:
        names = ", ".join(str(lead.duty.person) for lead in late[:3])
        what = f"Look at {counted(len(late), 'designated lead', 'designated leads')} due or overdue"
        yield Todo(what, area.url("leads"), names, "overdue", str(len(late)))


def of_records(area: AgencyArea) -> Iterator[Todo]:
    waiting = to_verify(area.actor, area.partnership.pk, area.on, area.agency.pk).count()
    if waiting:
        what = f"Verify {counted(waiting, 'record', 'records')} that people entered themselves"
        yield Todo(
            what,
            area.url("to_verify"),
            "They count already; say that you saw the evidence",
            "to_verify",
            f"{waiting:,}",
        )


def of_lists(area: AgencyArea) -> Iterator[Todo]:
    here = {"partnership_id": area.partnership.pk, "agency_id": area.agency.pk}
    matches = possible_matches(area.actor).filter(**here).count()
    if matches:
        what = f"Decide {counted(matches, 'possible match', 'possible matches')}"
        yield Todo(
            what, reverse("office:import_matches"), "People in a list who may be known already", "due", str(matches)
        )
    latest = imports_of(area.actor).filter(**here, state__in=SETTLED).order_by("-uploaded_at").first()
    refused = int(latest.counts.get("refused", 0)) if latest else 0
    if latest and refused:
        what = f"Put right {counted(refused, 'row', 'rows')} refused in the last list"
        yield Todo(what, reverse("office:import_result", args=[latest.pk]), latest.file.name, "refused", str(refused))


def of_profile(area: AgencyArea) -> Iterator[Todo]:
    confirmed = area.agency.profile_confirmed_on
    if confirmed is None or (area.on - confirmed).days > 365:
        note = f"Last confirmed on {confirmed.day} {confirmed:%B %Y}" if confirmed else "Never confirmed"
        href = reverse("setup:agency", args=[area.partnership.slug, area.agency.slug])
        yield Todo("Confirm your agency's profile", href, note, "overdue", "Once a year")
    if area.agency.contact_bounced_on:
        href = reverse("setup:agency", args=[area.partnership.slug, area.agency.slug])
        yield Todo("Correct your agency's contact address", href, "Mail to it came back", "overdue", "Mail came back")
    if area.membership.reports_by == ReportsBy.AGGREGATE:
        href = reverse("setup:enter_return", args=[area.partnership.slug, area.agency.slug])
        yield Todo("Enter this year's totals", href, "Your agency reports by yearly totals", "waiting", "Yearly")
