"""Write what a staff list's plan says, in bulk, noting every row so that the import can be taken back."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Model

from goldenthread.foundation.freshness import services as freshness
from goldenthread.foundation.imports.insert import insert
from goldenthread.foundation.imports.journal import Journal
from goldenthread.kernel.cells import as_given_and_family, same_text
from goldenthread.setting.partnerships.models import Agency, Partnership, Setting, Team

from ..models import Address, DutyHeld, Person, Post, PreviousName
from ..rules.changes import day_before
from ..rules.reading import StaffRow
from ..selectors.known import Staff, chunks
from ..terms import ApprovedBy, DutyKind
from ._plan import Plan, RowPlan

BATCH = 2000
MANY = 5000
"""More people than this are settled with their whole partnership at once: that is quicker than one by one."""
Step = Callable[[str, int], None]


class Writer:
    """One list being written, for one agency in one area, as on one day."""

    def __init__(
        self, *, partnership: Partnership, agency: Agency, as_on: date, staff: Staff, journal: Journal, step: Step
    ) -> None:
        self.partnership, self.agency, self.as_on = partnership, agency, as_on
        self.staff, self.journal, self.step = staff, journal, step
        self.person_of: dict[int, int] = {}
        self.touched: set[int] = set()
        self.settings: dict[str, int] = {}
        self.teams: dict[str, int] = {}

    def write(self, plan: Plan, *, at: datetime) -> None:
        self._places(plan.writes)
        self._new_people(plan)
        self._changed_people([planned for planned in plan.writes if planned.person_changes])
        self._addresses(plan.writes)
        self._end({post.id: self.as_on for post in plan.leavers})
        moves = [planned for planned in plan.writes if planned.moves_on is not None and planned.post is not None]
        self._end({p.post.id: day_before(p.moves_on) for p in moves if p.post and p.moves_on})
        self._correct([planned for planned in plan.writes if planned.post_changes])
        self._new_posts([planned for planned in plan.writes if planned.starts_on is not None])
        self._duties([planned for planned in plan.writes if planned.lead is not None])
        self.touched.update(post.person_id for post in plan.leavers)
        self.touched.update(self._person(planned.ref) for planned in plan.writes)
        if len(self.touched) > MANY:
            freshness.mark(kind=freshness.PARTNERSHIP, keys=[self.partnership.pk], at=at)
        else:
            freshness.mark(kind=freshness.PERSON, keys=self.touched, at=at)

    def _person(self, ref: int) -> int:
        return self.person_of[ref] if ref < 0 else ref

    def _created(self, rows: Iterable[Model]) -> None:
        for some in chunks(list(rows), BATCH):
            insert(some)
            self.journal.created(some)

    def _changed(self, rows: Sequence[tuple[Model, dict[str, object]]]) -> None:
        if not rows:
            return
        model = type(rows[0][0])
        names = sorted({model._meta.get_field(name).name for _, before in rows for name in before})
        model._default_manager.bulk_update([row for row, _ in rows], names, batch_size=200)
        self.journal.changed(rows)

    def _places(self, writes: Sequence[RowPlan]) -> None:
        """Settings and teams that the list names for the first time."""
        for model, field, found in ((Setting, "setting", self.settings), (Team, "team", self.teams)):
            rows: Any = model._default_manager.filter(agency=self.agency)
            found.update({same_text(name): pk for name, pk in rows.values_list("name", "pk")})
            new: dict[str, Model] = {}
            for planned in writes:
                name = getattr(planned.row, field)
                if name and same_text(name) not in found:
                    new.setdefault(same_text(name), model(agency=self.agency, name=name))
            self._created(new.values())
            found.update({name: row.pk for name, row in new.items()})

    def _new_people(self, plan: Plan) -> None:
        refs = sorted({planned.ref for planned in plan.writes if planned.ref < 0}, reverse=True)
        done = 0
        for some in chunks(refs, BATCH):
            people = [self._as_person(plan.new[-ref - 1]) for ref in some]
            self._created(people)
            self.person_of.update({ref: person.pk for ref, person in zip(some, people, strict=True)})
            done += len(some)
            self.step("Writing people", done)
        previous = []
        for ref in refs:
            row = plan.new[-ref - 1]
            if row.previous_name:
                previous.append(self._previous(self.person_of[ref], row))
        self._created(previous)

    def _as_person(self, row: StaffRow) -> Person:
        return Person(
            given_name=row.given_name,
            family_name=row.family_name,
            preferred_name=row.preferred_name,
            professional_number=row.professional_number,
        )

    def _previous(self, person_id: int, row: StaffRow) -> PreviousName:
        given, family = as_given_and_family(row.previous_name)
        return PreviousName(person_id=person_id, given_name=given or row.given_name, family_name=family, until=None)

    def _changed_people(self, writes: Sequence[RowPlan]) -> None:
        """A family name that changes leaves the old one behind as a previous name."""
        changed: list[tuple[Model, dict[str, object]]] = []
        previous: list[Model] = []
        for some in chunks(writes):
            people = Person.objects.in_bulk([planned.ref for planned in some])
            for planned in some:
                person = people[planned.ref]
                before: dict[str, object] = {name: getattr(person, name) for name in planned.person_changes}
                if "family_name" in before or "given_name" in before:
                    previous.append(
                        PreviousName(
                            person=person,
                            given_name=person.given_name,
                            family_name=person.family_name,
                            until=self.as_on,
                        )
                    )
                for name, value in planned.person_changes.items():
                    setattr(person, name, value)
                changed.append((person, before))
        self._changed(changed)
        self._created(previous)

    def _addresses(self, writes: Sequence[RowPlan]) -> None:
        new: list[Address] = []
        preferred: set[int] = set()
        for planned in writes:
            person_id = self._person(planned.ref)
            known = self.staff.people.get(planned.ref)
            for email in planned.emails:
                first = person_id not in preferred and not (known and known.has_preferred_address)
                preferred.add(person_id)
                new.append(Address(person_id=person_id, email=email, is_preferred=first))
        self._created(new)

    def _end(self, last_days: dict[int, date]) -> None:
        changed: list[tuple[Model, dict[str, object]]] = []
        for some in chunks(sorted(last_days)):
            for post in Post.objects.filter(pk__in=some):
                before: dict[str, object] = {"ends_on": post.ends_on}
                post.ends_on = max(last_days[post.pk], post.starts_on)
                changed.append((post, before))
        self._changed(changed)

    def _manager(self, ref: int | None) -> int | None:
        return self.person_of.get(ref) if ref is not None and ref < 0 else ref

    def _correct(self, writes: Sequence[RowPlan]) -> None:
        changed: list[tuple[Model, dict[str, object]]] = []
        for some in chunks(writes):
            posts = Post.objects.in_bulk([planned.post.id for planned in some if planned.post])
            for planned in some:
                if planned.post is not None:
                    before = self._corrected(posts[planned.post.id], planned)
                    changed.append((posts[planned.post.id], before))
        self._changed(changed)

    def _corrected(self, post: Post, planned: RowPlan) -> dict[str, object]:
        """Put a row's corrections on a post; hand back what it said before."""
        new: dict[str, object] = {}
        for name, value in planned.post_changes.items():
            if name == "setting":
                new["setting_id"] = self.settings[same_text(str(value))]
            elif name == "team":
                new["team_id"] = self.teams[same_text(str(value))]
            elif name == "manager_id":
                manager = self._manager(planned.wanted.manager_id)
                if manager is not None:
                    new |= {"manager_id": manager, "approved_by": ApprovedBy.MANAGER}
            else:
                new[name] = value
        before = {name: getattr(post, name) for name in new}
        for name, value in new.items():
            setattr(post, name, value)
        return before

    def _new_posts(self, writes: Sequence[RowPlan]) -> None:
        done = 0
        for some in chunks(writes, BATCH):
            self._created([self._as_post(planned) for planned in some])
            done += len(some)
            self.step("Writing posts", done)

    def _as_post(self, planned: RowPlan) -> Post:
        """A new post; one that follows another keeps what the row does not say (staff number, team, manager)."""
        row, old = planned.row, planned.post
        manager = self._manager(planned.wanted.manager_id)
        if manager is None and old is not None:
            manager = old.manager_id
        setting = row.setting or (old.setting if old else "")
        team = row.team or (old.team if old else "")
        starts_on = planned.starts_on or self.as_on
        return Post(
            person_id=self._person(planned.ref),
            partnership_id=self.partnership.pk,
            agency_id=self.agency.pk,
            setting_id=self.settings.get(same_text(setting)),
            team_id=self.teams.get(same_text(team)),
            job_role_id=planned.wanted.job_role_id,
            job_title=row.job_title,
            role_kept=planned.wanted.role_kept,
            group_key=planned.wanted.group_key,
            staff_number=row.staff_number or (old.staff_number if old else ""),
            is_volunteer=row.is_volunteer if row.is_volunteer is not None else bool(old and old.is_volunteer),
            approved_by=ApprovedBy.MANAGER if manager else ApprovedBy.NONE_DECLARED,
            manager_id=manager,
            starts_on=starts_on,
            ends_on=max(row.ends_on, starts_on) if row.ends_on else None,
        )

    def _duties(self, writes: Sequence[RowPlan]) -> None:
        new: list[Model] = []
        ending: list[tuple[Model, dict[str, object]]] = []
        held = DutyHeld.objects.in_bulk([self.staff.leads[p.ref] for p in writes if p.ref in self.staff.leads])
        for planned in writes:
            if planned.lead:
                new.append(
                    DutyHeld(
                        person_id=self._person(planned.ref),
                        partnership=self.partnership,
                        agency=self.agency,
                        setting_id=self.settings.get(same_text(planned.row.setting)) if planned.row.setting else None,
                        kind=DutyKind.DESIGNATED_LEAD,
                        starts_on=self.as_on,
                    )
                )
            else:
                duty = held[self.staff.leads[planned.ref]]
                before: dict[str, object] = {"ends_on": duty.ends_on}
                duty.ends_on = max(self.as_on, duty.starts_on)
                ending.append((duty, before))
        self._created(new)
        self._changed(ending)
