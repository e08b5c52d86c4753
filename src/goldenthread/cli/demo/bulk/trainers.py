"""The college of trainers: kinds, files, authorisations, gatherings, cascades, champions and a bulletin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from goldenthread.kernel.periods import add_months, after
from goldenthread.setting.partnerships.models import Partnership
from goldenthread.setting.workforce.models import DutyHeld, Post
from goldenthread.setting.workforce.terms import DutyKind
from goldenthread.training.catalogue.models import Course
from goldenthread.training.trainers.models import (
    Attendance,
    Authorisation,
    Bulletin,
    Cascade,
    Competency,
    Gathering,
    Trainer,
)
from goldenthread.training.trainers.selectors import Asked, asked_of_trainers
from goldenthread.training.trainers.terms import CHAMPION, GatheringKind, KindAsked

from ..moment import Moment

FEWEST, MOST, CHAMPIONS = 16, 130, 14
TOPICS = ("Exploitation", "Online safeguarding")
ACCREDITED = "Diploma in Education and Training, unit 2"
EVIDENCE = (
    "Certificate seen by the officer",
    "Observed in the room; the observation is on file",
    "Named in the supervision record",
    "Two co-delivered events, with the feedback read",
)
GATHERINGS = (
    (GatheringKind.POOL_MEETING, "Trainers' pool meeting, spring", 250, 0.75),
    (GatheringKind.POOL_MEETING, "Trainers' pool meeting, autumn", 60, 0.7),
    (GatheringKind.DEVELOPMENT_DAY, "Trainer development day", 300, 0.7),
    (GatheringKind.DEVELOPMENT_DAY, "Trainer development day, the year before", 660, 0.6),
    (GatheringKind.SEMINAR, "Learning and development seminar", 120, 0.4),
)
BULLETIN = (
    "The pool meets again next month. Please bring one example of practice that changed after your course.\n\n"
    "Two reviews were published since the last bulletin: their learning is in the updated slides, which you find with"
    " your event's pack."
)


@dataclass
class College:
    """What the demo has of one partnership's college while it is made."""

    draw: Random
    partnership: Partnership
    asked: Asked
    courses: list[Course]
    moment: Moment

    def days_ago(self, fewest: int, most: int) -> date:
        return self.moment.today - timedelta(days=self.draw.randint(fewest, most))


def fill_college(draw: Random, partnership: Partnership, full: int | None, moment: Moment) -> int:
    """Trainers of a partnership; `full` is a person whose file lacks nothing. Answers how many trainers there are."""
    asked = asked_of_trainers(partnership.pk, moment.today)
    courses = list(Course.objects.filter(partnership=partnership, retired_on=None).order_by("pk"))
    college = College(draw, partnership, asked, courses, moment)
    people = who_trains(college, full)
    trainers = [
        taken_on(college, person, agency, place, person == full) for place, (person, agency) in enumerate(people)
    ]
    champions = [
        champion(college, person, agency, place) for place, (person, agency) in enumerate(who_else(college, people))
    ]
    Trainer.objects.bulk_create([*trainers, *champions])
    Competency.objects.bulk_create(row for one in trainers for row in lines_met(college, one, one.person_id == full))
    Authorisation.objects.bulk_create(
        row for one in trainers for row in authorised(college, one, one.person_id == full)
    )
    come_together(college, trainers, full)
    Cascade.objects.bulk_create(row for one in [*trainers, *champions] for row in cascaded(college, one))
    write_bulletins(college, len(trainers) + len(champions))
    return len(trainers)


def who_trains(college: College, full: int | None) -> list[tuple[int, int]]:
    """Those who carry the duty of trainer first, then a few more, each with their agency."""
    on = college.moment.today
    held = DutyHeld.objects.filter(partnership=college.partnership, kind=DutyKind.TRAINER, ends_on=None)
    found = {person: agency for person, agency in held.order_by("pk").values_list("person_id", "agency_id") if agency}
    posts = Post.objects.filter(partnership=college.partnership, ends_on=None, starts_on__lte=on, is_volunteer=False)
    pairs = posts.order_by("-starts_on", "pk").values_list("person_id", "agency_id")
    wanted = list(pairs.filter(person_id=full)[:1]) if full is not None else []
    chosen = dict(wanted) | {person: agency for person, agency in found.items() if person != full}
    more = list(pairs.exclude(person_id__in=chosen)[:400])
    for person, agency in college.draw.sample(more, min(len(more), max(0, FEWEST - len(chosen)))):
        chosen[person] = agency
    return list(chosen.items())[:MOST]


def who_else(college: College, trainers: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Somebody of each of some agencies, who is no trainer: its champions."""
    taken = {person for person, _ in trainers}
    posts = Post.objects.filter(partnership=college.partnership, ends_on=None, starts_on__lte=college.moment.today)
    first: dict[int, int] = {}
    for person, agency in (
        posts.exclude(person_id__in=taken).order_by("pk").values_list("person_id", "agency_id")[:5_000]
    ):
        if agency not in first and person not in first.values():
            first[agency] = person
    agencies = college.draw.sample(sorted(first), min(len(first), CHAMPIONS))
    return [(first[agency], agency) for agency in agencies]


def taken_on(college: College, person: int, agency: int, place: int, is_full: bool) -> Trainer:
    kinds = [kind for kind in college.asked.kinds if not kind.cascades_only]
    kind = kinds[1 % len(kinds)] if is_full else kinds[place % len(kinds)]
    draw, today = college.draw, college.moment.today
    starts_on = college.days_ago(400, 1_800) if is_full or draw.random() < 0.85 else college.days_ago(10, 300)
    is_trained = is_full or draw.random() < 0.85
    is_approved = is_full or draw.random() < 0.8
    return Trainer(
        partnership=college.partnership,
        person_id=person,
        agency_id=agency,
        kind=kind.key,
        trained_days=5 if is_trained else draw.choice((0, 3)),
        trained_on=starts_on - timedelta(days=30) if is_trained else None,
        accreditation=ACCREDITED if is_full or (is_trained and draw.random() < 0.85) else "",
        approved_by="Head of service" if is_approved else "",
        approved_on=starts_on if is_approved else None,
        review_due_on=today + timedelta(days=draw.randint(40, 360) if is_full else draw.randint(-40, 360)),
        starts_on=starts_on,
        ends_on=college.days_ago(20, 200)
        if not is_full and starts_on < add_months(today, -12) and place % 9 == 8
        else None,
    )


def champion(college: College, person: int, agency: int, place: int) -> Trainer:
    return Trainer(
        partnership=college.partnership,
        person_id=person,
        agency_id=agency,
        kind=CHAMPION,
        topic=TOPICS[place % len(TOPICS)],
        starts_on=college.days_ago(100, 900),
    )


def lines_met(college: College, trainer: Trainer, is_full: bool) -> list[Competency]:
    rows = []
    for line in college.asked.lines(trainer.kind):
        if not is_full and college.draw.random() < 0.15:
            continue
        met_on = max(trainer.starts_on, college.days_ago(20, 200 if is_full else 420))
        rows.append(
            Competency(
                trainer=trainer,
                line=line.line,
                text=line.text,
                evidence=college.draw.choice(EVIDENCE),
                met_on=met_on,
                expires_on=after(met_on, line.renew_every) if line.renew_every else None,
            )
        )
    return rows


def may_give(college: College, kind: KindAsked) -> list[Course]:
    return [one for one in college.courses if not kind.courses or one.key in kind.courses]


def authorised(college: College, trainer: Trainer, is_full: bool) -> list[Authorisation]:
    courses = may_give(college, college.asked.kind(trainer.kind))
    wanted = min(len(courses), 5 if is_full else college.draw.randint(1, 4))
    return [
        Authorisation(
            trainer=trainer,
            course=course,
            starts_on=trainer.starts_on,
            expires_on=college.moment.today + timedelta(days=college.draw.randint(60 if is_full else -60, 700)),
            reason="Co-delivered twice and was observed",
        )
        for course in college.draw.sample(courses, wanted)
    ]


def come_together(college: College, trainers: Sequence[Trainer], full: int | None) -> None:
    """Two pool meetings, a development day a year and a seminar; not everybody came to each."""
    today = college.moment.today
    held = Gathering.objects.bulk_create(
        Gathering(
            partnership=college.partnership,
            kind=kind,
            title=title,
            held_on=today - timedelta(days=ago),
            where="The Assembly Rooms" if kind == GatheringKind.SEMINAR else "Online",
            notes="Quality assurance, guidance and research, and action plans of reviews.",
        )
        for kind, title, ago, _ in GATHERINGS
    )
    came = []
    for gathering, (_, _, _, share) in zip(held, GATHERINGS, strict=True):
        for one in trainers:
            if one.starts_on <= gathering.held_on and (one.person_id == full or college.draw.random() < share):
                came.append(Attendance(gathering=gathering, person_id=one.person_id, agency_id=one.agency_id))
    Attendance.objects.bulk_create(came, ignore_conflicts=True)
    Gathering.objects.create(
        partnership=college.partnership,
        kind=GatheringKind.POOL_MEETING,
        title="Trainers' pool meeting, next",
        held_on=today + timedelta(days=45),
        where="Online",
    )


def cascaded(college: College, trainer: Trainer) -> list[Cascade]:
    if trainer.agency_id is None or trainer.ends_on is not None:
        return []
    today = college.moment.today
    return [
        Cascade(
            partnership=college.partnership,
            trainer=trainer,
            agency_id=trainer.agency_id,
            topic=trainer.topic
            or college.draw.choice(("Team briefing on neglect", "Learning from reviews", "Thresholds")),
            held_on=max(trainer.starts_on, today - timedelta(days=college.draw.randint(3, 360))),
            minutes=college.draw.choice((30, 45, 60, 90)),
            attended=college.draw.randint(4, 24),
        )
        for _ in range(college.draw.choice((0, 1, 1, 2)))
    ]


def write_bulletins(college: College, readers: int) -> None:
    """One that went out before this service kept messages, and one to look at before it goes."""
    at = college.moment.at
    Bulletin.objects.bulk_create(
        [
            Bulletin(
                partnership=college.partnership,
                title="Trainer bulletin, last quarter",
                body=BULLETIN,
                written_at=at - timedelta(days=95),
                sent_at=at - timedelta(days=92),
                sent_to=readers,
            ),
            Bulletin(partnership=college.partnership, title="Trainer bulletin", body=BULLETIN, written_at=at),
        ]
    )
