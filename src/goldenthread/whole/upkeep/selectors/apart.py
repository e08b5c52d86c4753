"""Which entries have been found to be two people: on the page that joins them, or when a list was loaded."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused, not_visible
from goldenthread.setting.workforce import access
from goldenthread.setting.workforce.models import Address, Person, PossibleMatch, Post
from goldenthread.setting.workforce.terms import MatchDecision

from ..models import Apart

Twins = frozenset[int]
"""Keys of two people, in no order."""


def told_apart() -> set[Twins]:
    """Those said to be two people. Where one was joined to a third since, it holds of that third."""
    into = dict(Person.objects.exclude(merged_into=None).values_list("pk", "merged_into_id"))

    def now(person_id: int) -> int:
        while person_id in into:
            person_id = into[person_id]
        return person_id

    pairs = Apart.objects.filter(undone_at=None).values_list("first_id", "second_id")
    return {frozenset((now(first), now(second))) for first, second in pairs}


class DecidedByLists:
    """Whether it was decided of a row of a list, from which one of two entries was made, that it is not the other."""

    def __init__(self, people: Iterable[Person]) -> None:
        ids = {person.pk for person in people}
        self._of: dict[int, list[PossibleMatch]] = defaultdict(list)
        for row in PossibleMatch.objects.filter(decided=MatchDecision.DIFFERENT, person__in=ids):
            self._of[row.person_id].append(row)
        posts = Post.objects.filter(person__in=ids).exclude(staff_number="")
        self._numbers = {
            (person_id, agency_id, number.casefold())
            for person_id, agency_id, number in posts.values_list("person_id", "agency_id", "staff_number")
        }
        self._emails = set(Address.objects.filter(person__in=ids).values_list("person_id", "email"))

    def __call__(self, one: Person, other: Person) -> bool:
        return any(self._made(row, other) for row in self._of[one.pk]) or any(
            self._made(row, one) for row in self._of[other.pk]
        )

    def _made(self, row: PossibleMatch, person: Person) -> bool:
        """Whether the row is this person's, by the best that it says of them."""
        if row.staff_number:
            return (person.pk, row.agency_id, row.staff_number.casefold()) in self._numbers
        if row.email:
            return (person.pk, row.email) in self._emails
        return str(person).casefold() == row.name.casefold()


def decisions(actor: Actor, *, on: date) -> QuerySet[Apart]:
    """Who was said to be two people, of people the actor may see, the latest first; none that was taken back."""
    return (
        Apart.objects.filter(
            access.visible_to(actor, "first__", on=on), access.visible_to(actor, "second__", on=on), undone_at=None
        )
        .select_related("first", "second")
        .order_by("-done_at", "-pk")
    )


def get_decision(actor: Actor, apart_id: int, *, on: date) -> Apart:
    """One of these decisions."""
    found = decisions(actor, on=on).filter(pk=apart_id).first()
    if found is None:
        raise Refused(not_visible("This decision"))
    return found


def decision_on(people: Iterable[Person]) -> Apart | None:
    """The decision that these two are two people, if it was made."""
    first, second = sorted(person.pk for person in people)
    return Apart.objects.filter(first=first, second=second, undone_at=None).first()
