"""Looking back and ahead: the trend, whom training reaches, and the places that will be needed."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from goldenthread.kernel.actor import Role
from goldenthread.kernel.figures import Share
from goldenthread.setting.frameworks import selectors as frameworks
from goldenthread.setting.partnerships.selectors import current_agencies
from goldenthread.training.standing.selectors.asked import asked_on, titles_of
from goldenthread.training.standing.selectors.forecast import forecast, forecast_what_if
from goldenthread.training.standing.selectors.published import published_trend
from goldenthread.training.standing.selectors.reach import Reach, reach
from goldenthread.training.standing.selectors.trend import trend
from goldenthread.training.standing.terms import Tally
from goldenthread.web.ui import charts
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Filter, Kind, Table, table_response, tables_response

from .. import moving, rounded
from ..area import Area, area_of, sees_people
from ..figures import headline, total_printed
from ..forms.rule import initial_of, offer
from ..forms.whatif import WhatIfForm

READERS = (Role.OFFICER, Role.BOARD, Role.CHAIR)


class ChooseForm(forms.Form):
    """What a trend is of."""

    requirement = forms.ChoiceField(label="Requirement", required=False)
    agency = forms.ChoiceField(label="Agency", required=False)


def chosen(request: ActorRequest, area: Area) -> tuple[ChooseForm, dict[str, Any]]:
    """The filters of the trend, and what was asked for."""
    form = ChooseForm(request.GET, use_required_attribute=False)
    asked = [one for one in asked_on(area.id, area.on) if one.counts]
    offer(form, "requirement", [("", "All requirements"), *titles_of(asked).items()])
    agencies = current_agencies(area.partnership).values_list("pk", "name") if sees_people(area) else ()
    offer(form, "agency", [("", "All agencies"), *((str(key), name) for key, name in agencies)])
    return form, form.cleaned_data if form.is_valid() else {}


def quarter_said(day: date) -> str:
    """A quarter by its last month."""
    return f"{day:%b %Y}"


@require_safe
def over_time(request: ActorRequest) -> HttpResponseBase:
    """The last twelve quarters and today, drawn and as figures."""
    area = area_of(request, *READERS)
    form, given = chosen(request, area)
    agency_id = int(given["agency"]) if given.get("agency") else None
    key = given.get("requirement", "")
    if sees_people(area):
        points = trend(area.actor, area.id, area.on, agency_id=agency_id, requirement_key=key)
        rows = [quarter_row(one.on, [one.tally], hides=False) for one in points]
    else:
        rows = published_rows(area, key)
    table = Table(
        caption="Quarter by quarter",
        columns=(
            Column("on", "As at", Kind.DATE),
            Column("met", "Hold it, of those expected to", Kind.SHARE, heat=True),
            Column("verified", "Verified, of those who hold it", Kind.SHARE),
        ),
        rows=rows,
        tie_break=(),
        empty="No quarter has ended yet.",
    )
    context = {
        "title": "Over time",
        "form": form,
        "chart": drawn(rows) if rows else None,
        "ends_today": sees_people(area),
    }
    return table_response(request, "office/trend.html", table, context)


def quarter_row(on: date, totals: list[Tally], *, hides: bool) -> dict[str, Any]:
    """How much was held on a day, of the requirements whose totals may be printed."""
    met, verified = headline(totals, hides)
    return {"on": on, "met": met, "verified": verified}


def published_rows(area: Area, key: str) -> list[dict[str, Any]]:
    """The trend for who may not see people, from the same totals as the other pages print for each quarter."""
    rows = []
    for end, by_key in published_trend(area.actor, area.id, area.on).items():
        totals = [total_printed(tallies, True) for one, tallies in by_key.items() if key in ("", one)]
        rows.append(quarter_row(end, [total for total in totals if total is not None], hides=True))
    return rows


def drawn(rows: list[dict[str, Any]]) -> charts.Chart:
    """The trend as a line, with what it shows said in words."""
    shares: list[tuple[date, Share]] = [(row["on"], row["met"]) for row in rows if row["met"]]
    if len(shares) > 1:
        (first, was), (last, now) = shares[0], shares[-1]
        moved = f"From {was.percent}% at {first.day} {first:%B %Y} to {now.percent}% at {last.day} {last:%B %Y}."
    else:
        moved = "There are too few quarters yet to see a trend."
    points = [charts.Point(quarter_said(row["on"]), float(row["met"].percent) if row["met"] else None) for row in rows]
    return charts.line(
        "Required training held", moved, points, along="Quarter ending", measure="Held, of what is required", unit="%"
    )


@require_safe
def reached(request: ActorRequest) -> HttpResponseBase:
    """Who the training is for against who has it, by target group and agency (B21)."""
    area = area_of(request, *READERS)
    found = reach(area.actor, area.id, area.on)
    hides = not sees_people(area)
    names = {row.group: row.group_name for row in found.rows}
    shares, groups = shares_of(found, names, hides)
    agencies = sorted({(row.agency_id, row.agency) for row in found.rows}, key=lambda pair: pair[1])
    tables = {
        "groups": Table(
            key="groups",
            caption="By target group",
            columns=(
                Column("group", "Target group"),
                Column(
                    "share",
                    "Hold all that is required",
                    Kind.SHARE,
                    heat=True,
                ),
            ),
            rows=groups,
            tie_break=(),
            empty="Nobody is in a target group yet. Check that posts have job roles.",
        ),
        "agencies": Table(
            key="agencies",
            caption="By target group and agency",
            columns=(
                Column("group_name", "Target group", order=lambda row: row.group_name),
                Column("agency", "Agency", order=lambda row: row.agency),
                Column(
                    "share",
                    "Hold all that is required",
                    Kind.SHARE,
                    value=lambda row: shares[(row.group, row.agency_id)],
                    order=lambda row: shares[(row.group, row.agency_id)],
                    heat=True,
                ),
            ),
            rows=found.rows,
            filters=(
                Filter("group", "Target group", list(names.items())),
                Filter("agency_id", "Agency", agencies),
            ),
            order="agency",
            tie_break=(),
        ),
    }
    context = {"title": "Reach", "apart": found.apart, "hides": hides}
    return tables_response(request, "office/reach.html", tables, context)


def shares_of(
    found: Reach, names: dict[str, str], hides: bool
) -> tuple[dict[tuple[str, int], Share | None], list[dict[str, Any]]]:
    """The share that each target group's people make up in each agency, and in all of them together."""
    shares: dict[tuple[str, int], Share | None] = {}
    groups = []
    for key, name in names.items():
        rows = [row for row in found.rows if row.group == key]
        each, together = rounded.reached([row.share for row in rows], hides)
        shares |= {(key, row.agency_id): share for row, share in zip(rows, each, strict=True)}
        groups.append({"group": name, "share": together})
    return shares, groups


@require_safe
def ahead(request: ActorRequest) -> HttpResponseBase:
    """Places needed over two years by course, quarter and agency, from the days on which people fall due."""
    area = area_of(request, *READERS)
    found = forecast(area.actor, area.id, area.on)
    quarters = [
        Column(day.isoformat(), moving.quarter(day), Kind.NUMBER, value=f"by.{day.isoformat()}")
        for day in found.quarters
    ]
    hides = not sees_people(area)
    by_course: list[dict[str, Any]] = []
    for course, by in found.by_course().items():
        counts = rounded.places(by, hides)
        by_course.append({"course": course, "by": counts.by, "total": counts.total})
    tables = {
        "courses": Table(
            key="courses",
            caption="By course and quarter",
            columns=(
                Column("course", "Course", order=lambda row: row["course"]),
                Column("total", "Two years", Kind.NUMBER, order=lambda row: row["total"]),
                *quarters,
            ),
            rows=by_course,
            order="-total",
            tie_break=(),
            wide=True,
            empty="No places are needed: nobody falls due within two years.",
        ),
        "agencies": agency_table(found) if not hides else Table("By agency", (), (), key="agencies"),
    }
    asked = [one for one in asked_on(area.id, area.on) if one.counts]
    context = {
        "title": "Places needed",
        "total": sum(row["total"] or 0 for row in by_course),
        "first": moving.quarter(found.quarters[0]),
        "unmet": found.unmet,
        "requirements": list(titles_of(asked).items()),
        "by_agency": not hides,
    }
    return tables_response(request, "office/forecast.html", tables, context)


def agency_table(found: Any) -> Table:
    """Every place by course, quarter and agency."""
    courses = sorted({(place.course_id, place.course) for place in found.places}, key=lambda pair: pair[1])
    agencies = sorted({(place.agency_id, place.agency) for place in found.places}, key=lambda pair: pair[1])
    quarters = [(day.isoformat(), moving.quarter(day)) for day in found.quarters]
    return Table(
        key="agencies",
        caption="By course, quarter and agency",
        columns=(
            Column("course", "Course", order=lambda place: place.course),
            Column("quarter", "Quarter", value=lambda place: moving.quarter(place.quarter), order=lambda p: p.quarter),
            Column("agency", "Agency", order=lambda place: place.agency),
            Column("places", "Places", Kind.NUMBER, order=lambda place: place.places),
        ),
        rows=found.places,
        filters=(
            Filter("course_id", "Course", courses),
            Filter("quarter", "Quarter", quarters),
            Filter("agency_id", "Agency", agencies),
        ),
        order="-places",
        tie_break=(),
    )


@require_safe
def what_if(request: ActorRequest) -> HttpResponse | HttpResponseBase:
    """The forecast side by side: as it is, and if one requirement said something else."""
    area = area_of(request)
    asked = {one.key: one for one in asked_on(area.id, area.on) if one.counts}
    one = asked.get(request.GET.get("requirement", ""))
    if one is None:
        return redirect("office:forecast")
    says = frameworks.as_chosen(one.requirement.rule, one.framework)
    initial = initial_of(says, frameworks.rule_text(says))
    form = WhatIfForm(request.GET if "rule_kind" in request.GET else None, framework=one.framework, initial=initial)
    rule = attempt(form, frameworks.proposed_rule, form.line(), one.framework) if form.is_valid() else None
    context: dict[str, Any] = {
        "title": f"What if: {one.title}",
        "one": one,
        "says": frameworks.in_words(says, one.framework),
        "form": form,
    }
    if not rule or rule.value is None or rule.value == says:
        return tables_response(request, "office/what_if.html", {}, context | {"unchanged": bool(rule and rule.value)})
    both = forecast_what_if(area.actor, area.id, area.on, requirement_key=one.key, rule=rule.value)
    tables = {"needed": moving.places_table(both.now, both.then)}
    points = [
        charts.Point(moving.quarter(day), sum(p.places for p in side.places if p.quarter == day), words)
        for words, side in (("As it is", both.now), ("What if", both.then))
        for day in both.now.quarters
    ]
    words = f"{both.now.total:,} places in two years as it is; {both.then.total:,} if it said something else."
    drawn_ = charts.line("Places needed, quarter by quarter", words, points, along="Quarter", measure="Places")
    then = frameworks.in_words(rule.value, one.framework)
    return tables_response(request, "office/what_if.html", tables, context | {"chart": drawn_, "then_says": then})
