"""Entries that may be one person, what each holds, and the merges that were made."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused, not_visible
from goldenthread.setting.workforce import access
from goldenthread.setting.workforce.models import Person, Post, PreviousName, Seat
from goldenthread.setting.workforce.selectors import finding
from goldenthread.training.records import selectors as records

from ..models import Merge
from .apart import DecidedByLists, told_apart

MOST_PAIRS = 500
LARGEST_GROUP = 4
"""More people than this of one name are a common name, not one person entered again and again."""


@dataclass(frozen=True)
class Pair:
    """Two entries that may be one person, and why it is asked."""

    first: Person
    second: Person
    why: str


def people_of_area(partnership_id: int | None) -> QuerySet[Person]:
    """Everyone who holds or held a post in the area, each once; no entry that was joined to another.

    Without a partnership it is everyone, for whoever runs the whole installation.
    """
    posts = Post.objects.filter(_in_area(partnership_id), person_id=OuterRef("pk"))
    return Person.objects.filter(Exists(posts), merged_into=None).order_by("family_name", "given_name", "pk")


def _in_area(partnership_id: int | None) -> Q:
    return Q() if partnership_id is None else Q(partnership_id=partnership_id)


def named_people(rows: QuerySet[Person], term: str) -> QuerySet[Person]:
    """Those of them who go by these words: a name, a former name, an address or a number."""
    return rows.filter(pk__in=finding.named(Post.objects.all(), term).values("person_id"))


def likely_pairs(partnership_id: int | None) -> list[Pair]:
    """Pairs in an area with the same professional number, the same name, or one the other's former name.

    Those that were found to be two people are not asked about again, and take no other pair's place in the queue.
    """
    people, apart = people_of_area(partnership_id), told_apart()
    most = MOST_PAIRS + len(apart)
    found: dict[frozenset[int], Pair] = {}
    former = _former_name(people, partnership_id, most)
    for pair in (*_same_number(people, most), *former, *_same_name(people, most)):
        found.setdefault(frozenset((pair.first.pk, pair.second.pk)), pair)
    open_pairs = [pair for key, pair in found.items() if key not in apart]
    decided = DecidedByLists(person for pair in open_pairs for person in (pair.first, pair.second))
    return [pair for pair in open_pairs if not decided(pair.first, pair.second)][:MOST_PAIRS]


def _pairs(groups: Iterable[list[Person]], why: str) -> Iterator[Pair]:
    for group in groups:
        if len(group) <= LARGEST_GROUP:
            for first, second in combinations(sorted(group, key=lambda one: one.pk), 2):
                yield Pair(first, second, why)


def _same_number(people: QuerySet[Person], most: int) -> Iterator[Pair]:
    numbers = people.exclude(professional_number="").order_by().values("professional_number")
    shared = numbers.annotate(times=Count("pk")).filter(times__gt=1).values("professional_number")
    groups: dict[str, list[Person]] = defaultdict(list)
    for person in people.filter(professional_number__in=shared)[:most]:
        groups[person.professional_number].append(person)
    yield from _pairs(groups.values(), "The same professional number")


def _same_name(people: QuerySet[Person], most: int) -> Iterator[Pair]:
    lower = people.annotate(given=Lower("given_name"), family=Lower("family_name"))
    shared = lower.order_by().values("family", "given").annotate(times=Count("pk"))
    names = shared.filter(times__gt=1, times__lte=LARGEST_GROUP).order_by("family", "given")[:most]
    wanted = {(row["family"], row["given"]) for row in names}
    groups: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in lower.filter(family__in=sorted({family for family, _ in wanted})):
        if (name := (person.family, person.given)) in wanted:
            groups[name].append(person)
    yield from _pairs(groups.values(), "The same name")


def _former_name(people: QuerySet[Person], partnership_id: int | None, most: int) -> Iterator[Pair]:
    held = Post.objects.filter(_in_area(partnership_id), person_id=OuterRef("person_id"))
    former = PreviousName.objects.filter(Exists(held), person__merged_into=None).select_related("person")
    by_name: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for name in former.order_by("-pk")[: 4 * most]:
        by_name[name.family_name.casefold(), name.given_name.casefold()].append(name.person)
    families = sorted({family for family, _ in by_name})
    for person in people.annotate(family=Lower("family_name")).filter(family__in=families):
        for other in by_name.get((person.family_name.casefold(), person.given_name.casefold()), ()):
            yield from _pairs([[person, other]] if person.pk != other.pk else [], "One goes by the other's former name")


@dataclass(frozen=True)
class Held:
    """What one entry holds, as far as the reader may see it: each kind in words."""

    person: Person
    lines: dict[str, list[str]]


def held_by_entry(actor: Actor, person: Person, *, on: date) -> Held:
    """Names, addresses, account, posts, duties, seats and records of an entry, side by side with another's."""
    page = finding.person_page(actor, person, on=on)
    areas = {post.partnership_id for post in page.posts}
    seats = Seat.objects.filter(person=person, subgroup__partnership_id__in=areas).select_related("subgroup")
    learnt = list(records.of_person(actor, person.pk, on).order_by("-completed_on", "pk"))
    lines = {
        "Known as": [person.preferred_name] if person.preferred_name else [],
        "Former names": [str(name) for name in page.previous_names],
        "E-mail": [f"{one.email}{' (preferred)' if one.is_preferred else ''}" for one in page.addresses],
        "Professional number": [person.professional_number] if person.professional_number else [],
        "Signs in as": [person.account.email] if person.account else [],
        "Posts": [f"{post}, {_days(post.starts_on, post.ends_on)}" for post in page.posts],
        "Duties": [f"{duty.get_kind_display()}, {_days(duty.starts_on, duty.ends_on)}" for duty in page.duties],
        "Seats": [str(seat.subgroup) for seat in seats],
        "Training records": [f"{record.course.title}, {record.completed_on:%-d %B %Y}" for record in learnt],
    }
    return Held(person, lines)


def _days(first: date, last: date | None) -> str:
    return f"from {first:%-d %B %Y}" + (f" to {last:%-d %B %Y}" if last else "")


def about_accounts(kept: Person, gone: Person) -> str:
    """What becomes of their accounts, said before they are joined; empty if nothing needs saying."""
    if kept.account and gone.account:
        return (
            f"Both sign in. {kept.account.email} goes on; {gone.account.email} will open nothing of theirs any more, "
            "so have it closed."
        )
    return ""


def merges(actor: Actor, *, on: date) -> QuerySet[Merge]:
    """Merges of people the actor may see, the latest first."""
    return (
        Merge.objects.filter(access.visible_to(actor, "kept__", on=on))
        .select_related("kept", "gone")
        .order_by("-done_at", "-pk")
    )


def get_merge(actor: Actor, merge_id: int, *, on: date) -> Merge:
    """One merge of somebody the actor may see."""
    found = merges(actor, on=on).filter(pk=merge_id).first()
    if found is None:
        raise Refused(not_visible("This merge"))
    return found


def went_over(merge: Merge) -> list[tuple[str, int]]:
    """How much of each kind went over, or was set aside because the one kept had it already."""
    counts: dict[str, int] = defaultdict(int)
    for entry in merge.moved:
        if "set_aside" in entry:
            counts["Set aside, since the one kept had the same"] += 1
        elif "changed" in entry and entry["field"].endswith("_id") and entry["field"] != "account_id":
            counts[WORDS.get(entry["changed"], "Other")] += 1
        elif entry.get("field") == "account_id" and entry["was"] is None:
            counts["Account"] += 1
    return sorted(counts.items())


WORDS = {
    "workforce.previousname": "Former names",
    "workforce.address": "Addresses",
    "workforce.post": "Posts",
    "workforce.dutyheld": "Duties",
    "workforce.conditionanswer": "Answers about their role",
    "workforce.seat": "Seats",
    "workforce.deputy": "Deputies",
    "workforce.possiblematch": "Possible matches",
    "records.record": "Training records",
    "standing.exemption": "Exemptions",
}
