"""The command that prepares the demonstration: what it refuses, and that a second run uses the first's."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from goldenthread.setting.accounts.models import Account
from goldenthread.setting.partnerships.models import Partnership
from goldenthread.setting.workforce.models import Person


def demo(*arguments: str) -> str:
    said = StringIO()
    call_command("demo", *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture(autouse=True)
def demonstration(settings: Settings, tmp_path: Path) -> None:
    settings.DEMO = True
    settings.STATE = tmp_path


def test_it_makes_nobody_up_outside_a_demonstration(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="GOLDEN_THREAD_DEMO=1"):
        demo()


@pytest.mark.parametrize("people", ["0", "-5", "199", "1000001"])
def test_it_says_how_many_people_it_can_make(people: str) -> None:
    with pytest.raises(CommandError, match="from 200 to 1,000,000"):
        demo("--people", people)


def test_it_names_the_frameworks_when_asked_for_another() -> None:
    with pytest.raises(CommandError, match='no one framework "atlantis". Choose one of: .*kirklees-2011'):
        demo("--framework", "atlantis")


@pytest.mark.django_db
def test_it_does_not_mix_with_what_is_there() -> None:
    Partnership.objects.create(slug="real", name="A real partnership", short_name="RP", area="Somewhere")
    with pytest.raises(CommandError, match="Give the demonstration one of its own"):
        demo("--people", "200")
    assert Person.objects.count() == 0


@pytest.mark.django_db
def test_it_never_takes_away_a_database_where_others_sign_in() -> None:
    Account.objects.create_user("someone@work.example", name="Someone")
    with pytest.raises(CommandError, match="It is not taken away"):
        demo("--fresh")
    assert Account.objects.count() == 1


@pytest.mark.django_db
def test_a_second_run_uses_what_the_first_made(tmp_path: Path) -> None:
    assert "Made " in demo("--people", "200")
    people = Person.objects.count()
    assert "Using the demonstration" in demo("--people", "400")
    assert Person.objects.count() == people
    assert {path.suffix for path in (tmp_path / "demo-files").iterdir()} == {".csv", ".xlsx"}


@pytest.mark.django_db
def test_spreadsheets_are_of_a_demonstration(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="./run demo"):
        call_command("demo_files", str(tmp_path))
