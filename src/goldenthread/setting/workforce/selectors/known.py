"""What is known of an agency's people, loaded once for a whole list, however long."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db.models import Q

from goldenthread.foundation.imports.services import remembered_words
from goldenthread.kernel.cells import same_text
from goldenthread.setting.frameworks.models import Version
from goldenthread.setting.frameworks.selectors import framework_of
from goldenthread.setting.frameworks.terms import FrameworkKind
from goldenthread.setting.partnerships.models import Agency, Partnership

from ..models import Address, DutyHeld, JobRole, Person, PossibleMatch, Post, PreviousName
from ..rules.changes import PersonFacts, PostFacts
from ..rules.matching import Known
from ..rules.reading import StaffRow
from ..terms import STAFF_LIST, DutyKind, MatchDecision

CHUNK = 900
Item = TypeVar("Item")


@dataclass
class Staff:
    """Everything a staff list is compared with."""

    known: Known
    people: dict[int, PersonFacts] = field(default_factory=dict)
    posts_of: dict[int, list[PostFacts]] = field(default_factory=dict)  # current, this agency and area
    last_ended: dict[int, date] = field(default_factory=dict)
    ended: set[tuple[int, date]] = field(default_factory=set)  # person and last day
    holder_of_number: dict[str, PostFacts] = field(default_factory=dict)
    roles: dict[str, int] = field(default_factory=dict)
    role_titles: dict[int, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    areas: set[str] = field(default_factory=set)
    leads: dict[int, int] = field(default_factory=dict)  # person: duty as designated lead


def chunks(items: Sequence[Item], size: int = CHUNK) -> Iterable[Sequence[Item]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def load_staff(*, partnership: Partnership, agency: Agency, rows: Sequence[StaffRow], on: date) -> Staff:
    """The agency's people with their posts, and whoever elsewhere has an address or number that the list names."""
    staff = Staff(Known())
    _load_posts(staff, partnership, agency, on)
    ids = set(staff.known.numbers_of) | set(staff.known.titles_of)
    ids |= _owners_of(staff, rows)
    _load_people(staff, sorted(ids))
    staff.known.decided = {
        (key, person_id): decided == MatchDecision.SAME
        for key, person_id, decided in PossibleMatch.objects.filter(partnership=partnership, agency=agency)
        .exclude(decided=MatchDecision.OPEN)
        .values_list("key", "person_id", "decided")
    }
    staff.roles = known_roles(agency.pk)
    staff.role_titles = dict(JobRole.objects.values_list("pk", "title"))
    staff.groups = known_groups(partnership.pk, on)
    staff.areas = {same_text(name) for name in (partnership.name, partnership.short_name, partnership.area)}
    staff.leads = dict(
        DutyHeld.objects.filter(partnership=partnership, agency=agency, kind=DutyKind.DESIGNATED_LEAD)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .values_list("person_id", "pk")
    )
    return staff


def known_roles(agency_id: int) -> dict[str, int]:
    """Job titles and what they mean: titles of the job roles, their other titles, and what the agency said before."""
    found: dict[str, int] = {}
    by_key: dict[str, int] = {}
    for pk, key, title, also in JobRole.objects.values_list("pk", "key", "title", "also"):
        by_key[key] = pk
        for name in (*also, key.replace("-", " "), title):
            found[same_text(name)] = pk
    for word, key in remembered_words(kind=STAFF_LIST, agency_id=agency_id).items():
        if key in by_key:
            found[word] = by_key[key]
    return found


def known_groups(partnership_id: int, on: date) -> dict[str, str]:
    """The identities of the target groups in force, under their key, their name and their number.

    What the local framework and an overlay both call a group is the local framework's.
    """
    versions = Version.objects.filter(line__partnership_id=partnership_id, takes_force_on__lte=on)
    ordered = versions.select_related("line").prefetch_related("groups").order_by("takes_force_on")
    found: dict[str, str] = {}
    for version in sorted(ordered, key=lambda one: one.line.kind == FrameworkKind.LOCAL.value):
        framework = framework_of(version)
        for group in version.groups.all():
            identity, number = framework.identity(group.key), group.key.rsplit("-", 1)[-1]
            for word in (identity, group.key, group.name, number, f"group {number}"):
                found[same_text(word)] = identity
    return found


def _load_posts(staff: Staff, partnership: Partnership, agency: Agency, on: date) -> None:
    words: dict[str, str] = {}
    posts = Post.objects.filter(agency=agency).order_by("pk").values_list(
        "pk", "person_id", "job_role_id", "job_title", "setting__name", "team__name", "group_key", "staff_number",
        "is_volunteer", "manager_id", "starts_on", "ends_on", "role_kept", "partnership_id",
    )  # fmt: skip
    for values in posts.iterator(chunk_size=5000):
        (
            pk, person_id, role_id, title, setting, team, group, number, volunteer, manager_id, starts, ends, kept,
            area,
        ) = values  # fmt: skip
        if number:
            staff.known.by_staff_number.setdefault(number.casefold(), person_id)
            staff.known.numbers_of.setdefault(person_id, set()).add(number.casefold())
        staff.known.titles_of.setdefault(person_id, set()).add(words.setdefault(title, same_text(title)))
        if area != partnership.pk:
            continue
        if ends is not None and ends < on:
            staff.last_ended[person_id] = max(ends, staff.last_ended.get(person_id, ends))
            staff.ended.add((person_id, ends))
            continue
        post = PostFacts(
            pk, person_id, role_id, title, setting or "", team or "", group, number, volunteer, manager_id, starts,
            ends, kept,
        )  # fmt: skip
        staff.posts_of.setdefault(person_id, []).append(post)
        if number:
            staff.known.by_staff_number[number.casefold()] = person_id  # who holds it now has the say
            staff.holder_of_number[number.casefold()] = post


def _owners_of(staff: Staff, rows: Sequence[StaffRow]) -> set[int]:
    """People anywhere whose addresses or professional numbers the list names."""
    emails = sorted({email for row in rows for email in row.emails})
    numbers = sorted({row.professional_number for row in rows if row.professional_number})
    found: set[int] = set()
    for some in chunks(emails):
        for email, person_id in Address.objects.filter(email__in=some).values_list("email", "person_id"):
            staff.known.by_email[email.casefold()] = person_id
            found.add(person_id)
    for some in chunks(numbers):
        found |= set(Person.objects.filter(professional_number__in=some, merged_into=None).values_list("pk", flat=True))
    return found


def _load_people(staff: Staff, ids: Sequence[int]) -> None:
    known = staff.known
    for some in chunks(ids):
        people = Person.objects.filter(pk__in=some, merged_into=None)
        for values in people.values_list("pk", "given_name", "family_name", "preferred_name", "professional_number"):
            person = staff.people[values[0]] = PersonFacts(*values)
            known.add_name(person.id, person.given_name, person.family_name)
            if person.preferred_name:
                known.add_name(person.id, person.preferred_name, person.family_name)
            if person.professional_number:
                known.by_professional_number[person.professional_number.casefold()] = person.id
        for person_id, email, preferred in Address.objects.filter(person__in=some).values_list(
            "person_id", "email", "is_preferred"
        ):
            known.by_email[email.casefold()] = person_id
            known.has_email.add(person_id)
            if person_id in staff.people:
                staff.people[person_id].emails.add(email.casefold())
                staff.people[person_id].has_preferred_address |= preferred
        for person_id, given, family in PreviousName.objects.filter(person__in=some).values_list(
            "person_id", "given_name", "family_name"
        ):
            known.add_name(person_id, given, family)
            if person_id in staff.people:
                staff.people[person_id].former_names.add(same_text(f"{given} {family}"))
