"""Records of completed learning, and the courses of other providers that they name."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from random import Random

from goldenthread.setting.partnerships.models import Partnership
from goldenthread.training.catalogue.models import CountsFor, Course, SetAside
from goldenthread.training.records.models import Record
from goldenthread.training.records.terms import State

from ..learning import Completion
from ..moment import Moment
from ..needs import Catalogue, Offer

BATCH = 5_000
PROVIDERS = (
    "Learning Harbour", "Care Academy Online", "Merewold Training Alliance", "Bright Compass", "Safe Hands e-learning",
)  # fmt: skip
OTHER_NAMES = (
    "{title} (online module)", "{title}: refresher", "{title} 2.0", "Certificate in {low}", "{title} - half day",
)  # fmt: skip
UNRELATED = (
    "Safeguarding adults at risk", "Basic life support", "Information governance", "Child protection awareness (2019)",
    "Prevent awareness", "Equality and diversity", "Designated officer workshop",
)  # fmt: skip


@dataclass
class Bookshelf:
    """The courses that records can name: ours by framework and key, and what others call theirs."""

    ours: dict[tuple[str, str], int]
    elsewhere: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    unrelated: list[int] = field(default_factory=list)
    written: int = 0

    def course_of(self, draw: Random, completion: Completion) -> int | None:
        key = (completion.offer.framework, completion.offer.key)
        if completion.elsewhere and key in self.elsewhere:
            also = draw.random() < 0.1 and self.unrelated  # what else people put on their lists
            return draw.choice(self.unrelated if also else self.elsewhere[key])
        return self.ours.get(key)


def shelve(draw: Random, catalogue: Catalogue, partnership: Partnership, moment: Moment) -> Bookshelf:
    """Our courses as the framework's taking force made them, and a few of other providers for each.

    Of theirs most are mapped to ours; some wait for an officer to look at them, one in ten was set aside.
    """
    keys = dict(Course.objects.filter(partnership=partnership).values_list("key", "pk"))
    shelf = Bookshelf({(o.framework, o.key): keys[o.key] for o in catalogue.offers if o.key in keys})
    courses: list[tuple[Course, Offer]] = []
    taken: set[tuple[str, str]] = set()
    for offer in [*catalogue.offers, *catalogue.made_up.values()]:
        if offer.provider_kinds == ("single-agency",):  # an agency's own: nobody else gives it
            continue
        for _ in range(draw.choice((1, 2, 2, 3))):
            title = offer.title
            if offer.partnership:
                title = draw.choice(OTHER_NAMES).format(title=offer.title, low=offer.title.lower())
            provider = draw.choice(PROVIDERS)
            if (title.lower(), provider.lower()) not in taken:
                taken.add((title.lower(), provider.lower()))
                courses.append((outside_course(offer, title, provider, len(courses), partnership.slug), offer))
    unrelated = [
        Course(
            key=f"{partnership.slug}-outside-{position}", title=f"{title}", provider=f"{PROVIDERS[position % 5]} Ltd"
        )
        for position, title in enumerate(UNRELATED)
    ]
    existing = {
        (t.lower(), p.lower()) for t, p in Course.objects.filter(partnership=None).values_list("title", "provider")
    }
    courses = [(c, o) for c, o in courses if (c.title.lower(), c.provider.lower()) not in existing]
    unrelated = [c for c in unrelated if (c.title.lower(), c.provider.lower()) not in existing]
    Course.objects.bulk_create([course for course, _ in courses] + unrelated)
    shelf.unrelated = [course.pk for course in unrelated]
    mapped, aside = [], []
    for course, offer in courses:
        shelf.elsewhere.setdefault((offer.framework, offer.key), []).append(course.pk)
        ours = shelf.ours.get((offer.framework, offer.key))
        chance = draw.random()
        if ours is not None and chance < 0.72:
            mapped.append(
                CountsFor(course=course, counts_as_id=ours, partnership=partnership, reason="Same outcomes and length.")
            )
        elif ours is not None and chance < 0.8:
            reason = "Content does not cover local procedures."
            aside.append(SetAside(course=course, partnership=partnership, reason=reason, decided_at=moment.at))
    CountsFor.objects.bulk_create(mapped)
    SetAside.objects.bulk_create(aside)
    return shelf


def outside_course(offer: Offer, title: str, provider: str, number: int, area: str) -> Course:
    """Somebody else's course. Level and topics stand only where the course is known by them."""
    return Course(
        key=f"{area}-elsewhere-{number + 1}",
        title=title[:250],
        provider=provider,
        level="" if offer.partnership else offer.level,
        level_scheme="" if offer.partnership else offer.scheme,
        topics=[] if offer.partnership else list(offer.topics),
        minutes=offer.minutes,
        participatory_minutes=offer.participatory_minutes,
    )


def write_records(
    draw: Random, completions: Iterable[tuple[int, Completion]], shelf: Bookshelf
) -> int:  # fmt: skip
    """Write what these people completed. The same person, course and day twice is one record."""
    rows, taken = [], set()
    for person, completion in completions:
        course = shelf.course_of(draw, completion)
        if course is None:
            continue
        once = (person, course, completion.completed_on.toordinal())
        if once in taken:
            continue
        taken.add(once)
        rows.append(
            Record(
                person_id=person,
                course_id=course,
                completed_on=completion.completed_on,
                minutes=completion.minutes,
                participatory_minutes=completion.participatory_minutes,
                format=completion.format,
                provider_kind=completion.provider_kind,
                state=completion.state,
                evidence=completion.evidence,
                why_refused=completion.why_refused,
                entered_at=datetime.combine(completion.completed_on, time(17, 0), UTC),
            )
        )
    Record.objects.bulk_create(rows, batch_size=BATCH)
    shelf.written += len(rows)
    return len(rows)


def name_the_verifier(account_id: int) -> None:
    """What is verified was verified by somebody: the officer."""
    Record.objects.filter(state=State.VERIFIED).update(verified_by_account_id=account_id)
