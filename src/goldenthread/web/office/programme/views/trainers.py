"""The college of trainers: who trains, counted, the agencies that commit nobody, and the champions (A23, B28, A38)."""

from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from goldenthread.training.trainers.selectors import asked_of_trainers
from goldenthread.training.trainers.selectors.authorised import running_out
from goldenthread.training.trainers.selectors.people import (
    agencies_and_trainers,
    champion_topics,
    every_trainer,
    headcount,
)
from goldenthread.training.trainers.selectors.register import registered
from goldenthread.training.trainers.terms import CHAMPION
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Filter, Kind, Table, table_response

from ...area import area_of

YES_NO = (("yes", "Yes"), ("no", "No"))
STANDING = (("active", "Trains now"), ("stopped", "Has stopped"))


def where(keeps: Any) -> Any:
    """A filter of listed rows by a yes or no."""
    return lambda rows, value: [row for row in rows if keeps(row) == (value == "yes")]


def name_column(of: Any = lambda row: row) -> Column:
    """A trainer's name, leading to the file."""
    return Column(
        "name",
        "Name",
        value=lambda row: f"{of(row).person.family_name}, {of(row).person.given_name}",
        order=lambda row: (of(row).person.family_name.casefold(), of(row).person.given_name.casefold()),
        link=lambda row: reverse("office:trainer", args=[of(row).pk]),
    )


def register_table(rows: list[Any], kinds: list[tuple[str, str]]) -> Table:
    """Every trainer with the file, courses and gatherings."""
    agencies = sorted({row.agency for row in rows if row.agency})
    return Table(
        caption="Trainers",
        columns=(
            name_column(lambda row: row.trainer),
            Column("kind", "Kind", value="file.kind", order=lambda row: row.file.kind),
            Column("agency", "Agency", order=lambda row: row.agency),
            Column("file", "Competencies", Kind.SHARE, value="file.share", order=lambda row: -row.missing),
            Column("courses", "Courses authorised", Kind.NUMBER, order=lambda row: row.courses),
            Column("falls_short", "Falls short of", order=lambda row: row.falls_short),
            Column("starts_on", "From", Kind.DATE, value="trainer.starts_on", on_screen=False),
            Column("ends_on", "Stopped", Kind.DATE, value="trainer.ends_on"),
        ),
        rows=rows,
        search=("name", "agency"),
        search_label="Name or agency",
        filters=(
            Filter("kind", "Kind", kinds, lambda found, value: [row for row in found if row.trainer.kind == value]),
            Filter("agency", "Agency", [(name, name) for name in agencies]),
            Filter(
                "standing",
                "Trains now?",
                STANDING,
                lambda found, value: [row for row in found if row.is_active == (value == "active")],
            ),
            Filter("missing", "Something missing from the file?", YES_NO, where(lambda row: row.missing > 0)),
            Filter("short", "Falls short of gatherings?", YES_NO, where(lambda row: bool(row.falls_short))),
        ),
        order="name",
        tie_break=(),
        empty="Nobody is a trainer yet.",
        empty_action=("Take on the first trainer", reverse("office:trainer_find")),
    )


@require_safe
def register(request: ActorRequest) -> HttpResponseBase:
    """Everyone who trains for the partnership, opening with what is missing."""
    area = area_of(request)
    rows = registered(area.actor, area.id, area.on)
    active = [row for row in rows if row.is_active]
    given = agencies_and_trainers(area.actor, area.id, area.on)
    kinds = [(kind.key, kind.title) for kind in asked_of_trainers(area.id, area.on).kinds if kind.key != CHAMPION]
    context = {
        "title": "Trainers",
        "active": len(active),
        "people": len({row.trainer.person_id for row in active}),
        "without": sum(one.trainers == 0 for one in given),
        "agencies": len(given),
        "missing": sum(row.missing > 0 for row in active),
        "short": sum(bool(row.falls_short) for row in active),
        "running_out": len(running_out(area.actor, area.id, area.on)),
        "no_champion": sum(one.champions == 0 for one in given),
    }
    return table_response(request, "office/programme/trainers_register.html", register_table(rows, kinds), context)


@require_safe
def counted(request: ActorRequest) -> HttpResponseBase:
    """Headcount by kind and agency. Every column and every row adds to the total."""
    area = area_of(request)
    found = headcount(area.actor, area.id, area.on)

    def of_kind(key: str) -> Any:
        return lambda row: row.counts.get(key, 0)

    kinds = [
        Column(kind.key, kind.title, Kind.NUMBER, value=of_kind(kind.key), order=of_kind(kind.key))
        for kind in found.kinds
    ]
    table = Table(
        caption="Trainers by agency and kind",
        columns=(
            Column("agency", "Agency", order=lambda row: row.agency),
            *kinds,
            Column("total", "All", Kind.NUMBER, order=lambda row: row.total),
        ),
        rows=found.rows,
        order="agency",
        tie_break=(),
        wide=True,
        per_page=500,
        empty="Nobody is a trainer yet.",
        empty_action=("Take on the first trainer", reverse("office:trainer_find")),
    )
    context = {
        "title": "Headcount of trainers",
        "kinds": [(kind.title, found.of(kind.key)) for kind in found.kinds],
        "total": found.total,
        "people": found.people,
    }
    return table_response(request, "office/programme/trainers_headcount.html", table, context)


@require_safe
def agencies(request: ActorRequest) -> HttpResponseBase:
    """Each agency with its trainers and champions, and those that have none."""
    area = area_of(request)
    found = agencies_and_trainers(area.actor, area.id, area.on)
    table = Table(
        caption="Agencies",
        columns=(
            Column("agency", "Agency", value="agency.name", order=lambda row: row.agency.name),
            Column("trainers", "Trainers", Kind.NUMBER, order=lambda row: row.trainers),
            Column("champions", "Champions", Kind.NUMBER, order=lambda row: row.champions),
            Column("topics", "Champions for", value=lambda row: ", ".join(row.topics)),
        ),
        rows=found,
        search=("agency.name",),
        search_label="Agency",
        filters=(
            Filter("trainers", "Has a trainer?", YES_NO, where(lambda row: row.trainers > 0)),
            Filter("champions", "Has a champion?", YES_NO, where(lambda row: row.champions > 0)),
        ),
        order="agency",
        tie_break=(),
        empty="No agency takes part in the partnership yet.",
    )
    context = {
        "title": "Agencies and their trainers",
        "without": [one.agency.name for one in found if not one.trainers],
        "no_champion": sum(one.champions == 0 for one in found),
    }
    return table_response(request, "office/programme/trainers_agencies.html", table, context)


@require_safe
def champions(request: ActorRequest) -> HttpResponseBase:
    """The register of champions by topic and agency, with what each cascaded."""
    area = area_of(request)
    rows = every_trainer(area.actor, area.id).filter(kind=CHAMPION)
    found = agencies_and_trainers(area.actor, area.id, area.on)
    without = [one.agency.name for one in found if not one.champions]
    table = Table(
        caption="Champions",
        columns=(
            Column(
                "name",
                "Name",
                value=lambda one: f"{one.person.family_name}, {one.person.given_name}",
                order=("person__family_name", "person__given_name"),
                link=lambda one: reverse("office:trainer", args=[one.pk]),
            ),
            Column("topic", "Champion for", order="topic"),
            Column("agency", "Agency", value="agency.name", order="agency__name"),
            Column("starts_on", "From", Kind.DATE, order="starts_on"),
            Column("ends_on", "Stopped", Kind.DATE, order="ends_on"),
        ),
        rows=rows,
        search=("person__family_name", "person__given_name", "agency__name"),
        search_label="Name or agency",
        filters=(
            Filter("topic", "Champion for", [(topic, topic) for topic in champion_topics(area.id)]),
            Filter(
                "agency", "Agency", [(one.agency.pk, one.agency.name) for one in found if one.champions], "agency_id"
            ),
        ),
        order="topic",
        empty="Nobody is a champion yet. Take somebody on as one: they cascade a topic in their own agency.",
        empty_action=("Take on a champion", reverse("office:trainer_find")),
    )
    context = {"title": "Champions", "without": without}
    return table_response(request, "office/programme/trainers_champions.html", table, context)
