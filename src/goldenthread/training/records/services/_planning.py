"""What a list of completed learning would add, row by row, before anything is written."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from goldenthread.foundation.imports import services as imports
from goldenthread.foundation.imports.models import Batch
from goldenthread.foundation.imports.terms import Fault, Note, Outcome, Tally
from goldenthread.kernel.cells import same_text
from goldenthread.setting.partnerships.models import Agency, Partnership
from goldenthread.setting.workforce.rules.matching import Match, match
from goldenthread.setting.workforce.rules.reading import StaffRow, is_repeated_heading, is_total, read_row
from goldenthread.setting.workforce.selectors.known import Staff, chunks, load_staff
from goldenthread.training.catalogue.models import Course

from ..models import Record
from ..rules.reading import CellFault, Done, read_long, read_wide
from ..terms import COURSE_DATE, OUTSIDE, TRAINING_RECORDS, WHO, Format, ProviderKind, State

Step = Callable[[str, int], None]


@dataclass(slots=True)
class Row:
    """One row as read: who, what was completed, what is wrong."""

    who: StaffRow
    done: list[Done]
    faults: list[CellFault]


@dataclass(slots=True)
class Planned:
    """One completion to be written."""

    person_id: int
    course: Course
    done: Done
    format: str
    provider_kind: str
    state: str = State.IMPORTED


@dataclass
class Plan:
    """What a whole list writes."""

    tally: Tally = field(default_factory=Tally)
    new: list[Planned] = field(default_factory=list)
    new_courses: list[Course] = field(default_factory=list)


def read_rows(batch: Batch, step: Step) -> list[Row]:
    """The rows of the file as understood; totals and repeated headings are left out."""
    meant = {int(at): key for at, key in batch.mapping.items()}
    courses = {at: batch.headings[at] for at, key in meant.items() if key == COURSE_DATE}
    columns = {at: key for at, key in meant.items() if key != COURSE_DATE}
    headings = {key: batch.headings[at] for at, key in columns.items()}
    rows: list[Row] = []
    with imports.rows_of(batch) as listed:
        for number, cells in listed:
            said = {key: cells[at] for at, key in columns.items() if at < len(cells) and cells[at]}
            if not said or is_total(said) or is_repeated_heading(said, headings):
                continue
            who, _ = read_row(number, {key: text for key, text in said.items() if key in WHO}, pivot=batch.as_on.year)
            if courses:
                dates = {title: cells[at] for at, title in courses.items() if at < len(cells)}
                done, faults = read_wide(dates, on=batch.as_on, epoch_1904=batch.epoch_1904)
            else:
                done, faults = read_long(said, headings, on=batch.as_on, epoch_1904=batch.epoch_1904)
            rows.append(Row(who, done, faults))
            if len(rows) % 2000 == 0:
                step("Reading the file", len(rows))
    return rows


class Courses:
    """Which course a title means: ours, what the agency said before, or somebody else's, known or new."""

    def __init__(self, partnership: Partnership, agency: Agency, plan: Plan) -> None:
        self.agency, self.plan = agency, plan
        said = imports.remembered_words(kind=TRAINING_RECORDS, agency_id=agency.pk)
        self.ours: dict[str, Course] = {}
        self.outside: dict[tuple[str, str], Course] = {}
        by_id: dict[str, Course] = {}
        for course in Course.objects.filter(partnership=partnership).order_by("-retired_on", "pk"):
            by_id[str(course.pk)] = course
            self.ours[same_text(course.title)] = course
            self.ours.setdefault(same_text(course.key), course)
        for course in Course.objects.filter(partnership=None):
            by_id[str(course.pk)] = course
            self.outside[course.title.casefold(), course.provider.casefold()] = course
        self.placed = frozenset(word for word, key in said.items() if key == OUTSIDE or key in by_id)
        self.said = {word: by_id[key] for word, key in said.items() if key in by_id}

    def knows(self, title: str) -> bool:
        """Whether a title is one of ours, or the agency has said what it means."""
        word = same_text(title)
        return word in self.placed or word in self.ours

    def meant(self, done: Done) -> Course:
        word = same_text(done.title)
        found = self.said.get(word) or self.ours.get(word)
        if found is not None:
            return found
        provider = done.provider or self.agency.name[:150]
        key = (done.title.casefold(), provider.casefold())
        if key not in self.outside:
            slug = f"{word.replace(' ', '-')[:60]}-{len(self.plan.new_courses) + 1}-{self.agency.slug}"[:120]
            self.outside[key] = Course(partnership=None, key=slug, title=done.title, provider=provider)
            self.plan.new_courses.append(self.outside[key])
        return self.outside[key]


@dataclass(frozen=True)
class Title:
    """A course's title as a file says it, and on how many completions."""

    said: str
    times: int


def unknown_titles(batch: Batch, *, partnership: Partnership, agency: Agency) -> list[Title]:
    """Titles that are none of ours and that the agency has not placed before, the most frequent first."""
    courses = Courses(partnership, agency, Plan())
    times: dict[str, int] = {}
    spelt: dict[str, str] = {}
    for row in read_rows(batch, lambda _phase, _done: None):
        for done in row.done:
            word = same_text(done.title)
            times[word] = times.get(word, 0) + 1
            spelt.setdefault(word, done.title)
    found = [Title(spelt[word], count) for word, count in times.items() if not courses.knows(spelt[word])]
    return sorted(found, key=lambda title: (-title.times, title.said.casefold()))


def plan_records(batch: Batch, *, partnership: Partnership, agency: Agency, step: Step) -> Plan:
    """Go through a list: find each person among the agency's own, each course, and what is known already."""
    plan = Plan()
    rows = read_rows(batch, step)
    staff = load_staff(partnership=partnership, agency=agency, rows=[row.who for row in rows], on=batch.as_on)
    courses = Courses(partnership, agency, plan)
    found = [_person(row.who, staff) for row in rows]
    known = _known({person for person in found if isinstance(person, int)})
    for count, (row, person) in enumerate(zip(rows, found, strict=True)):
        if count % 2000 == 0:
            step("Comparing with what is known", count)
        if isinstance(person, Fault):
            plan.tally.add(Note(row.who.number, Outcome.REFUSED, _name(row.who), faults=(person,)))
            continue
        _plan_row(plan, row, person, courses, known)
    return plan


def _name(who: StaffRow) -> str:
    return who.name or who.staff_number or (who.emails[0] if who.emails else "Nobody named")


def _person(who: StaffRow, staff: Staff) -> int | Fault:
    """The one person of the agency's that a row means; a completion is never given to a guess."""
    known = staff.known
    found = match(who, known)
    if found.match is Match.NONE:
        return Fault("", "Nobody in this agency's staff list fits this row.",
                     "Load the staff list first, or correct the staff number, e-mail address or name.")  # fmt: skip
    one = found.person_ids[0]
    by_sign = bool(who.staff_number or who.emails or who.professional_number)
    only_by_name = found.match is Match.POSSIBLE and len(found.person_ids) == 1 and not by_sign
    if found.match is Match.POSSIBLE and not only_by_name:
        return Fault("", f"This row could be {len(found.person_ids)} different people, or somebody of another name."
                     if len(found.person_ids) > 1 else found.why,
                     "Add or correct the staff number or e-mail address.")  # fmt: skip
    if one not in known.titles_of:
        return Fault("", "This person has never held a post in this agency.", "Their own agency loads their training.")
    return one


def _known(people: set[int]) -> set[tuple[int, int, date]]:
    known: set[tuple[int, int, date]] = set()
    for some in chunks(sorted(people)):
        known.update(Record.objects.filter(person__in=some).values_list("person_id", "course_id", "completed_on"))
    return known


def _plan_row(plan: Plan, row: Row, person_id: int, courses: Courses, known: set[tuple[int, int, date]]) -> None:
    """Each completion of a row is counted by itself: a row of a wide list holds many."""
    name, number = _name(row.who), row.who.number
    faults = tuple(Fault(fault.heading, fault.wrong, fault.write) for fault in row.faults)
    if faults:
        plan.tally.add(Note(number, Outcome.REFUSED, name, faults=faults))
    for done in row.done:
        course = courses.meant(done)
        key = (person_id, course.pk or -id(course), done.completed_on)
        said = f"{done.title} on {done.completed_on:%-d %B %Y}"
        if key in known:
            plan.tally.add(Note(number, Outcome.SAME, name, said))
            continue
        known.add(key)
        ours = course.partnership_id is not None
        kind = ProviderKind.MULTI_AGENCY if ours else _outside_kind(done, courses.agency)
        plan.new.append(Planned(person_id, course, done, done.format or Format.OTHER, kind))
        plan.tally.add(Note(number, Outcome.NEW, name, said if ours else f"{said} (another provider's course)"))


def _outside_kind(done: Done, agency: Agency) -> str:
    own = not done.provider or same_text(done.provider) == same_text(agency.name)
    return ProviderKind.SINGLE_AGENCY if own else ProviderKind.EXTERNAL
