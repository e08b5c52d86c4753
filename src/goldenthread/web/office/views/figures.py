"""The partnership's figures: agency by requirement, requirement by requirement, and the people behind them."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from goldenthread.kernel.actor import Role
from goldenthread.setting.frameworks.selectors import framework_of, in_force
from goldenthread.setting.partnerships.selectors import current_agencies, report_groups_of
from goldenthread.training.standing.selectors import figures as standing
from goldenthread.training.standing.selectors.asked import asked_on, titles_of
from goldenthread.training.standing.selectors.behind import people_behind
from goldenthread.training.standing.selectors.past import heat_on
from goldenthread.training.standing.selectors.published import published
from goldenthread.training.standing.selectors.trend import quarter_ends
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Filter, Kind, Table, table_response, tables_response

from .. import figures
from ..area import Area, area_of, sees_people
from ..forms.heat import HeatForm

READERS = (Role.OFFICER, Role.BOARD, Role.CHAIR)
STATUSES = (
    ("met", "Met"),
    ("due", "Due soon"),
    ("overdue", "Overdue"),
    ("never", "Never done"),
    ("induction", "In induction"),
    ("exempt", "Exempt"),
)


def form_of(request: ActorRequest, area: Area) -> HeatForm:
    """The filters as they were asked for.

    Only who sees people narrows to a target group: one group's figure less another's would be a few people's.
    """
    frameworks = [framework_of(version) for version in in_force(area.id, area.on)] if sees_people(area) else []
    choices = figures.choices_of(report_groups_of(area.partnership), frameworks)
    ends = () if sees_people(area) else quarter_ends(area.on)
    return HeatForm(request.GET, choices=choices, on=area.figures_on, ends=ends)


def found_by(area: Area, form: HeatForm, filters: standing.Filters) -> standing.Heat:
    """The figures of any day to officers; to who may not see people, those that stand for a quarter."""
    if sees_people(area):
        return heat_on(area.actor, area.id, form.on, today=area.on, filters=filters)
    return published(area.actor, area.id, form.on, filters)


def cells_shown(area: Area, form: HeatForm, found: standing.Heat) -> figures.Cells:
    """The cells that may be printed: a filter shows none that the whole table leaves out."""
    if sees_people(area) or form.filters == standing.EVERYONE:
        return figures.cells_of(found, not sees_people(area))
    return figures.cells_of(found_by(area, form, standing.EVERYONE), True)


def heat_table(
    heat: standing.Heat, form: HeatForm, names_people: bool, titles: dict[str, str], cells: figures.Cells
) -> Table:
    """Agency by requirement, every cell a step from the people behind it."""

    start = f"{reverse('office:people_behind')}?"

    def behind(key: str) -> Any:
        wanted = start + urlencode({"requirement": key, "agency": ""})
        return lambda row: f"{wanted}{row.agency_id}"

    linked = names_people and form.on == form.today
    columns = [figures.column_of(one.key, titles.get(one.key, one.title), cells) for one in heat.columns]
    if linked:
        columns = [Column(c.key, c.label, c.kind, c.value, c.order, link=behind(c.key), heat=True) for c in columns]
    return Table(
        key="heat",
        caption="Agencies and requirements",
        columns=(
            Column("agency", "Agency", order=lambda row: row.agency),
            figures.total_column(cells, not names_people),
            *columns,
        ),
        rows=heat.rows,
        order="agency",
        tie_break=(),
        per_page=200,
        wide=True,
        empty="No agency with a named list of staff is left. Clear the filters, or load a list of staff.",
        name="agencies and requirements",
    )


@require_safe
def heat(request: ActorRequest) -> HttpResponseBase:
    """How many hold what, agency by agency; those without a named list stand apart."""
    area = area_of(request, *READERS)
    form = form_of(request, area)
    names_people = sees_people(area)
    found = found_by(area, form, form.filters)
    cells = cells_shown(area, form, found)
    hides = not names_people
    is_part = hides and form.filters != standing.EVERYONE
    total, verified = figures.headline(figures.totals_of(found, hides).values(), hides)
    tables = {
        "heat": heat_table(found, form, names_people, titles_of(asked_on(area.id, form.on)), cells),
        "apart": Table(
            key="apart",
            caption="Agencies without a named list",
            columns=figures.apart_columns(hides),
            rows=found.apart,
            tie_break=(),
            empty="Every agency reports by a named list of staff.",
        ),
    }
    context = {
        "title": "Agencies and requirements",
        "form": form,
        "on": form.on,
        "is_past": form.on != area.on,
        "total": None if is_part and figures.keeps_back(found, cells) else total,
        "verified": None if is_part else verified,
        "names_people": names_people,
        "waiting": found.waiting,
    }
    return tables_response(request, "office/heat.html", tables, context)


@require_safe
def summary(request: ActorRequest) -> HttpResponseBase:
    """The partnership's figures for a board member, a scrutineer or a chair: no names, small numbers left out."""
    area = area_of(request, *READERS)
    hides = not sees_people(area)
    on = area.figures_on
    found = published(area.actor, area.id, on) if hides else standing.partnership_heat(area.actor, area.id, on)
    rows = figures.rows_of_requirements(found, hides, titles_of(asked_on(area.id, on)))
    total, verified = figures.headline(figures.totals_of(found, hides).values(), hides)
    table = Table(
        caption="Requirement by requirement",
        columns=figures.REQUIREMENT_COLUMNS,
        rows=rows,
        tie_break=(),
        empty="Nothing is asked yet: no framework is in force.",
    )
    context = {
        "title": "How the partnership stands",
        "total": total,
        "verified": verified,
        "hides": hides,
        "attention": figures.needing_attention(rows),
        "named": len(found.rows),
        "apart": len(found.apart),
        "on": on,
    }
    return table_response(request, "office/figures.html", table, context)


BEHIND = (
    Column(
        "person",
        "Name",
        value="{}, {}".format,
        reads=("person.family_name", "person.given_name"),
        order=("person__family_name", "person__given_name"),
        link=lambda row: reverse("agency:person", args=[row.person_id]),
    ),
    Column("agency", "Agency", value="agency.name", order="agency__name"),
    Column("status", "Standing", Kind.STATUS, order="status"),
    Column("valid_until", "Holds until", Kind.DATE, order="valid_until"),
    Column("grace_until", "Induction ends", Kind.DATE, order="grace_until"),
)


@require_safe
def behind(request: ActorRequest) -> HttpResponseBase:
    """Who is behind a figure of the heat table, by name: for officers."""
    area = area_of(request)
    asked = [one for one in asked_on(area.id, area.on) if one.counts]
    titles = titles_of(asked)
    key = request.GET.get("requirement", "")
    wanted = [one for one in asked if one.key == key] or asked
    requirement = Column("title", "Requirement", order="title")
    agencies = current_agencies(area.partnership).values_list("pk", "name")
    table = Table(
        caption=titles.get(key, "Everyone, requirement by requirement"),
        columns=(BEHIND[0], BEHIND[1], requirement, *BEHIND[2:]),
        rows=people_behind(area.actor, area.id, on=area.on, asked=wanted),
        search=("person__family_name", "person__given_name"),
        search_label="Name",
        filters=(
            Filter("requirement", "Requirement", list(titles.items()), lambda rows, _: rows),
            Filter("agency", "Agency", list(agencies), "agency_id"),
            Filter("status", "Standing", STATUSES),
        ),
        empty="Nobody is behind this figure.",
    )
    context = {"title": "People behind the figures", "back": reverse("office:heat")}
    return table_response(request, "ui/table_page.html", table, context)
