"""Outside courses: what people of the partnership have learnt elsewhere, and what was decided about each."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Max, OuterRef, Subquery
from django.db.models.functions import JSONObject

from goldenthread.kernel.refusal import Refused, not_visible
from goldenthread.setting.workforce.models import Post
from goldenthread.training.catalogue.models import CountsFor, Course, SetAside
from goldenthread.training.records.models import Record
from goldenthread.training.records.terms import State


@dataclass(frozen=True)
class OutsideCourse:
    """An outside course on people's records: how many, the latest, and what was decided about it here."""

    pk: int
    title: str
    provider: str
    record_count: int
    latest_on: date
    ours: tuple[CountsFor, ...] = ()
    aside: SetAside | None = None

    @property
    def state(self) -> str:
        """Whether it counts for ours, is set aside, or is still to be decided."""
        if self.aside is not None:
            return "aside"
        return "mapped" if self.ours else "open"


def outside_courses(partnership_id: int, course_id: int | None = None) -> list[OutsideCourse]:
    """Outside courses on the records of people who work in the partnership, those with most records first.

    Three queries, however many courses there are; each course's records are counted apart, since outside
    courses hold few of the county's records and the rest need not be read.
    """
    courses = Course.objects.filter(partnership__isnull=True)
    if course_id is not None:
        courses = courses.filter(pk=course_id)
    posted = Post.objects.filter(partnership_id=partnership_id, person_id=OuterRef("person_id"))
    held = Record.objects.filter(Exists(posted), course_id=OuterRef("pk")).exclude(state=State.REFUSED)
    counted = held.order_by().values("course_id").annotate(of=JSONObject(count=Count("pk"), latest=Max("completed_on")))
    mapped: dict[int, list[CountsFor]] = defaultdict(list)
    for one in CountsFor.objects.filter(partnership_id=partnership_id).select_related("counts_as").order_by("pk"):
        mapped[one.course_id].append(one)
    aside = {one.course_id: one for one in SetAside.objects.filter(partnership_id=partnership_id)}
    found = [
        OutsideCourse(
            key, title, provider, of["count"], date.fromisoformat(of["latest"]), tuple(mapped[key]), aside.get(key)
        )
        for key, title, provider, of in courses.values_list("pk", "title", "provider", Subquery(counted.values("of")))
        if of is not None
    ]
    return sorted(found, key=lambda course: (-course.record_count, course.title))


def undecided_count(partnership_id: int) -> int:
    """How many outside courses nobody has looked at yet."""
    return sum(course.state == "open" for course in outside_courses(partnership_id))


def get_outside_course(partnership_id: int, course_id: int) -> OutsideCourse:
    """One outside course that people of the partnership hold records of."""
    found = outside_courses(partnership_id, course_id)
    if not found:
        raise Refused(not_visible("This course"))
    return found[0]


def course_of(found: OutsideCourse) -> Course:
    """The course itself, to decide about."""
    return Course.objects.get(pk=found.pk)


def our_courses(partnership_id: int) -> dict[int, Course]:
    """The partnership's own courses by id, in order of title; those retired are left out."""
    rows = Course.objects.filter(partnership_id=partnership_id, retired_on__isnull=True).order_by("title")
    return {course.pk: course for course in rows}


def get_mapping(partnership_id: int, mapping_id: int) -> CountsFor:
    """One decision that an outside course counts for ours."""
    rows = CountsFor.objects.filter(partnership_id=partnership_id, pk=mapping_id, course__partnership__isnull=True)
    found = rows.select_related("course", "counts_as").first()
    if found is None:
        raise Refused(not_visible("This decision"))
    return found


def get_aside(partnership_id: int, course_id: int) -> SetAside:
    """The decision that an outside course counts for nothing here."""
    found = SetAside.objects.filter(partnership_id=partnership_id, course_id=course_id).select_related("course").first()
    if found is None:
        raise Refused(not_visible("This decision"))
    return found
