"""What a staff list would do, row by row, before anything is written. The same plan is previewed and applied."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from goldenthread.foundation.imports.terms import Fault, Note, Outcome, Tally
from goldenthread.kernel.cells import as_emails, as_given_and_family, as_identifier, same_text

from ..rules import changes
from ..rules.changes import PostFacts, Wanted
from ..rules.matching import Found, Match, match, share_a_name
from ..rules.reading import RowFault, StaffRow
from ..selectors.known import Staff
from ..terms import FIELDS

TITLES = {field.key: field.title for field in FIELDS}
SHOWN = {
    "given_name": "given name", "family_name": "family name", "preferred_name": "known as", "job_title": "job title",
    "professional_number": "professional number", "setting": "setting", "team": "team", "staff_number": "staff number",
    "job_role_id": "job role", "role_kept": "whether the title is placed",
    "group_key": "group", "manager_id": "manager", "is_volunteer": "volunteer",
    "starts_on": "start date", "ends_on": "end date",
}  # fmt: skip


@dataclass(slots=True)
class RowPlan:
    """What one row writes. `ref`: the person, or minus the place among the new ones."""

    row: StaffRow
    ref: int
    wanted: Wanted
    post: PostFacts | None = None
    moves_on: date | None = None
    starts_on: date | None = None
    person_changes: dict[str, str] = field(default_factory=dict)
    post_changes: dict[str, object] = field(default_factory=dict)
    emails: tuple[str, ...] = ()
    lead: bool | None = None


@dataclass
class Plan:
    """What a whole list writes."""

    tally: Tally = field(default_factory=Tally)
    new: list[StaffRow] = field(default_factory=list)
    writes: list[RowPlan] = field(default_factory=list)
    leavers: list[PostFacts] = field(default_factory=list)
    raised: list[tuple[StaffRow, Found]] = field(default_factory=list)
    current: int = 0


class Planner:
    """Goes through a list once to say who each row is, and once more to say what it changes."""

    def __init__(self, staff: Staff, *, as_on: date, is_full_list: bool, step: Callable[[int], None]) -> None:
        self.staff, self.as_on, self.is_full_list, self.step = staff, as_on, is_full_list, step
        self.plan = Plan(current=sum(len(posts) for posts in staff.posts_of.values()))
        self._assigned: list[tuple[StaffRow, int]] = []
        self._new_by: dict[str, tuple[int, int]] = {}  # sign of a new person: (ref, row number)
        self._new_names: dict[str, list[int]] = {}
        self._seen: dict[tuple[int, str, str], int] = {}
        self._claimed: set[int] = set()
        self._ending: set[int] = set()
        self._numbers: dict[str, int] = {}
        self._present: set[int] = set()
        self._managers: dict[str, int | None] = {}

    def make(self, rows: Iterable[StaffRow], faults: Mapping[int, tuple[RowFault, ...]]) -> Plan:
        for row in rows:
            self._assign(row, faults.get(row.number, ()))
        rows_of = Counter(ref for _, ref in self._assigned)
        for count, (row, ref) in enumerate(self._assigned):
            if count % 2000 == 0:
                self.step(count)
            self._plan_row(row, ref, rows_of[ref])
        if self.is_full_list:
            self._plan_leavers()
        return self.plan

    def _note(self, row: StaffRow, outcome: Outcome, says: str = "", faults: tuple[Fault, ...] = ()) -> None:
        self.plan.tally.add(Note(row.number, outcome, row.name or row.staff_number or "No name", says, faults))

    def _refuse(self, row: StaffRow, field: str, wrong: str, write: str) -> None:
        self._note(row, Outcome.REFUSED, faults=(Fault(TITLES.get(field, ""), wrong, write),))

    def _assign(self, row: StaffRow, faults: tuple[RowFault, ...]) -> None:
        """Say who the row is. Whoever it may be is not a leaver, even where the row itself is refused."""
        found = match(row, self.staff.known)
        self._present.update(found.person_ids)
        if row.area and same_text(row.area) not in self.staff.areas:
            self._note(row, Outcome.ELSEWHERE, f"{row.area} is another area: that area's officer loads this row.")
        elif faults:
            listed = tuple(Fault(TITLES[fault.field], fault.wrong, fault.write) for fault in faults)
            self._note(row, Outcome.REFUSED, faults=listed)
        elif row.group and same_text(row.group) not in self.staff.groups:
            self._refuse(row, "group", f'"{row.group}" is not a group of the framework in force.', self._groups())
        elif found.match is Match.POSSIBLE:
            self.plan.raised.append((row, found))
            self._note(row, Outcome.TO_DECIDE, found.why)
        elif found.match is Match.CERTAIN:
            self._assigned.append((row, found.person_ids[0]))
        else:
            self._assign_new(row)

    def _groups(self) -> str:
        keys = sorted(set(self.staff.groups.values()))
        return f"Write one of: {', '.join(keys)}." if keys else "No framework is in force yet: leave the column out."

    def _assign_new(self, row: StaffRow) -> None:
        signs = [f"number {row.staff_number.casefold()}"] if row.staff_number else []
        signs += [f"address {email}" for email in row.emails]
        if row.professional_number:
            signs.append(f"professional {row.professional_number.casefold()}")
        met = {self._new_by[sign] for sign in signs if sign in self._new_by}
        name = same_text(row.name)
        if not signs or not self._new_names.get(name):
            alike = self._new_names.get(name, [])
            met |= {(ref, self.plan.new[-ref - 1].number) for ref in alike if not signs or self._is_bare(ref)}
        if len({ref for ref, _ in met}) > 1:
            self._refuse(
                row,
                "staff_number",
                "This row could be two different people above it.",
                "Check the staff number and the e-mail address.",
            )
            return
        for ref, number in met:
            first = self.plan.new[-ref - 1]
            if not share_a_name(row, {same_text(first.name)}):
                self._refuse(
                    row,
                    "staff_number",
                    f"Row {number} has the same number or address for {first.name}.",
                    "Give each person their own.",
                )
                return
            if not signs and same_text(first.job_title) != same_text(row.job_title):
                self._refuse(
                    row,
                    "full_name",
                    f"Row {number} has the same name with another job title.",
                    "Give both rows a staff number or an e-mail address, so that it is clear whether they are "
                    "one person.",
                )
                return
            self._assigned.append((row, ref))
            self._sign(signs, ref, number)
            return
        self.plan.new.append(row)
        ref = -len(self.plan.new)
        self._new_names.setdefault(name, []).append(ref)
        self._sign(signs, ref, row.number)
        self._assigned.append((row, ref))

    def _is_bare(self, ref: int) -> bool:
        first = self.plan.new[-ref - 1]
        return not (first.staff_number or first.emails or first.professional_number)

    def _sign(self, signs: Iterable[str], ref: int, number: int) -> None:
        for sign in signs:
            self._new_by.setdefault(sign, (ref, number))

    def _manager(self, text: str) -> int | None:
        """The one person a manager's cell means: by address, number, or name. None if nobody or several."""
        if text not in self._managers:
            self._managers[text] = self._find_manager(text)
        return self._managers[text]

    def _find_manager(self, text: str) -> int | None:
        known = self.staff.known
        for email in as_emails(text):
            if email in known.by_email:
                return known.by_email[email]
            if f"address {email}" in self._new_by:
                return self._new_by[f"address {email}"][0]
        number = as_identifier(text).casefold()
        if number in known.by_staff_number:
            return known.by_staff_number[number]
        if f"number {number}" in self._new_by:
            return self._new_by[f"number {number}"][0]
        given, family = as_given_and_family(text)
        name = same_text(f"{given} {family}")
        people = {*known.by_name.get(name, ()), *self._new_names.get(name, ())}
        return people.pop() if len(people) == 1 else None

    def _wanted(self, row: StaffRow, ref: int) -> tuple[Wanted, tuple[Fault, ...]]:
        roles = self.staff.roles
        role = roles.get(same_text(row.job_role)) if row.job_role else None
        role = role or roles.get(same_text(row.job_title))
        manager: int | None = None
        faults: tuple[Fault, ...] = ()
        if row.manager:
            manager = self._manager(row.manager)
            if manager is None or manager == ref:
                wrong = "is the person themselves" if manager == ref else "was not found, or is more than one person"
                faults = (
                    Fault(
                        TITLES["manager"],
                        f'The manager "{row.manager}" {wrong}; the row has none now.',
                        "Write the manager's e-mail address or staff number.",
                    ),
                )
                manager = None
        return Wanted(role, self.staff.groups.get(same_text(row.group), "") if row.group else "", manager), faults

    def _plan_row(self, row: StaffRow, ref: int, rows_of_person: int) -> None:
        said = (ref, same_text(row.job_title), same_text(row.setting))
        if said in self._seen:
            self._note(row, Outcome.SAME, f"Row {self._seen[said]} says the same.")
            return
        self._seen[said] = row.number
        wanted, faults = self._wanted(row, ref)
        posts = [post for post in self.staff.posts_of.get(ref, ()) if post.id not in self._claimed]
        post = changes.post_meant(row, posts, rows_of_person)
        planned = RowPlan(row, ref, wanted, post)
        if post is None and row.ends_on and (ref, row.ends_on) in self.staff.ended:
            self._note(row, Outcome.SAME)
            return
        if post is not None:
            self._claimed.add(post.id)
            self._plan_change(planned, post)
            planned.wanted = changes.keeping_role(row, wanted, post)
        else:
            planned.starts_on = self._first_day(row, self.staff.last_ended.get(ref))
        clash = self._number_clash(planned)
        if clash:
            self._refuse(row, "staff_number", clash, "Give each post its own staff number, or leave it out of one row.")
            return
        self._plan_person(planned)
        self._finish(planned, faults)

    def _first_day(self, row: StaffRow, last_ended: date | None) -> date:
        day = row.starts_on or min(self.as_on, row.ends_on or self.as_on)
        if last_ended is not None and day <= last_ended:
            day = max(self.as_on, last_ended + timedelta(days=1))
        return day

    def _plan_change(self, planned: RowPlan, post: PostFacts) -> None:
        row, wanted = planned.row, planned.wanted
        if changes.has_moved(row, post, wanted):
            planned.moves_on = changes.day_of_move(row, post, self.as_on)
        if planned.moves_on is not None:
            planned.starts_on = planned.moves_on
            self._ending.add(post.id)
        else:
            last_ended = self.staff.last_ended.get(planned.ref)
            planned.post_changes = changes.post_changes(row, post, wanted, last_ended)

    def _number_clash(self, planned: RowPlan) -> str:
        """Why the row's staff number cannot stand on its post, or nothing."""
        row, number = planned.row, planned.row.staff_number.casefold()
        if not number or (row.ends_on is not None and planned.post is None):
            return ""
        if number in self._numbers:
            return f"Row {self._numbers[number]} has the same staff number for another post."
        holder = self.staff.holder_of_number.get(number)
        if holder is not None and holder is not planned.post and holder.id not in self._ending:
            return "Somebody else in this agency holds this staff number now."
        self._numbers[number] = row.number
        return ""

    def _plan_person(self, planned: RowPlan) -> None:
        row, known = planned.row, self.staff.known
        person = self.staff.people.get(planned.ref)
        if person is None:
            first = self.plan.new[-planned.ref - 1] is row if planned.ref < 0 else False
            planned.emails = row.emails if first else tuple(e for e in row.emails if e not in known.by_email)
        else:
            planned.person_changes = changes.person_changes(row, person)
            if changes.name_is_an_old_one(row, person):
                planned.person_changes.pop("given_name", None)
                planned.person_changes.pop("family_name", None)
            planned.emails = tuple(email for email in row.emails if email not in person.emails)
        for email in row.emails:
            known.by_email.setdefault(email, planned.ref)
        planned.emails = tuple(email for email in planned.emails if known.by_email[email] == planned.ref)
        has_duty = planned.ref in self.staff.leads
        if row.is_designated_lead is not None and row.is_designated_lead != has_duty:
            planned.lead = row.is_designated_lead

    def _finish(self, planned: RowPlan, faults: tuple[Fault, ...]) -> None:
        row = planned.row
        if planned.ref < 0:
            outcome, says = Outcome.NEW, row.job_title
        elif planned.starts_on is not None:
            moved = planned.moves_on is not None and planned.post is not None
            outcome = Outcome.CHANGED
            says = _move_in_words(row, planned.post) if moved and planned.post else f"One more post: {row.job_title}"
            says += f", from {planned.starts_on:%-d %B %Y}"
        else:
            changed = {**planned.person_changes, **planned.post_changes}
            words = [_change_in_words(name, planned.post, to) for name, to in changed.items()]
            words += ["e-mail address"] * bool(planned.emails) + ["designated lead"] * (planned.lead is not None)
            if not words:
                self._note(row, Outcome.SAME, faults=faults)
                return
            outcome, says = Outcome.CHANGED, f"Changes: {', '.join(words)}"
            if isinstance(changed.get("ends_on"), date):
                outcome, says = Outcome.LEAVER, f"Leaves on {row.ends_on:%-d %B %Y}"
        says += self._role_in_words(planned)
        self.plan.writes.append(planned)
        self._note(row, outcome, says, faults)

    def _role_in_words(self, planned: RowPlan) -> str:
        """What becomes of the job role of somebody who has a post, where it changes or waits for its title."""
        if planned.post is None:
            return ""
        if planned.wanted.role_kept:
            kept = self.staff.role_titles.get(planned.post.job_role_id or 0, "none")
            return f". Keeps the role {kept} until the new title is placed"
        if planned.wanted.job_role_id == planned.post.job_role_id:
            return ""
        before = self.staff.role_titles.get(planned.post.job_role_id or 0, "none")
        after = self.staff.role_titles.get(planned.wanted.job_role_id or 0, "none")
        return f". Job role changes from {before} to {after}"

    def _plan_leavers(self) -> None:
        """Whoever has a post here and is not in the full list. A person whose row is refused or undecided stays."""
        in_list = {ref for _, ref in self._assigned}
        undecided = self._present - in_list
        for person_id, posts in self.staff.posts_of.items():
            for post in posts:
                stays = post.id in self._claimed or person_id in undecided or post.starts_on > self.as_on
                if stays or (post.ends_on is not None and post.ends_on <= self.as_on):
                    continue
                self.plan.leavers.append(post)
                person = self.staff.people.get(person_id)
                name = f"{person.given_name} {person.family_name}" if person else "Someone"
                self.plan.tally.add(Note(0, Outcome.LEAVER, name, f"{post.job_title}: not in the list"))


def _change_in_words(name: str, post: PostFacts | None, to: object) -> str:
    """What of a post changes, with what it was and what it becomes where both are words."""
    was = getattr(post, name, "") if name in ("job_title", "setting", "team") else ""
    return f"{SHOWN[name]} from “{was}” to “{to}”" if was and to and isinstance(to, str) else SHOWN[name]


def _move_in_words(row: StaffRow, post: PostFacts) -> str:
    """What somebody moves from and to: another job, or the same one in another place."""
    if same_text(row.job_title) == same_text(post.job_title):
        return f"{row.job_title} moves from {post.setting} to {row.setting}"
    return f"Moves from {post.job_title} to {row.job_title}"
