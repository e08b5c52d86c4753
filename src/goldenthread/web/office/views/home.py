"""The officer's home: today first, then how things stand, then the way to the rest."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from goldenthread.foundation.imports.terms import State
from goldenthread.foundation.messaging import selectors as messaging
from goldenthread.kernel import clock
from goldenthread.kernel.periods import add_months
from goldenthread.setting.frameworks import selectors as frameworks
from goldenthread.setting.partnerships.selectors import memberships_of, stale_on
from goldenthread.setting.partnerships.terms import ReportsBy
from goldenthread.setting.workforce.selectors.establishments import register
from goldenthread.setting.workforce.selectors.imports import imports_of, possible_matches
from goldenthread.training.bookings.selectors.today import programme_today
from goldenthread.training.records.selectors import to_verify
from goldenthread.training.standing.selectors.falling_due import falling_due
from goldenthread.training.standing.selectors.figures import partnership_heat
from goldenthread.training.standing.selectors.outside import undecided_count
from goldenthread.training.standing.terms import Tally
from goldenthread.web.ui.requests import ActorRequest

from ..area import Area, area_of


@dataclass(frozen=True)
class Todo:
    """One thing to do, where it is done, and how pressing it is."""

    what: str
    href: str
    note: str = ""
    mark: str = "due"
    word: str = ""


def counted(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"


def todo_of(area: Area) -> Iterator[Todo]:
    """What waits for the officer, the most pressing first."""
    if not frameworks.in_force(area.id, area.on):
        note = "Until one is in force, nobody is asked for anything"
        yield Todo("Let a framework take force", reverse("office:frameworks"), note, "overdue", "First of all")
    yield from of_programme(area)
    yield from of_messages(area)
    yield from of_records(area)
    yield from of_agencies(area)
    yield from of_drafts(area)


DRAFTS = 3


def of_drafts(area: Area) -> Iterator[Todo]:
    """Versions that are not finished: the first few by name, the others by number."""
    drafts = list(frameworks.versions(area.actor).filter(line__partnership=area.partnership, takes_force_on=None))
    for version in drafts[:DRAFTS]:
        note = f"Last changed on {version.changed_at.day} {version.changed_at:%B %Y}"
        yield Todo(f"Finish the draft “{version.title}”", reverse("office:framework", args=[version.pk]), note, "draft")
    if len(drafts) > DRAFTS:
        what = f"{counted(len(drafts) - DRAFTS, 'more draft', 'more drafts')} to finish or throw away"
        yield Todo(what, reverse("office:frameworks"), "", "draft")


def of_messages(area: Area) -> Iterator[Todo]:
    pause = messaging.current_pause()
    if pause:
        yield Todo(
            "Resume sending messages", reverse("office:messages"), f"Paused: {pause.reason}", "overdue", "Paused"
        )
    unsure = messaging.log(area.ids).filter(state="unsure").count()
    if unsure:
        what = f"Decide on {counted(unsure, 'message', 'messages')} whose sending was cut short"
        yield Todo(what, f"{reverse('office:messages')}?state=unsure", "", "due", f"{unsure:,}")


def of_programme(area: Area) -> Iterator[Todo]:
    """What waits in the programme, counted; each is mended on its page of today."""
    today = programme_today(area.actor, area.id, clock.now())
    here, ready = reverse("office:today"), sum(one.is_ready for one in today.coming)
    if ready < len(today.coming):
        what = f"See to {counted(len(today.coming) - ready, 'event', 'events')} of the next ten days"
        note = f"{ready} of {len(today.coming)} are ready: a trainer, the numbers, the needs, the instructions"
        yield Todo(what, here, note, "overdue", f"{len(today.coming) - ready:,}")
    for name, some, one, several, mark in (
        ("held", today.held, "application that is held", "applications that are held", "due"),
        ("approvals", today.approvals, "approval that is stuck", "approvals that are stuck", "due"),
        ("lapsing", today.lapsing, "offer that is about to lapse", "offers that are about to lapse", "due"),
        ("registers", today.registers, "register that is not closed", "registers that are not closed", "due"),
        ("unsent", today.unsent, "message about a booking that did not go",
         "messages about bookings that did not go", "due"),
    ):  # fmt: skip
        if some.count:
            yield Todo(f"See to {counted(some.count, one, several)}", f"{here}#{name}", "", mark, f"{some.count:,}")


def of_records(area: Area) -> Iterator[Todo]:
    waiting = to_verify(area.actor, area.id, area.on).count()
    if waiting:
        what = f"Verify {counted(waiting, 'record', 'records')} that people entered themselves"
        yield Todo(what, reverse("office:to_verify"), "Agency leads can do it too", "to_verify", f"{waiting:,}")
    courses = undecided_count(area.id)
    if courses:
        what = f"Decide what {counted(courses, 'outside course counts', 'outside courses count')} for"
        yield Todo(what, reverse("office:outside_courses"), "Until then they count for nothing", "due", f"{courses:,}")
    matches = possible_matches(area.actor).filter(partnership_id=area.id).count()
    if matches:
        what = f"Decide {counted(matches, 'possible match', 'possible matches')}"
        yield Todo(what, reverse("office:import_matches"), "People who may be known already", "due", f"{matches:,}")


def of_agencies(area: Area) -> Iterator[Todo]:
    imported = imports_of(area.actor).filter(partnership_id=area.id, state__in=(State.PREVIEWED, State.FAILED))
    unfinished = imported.count()
    if unfinished:
        what = f"Finish {counted(unfinished, 'list that was', 'lists that were')} not loaded to the end"
        yield Todo(what, reverse("office:imports"), "", "due", f"{unfinished:,}")
    found = register(area.actor, area.id, on=area.on)
    without = found.led.whole - found.led.part
    if without:
        what = f"Follow up {counted(without, 'establishment', 'establishments')} without a designated lead"
        yield Todo(what, f"{reverse('office:register')}?led=no", "", "overdue", f"{without:,}")
    members = memberships_of(area.actor, area.partnership).filter(ends_on__isnull=True)
    bare = members.filter(reports_by=ReportsBy.NAMED_LIST).exclude(agency__posts__partnership=area.partnership).count()
    if bare:
        what = f"Load the staff lists of {counted(bare, 'agency', 'agencies')} with nobody listed yet"
        yield Todo(what, reverse("office:imports"), "Agency leads can do it too", "due", f"{bare:,}")
    stale = members.filter(stale_on(area.on)).count()
    if stale:
        what = f"Ask {counted(stale, 'agency', 'agencies')} to confirm their profile"
        href = reverse("setup:agencies", args=[area.partnership.slug])
        yield Todo(what, href, "Not confirmed in the last 12 months", "waiting", f"{stale:,}")


def said(total: Tally) -> dict[str, str]:
    """The counts as a page says them."""
    met, verified = total.share_met, total.share_verified
    return {
        "met": f"{met.part:,} of {met.whole:,}",
        "verified": f"{verified.part:,} of {verified.whole:,}",
        "late": f"{total.overdue + total.never:,}",
        "why": f"{total.overdue:,} overdue, {total.never:,} never done",
    }


WAYS = (
    ("How we stand", (
        ("office:heat", "Agencies and requirements", "Who holds what, agency by agency, today or on a past day"),
        ("office:trend", "Over time", "The last twelve quarters"),
        ("office:reach", "Reach", "Target groups against who is trained"),
        ("office:figures", "Requirement by requirement", "As the board reads it"),
    )),
    ("What is coming", (
        ("office:due", "Falling due", "Everyone whose training ends in a period"),
        ("office:forecast", "Places needed", "By course, quarter and agency for two years, and what if"),
    )),
    ("People and places", (
        ("office:people", "People", "Search by any name, former names too"),
        ("office:register", "Schools and colleges", "The register, contact log and designated leads"),
        ("office:exemptions", "Exemptions", "Who is excused, why and by whom"),
        ("office:outside_courses", "Outside courses", "What learning from elsewhere counts for"),
    )),
)  # fmt: skip


@require_safe
def home(request: ActorRequest) -> HttpResponse:
    """Today first."""
    area = area_of(request)
    heat = partnership_heat(area.actor, area.id, area.on)
    soon = falling_due(area.actor, area.id, area.on, add_months(area.on, 3), on=area.on)
    context = {
        "title": "Today",
        "on": area.on,
        "todo": list(todo_of(area)),
        "met": heat.total.share_met,
        "verified": heat.total.share_verified,
        "figures": said(heat.total),
        "soon": soon.values("person_id").distinct().count(),
        "named": len(heat.rows),
        "apart": len(heat.apart),
        "ways": WAYS,
    }
    return render(request, "office/home.html", context)
