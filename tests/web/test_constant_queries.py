"""What a list costs the database does not grow with its rows; and the quick way to a page is the plain order."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.kernel import clock
from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.setting.frameworks import services as frameworks
from goldenthread.setting.workforce.models import JobRole, Person, Post
from goldenthread.setting.workforce.selectors import finding
from goldenthread.training.catalogue.models import Course
from goldenthread.training.records.models import Record
from goldenthread.training.records.terms import Format, ProviderKind, State
from goldenthread.training.standing import services as standing
from goldenthread.training.standing.models import Exemption
from goldenthread.web.ui.tables import Bound, Column, Table
from tests.cast import NOW, SINCE, Cast, assemble, post
from tests.kept import Kept

ROWS = 30


def under_kirklees() -> Cast:
    """Fellside under a real framework, everyone at the school a teacher."""
    cast = assemble()
    version = frameworks.adopt_pack(by=COMMAND_LINE, at=NOW, partnership=cast.fellside, pack_key="kirklees-2011")
    standing.take_force(by=COMMAND_LINE, at=NOW, version=version, on=SINCE)
    return cast


START = Kept(under_kirklees)


@pytest.fixture
def fellside(db: None) -> Cast:
    return START.again()


def filled(cast: Cast, numbers: range) -> None:
    """So many more teachers, each with a record that lapses soon, one to verify, an exemption and an outside course."""
    teacher = JobRole.objects.get(key="teacher")
    course = Course.objects.get(partnership=cast.fellside, key="awareness")
    today = clock.today()
    for number in numbers:
        person = Person.objects.create(given_name=f"Given {number % 7}", family_name=f"Family {number % 11}")
        post(person, cast.school, cast.fellside, "Teacher", job_role=teacher)
        outside = Course.objects.create(key=f"outside-{number}", title=f"Outside {number}", provider="Elsewhere")
        entered = ((course, State.VERIFIED, 1060), (course, State.TO_VERIFY, 900), (outside, State.IMPORTED, 90))
        for of, state, days in entered:
            Record.objects.create(
                person=person,
                course=of,
                completed_on=today - timedelta(days=days),
                format=Format.FACE_TO_FACE,
                provider_kind=ProviderKind.MULTI_AGENCY,
                state=state,
                entered_at=NOW,
            )
        Exemption.objects.create(
            person=person,
            partnership=cast.fellside,
            requirement_key="awareness",
            reason="On long leave",
            approved_by_account_id=cast.officer.signed_in.pk,
            approved_by_name="Olive Fell",
            starts_on=today,
            ends_on=today,
        )
    standing.settle(by=COMMAND_LINE, at=clock.now(), on=today, partnership_id=cast.fellside.pk)


def address(cast: Cast, name: str) -> str:
    of_agency = [cast.fellside.slug, cast.school.slug] if name.startswith("agency:") else []
    return reverse(name, args=of_agency)


LISTS = (
    "office:people",
    "office:due",
    "office:exemptions",
    "office:to_verify",
    "office:leads",
    "office:people_behind",
    "office:outside_courses",
    "office:messages",
    "office:audit",
    "office:imports",
    "office:register",
    "office:heat",
    "agency:people",
    "agency:records",
    "agency:to_verify",
    "agency:exemptions",
    "agency:behind",
    "agency:leads",
)


def cost(cast: Cast, name: str) -> int:
    """How many queries the officer's page makes, once everything that is read once a process is read."""
    client = cast.officer.client()
    where = address(cast, name)
    assert client.get(where).status_code == 200
    with CaptureQueriesContext(connection) as caught:
        assert client.get(where).status_code == 200
    return len(caught)


def test_no_list_costs_more_queries_for_more_rows(fellside: Cast) -> None:
    filled(fellside, range(1))
    few = {name: cost(fellside, name) for name in LISTS}
    filled(fellside, range(1, ROWS))
    many = {name: cost(fellside, name) for name in LISTS}
    assert many == few


COLUMN = Column("name", "Name", value=str, order=finding.BY_NAME)


def page(cast: Cast, number: int, *, foremost: bool) -> list[int]:
    """The posts on one page of a list by name, found the quick way or by sorting everything."""
    rows = finding.posts_in(cast.officer.actor(), on=clock.today(), partnership_id=cast.fellside.pk)
    quick = finding.foremost if foremost else None
    table = Table("People", (COLUMN,), rows, order="name", per_page=7, foremost=quick)
    return [one.pk for one in Bound(table, QueryDict(f"page={number}")).page]


def test_the_quick_way_to_a_page_gives_the_very_rows_of_the_plain_order(fellside: Cast) -> None:
    filled(fellside, range(ROWS))  # names repeat: two share each, and their order must not waver
    for person in Person.objects.order_by("-pk")[:5]:
        post(person, fellside.council, fellside.fellside, "A second post")
        post(person, fellside.police, fellside.marrow_vale, "Elsewhere")
    pages = [page(fellside, number, foremost=True) for number in range(1, 8)]
    assert pages == [page(fellside, number, foremost=False) for number in range(1, 8)]
    assert sum(map(len, pages)) == Post.objects.filter(partnership=fellside.fellside).count()
