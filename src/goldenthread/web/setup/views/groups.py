"""How a partnership groups: report groups, subgroups, priorities."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import refuse
from goldenthread.setting.partnerships import access, selectors, services
from goldenthread.setting.workforce.selectors import seats_by_subgroup
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Kind, Table, table_response

from ..forms.accounts import ConfirmForm
from ..forms.agencies import EndForm
from ..forms.groups import OwnerForm, PriorityForm, ReportGroupForm, SubgroupForm
from .asking import ask, sent

READ_OR_SEND = ["GET", "HEAD", "POST"]


def run_by(request: ActorRequest, slug: str) -> Any:
    """The partnership, if the actor runs it."""
    partnership = selectors.get_partnership(request.actor, slug)
    refuse(access.can_run(request.actor, partnership))
    return partnership


def around(partnership: Any, title: str, add: tuple[str, str]) -> dict[str, Any]:
    """What stands around a list."""
    return {
        "title": title,
        "one": partnership,
        "add": {"text": add[0], "href": reverse(add[1], args=[partnership.slug])},
        "back": reverse("setup:partnership", args=[partnership.slug]),
        "back_text": partnership.short_name,
    }


def to_page(key: str, words: str, name: str, slug: str) -> Column:
    """A column that leads from each row to what can be done with it."""
    return Column(
        key,
        "What you can do",
        value=lambda _: words,
        link=lambda row: reverse(name, args=[slug, row.pk]),
        in_export=False,
    )


@require_safe
def report_groups(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Agencies rolled up for reports."""
    partnership = run_by(request, slug)
    inside = selectors.roll_up(partnership.pk)
    table = Table(
        caption="Report groups",
        columns=(
            Column("name", "Group", order="name", link=lambda g: reverse("setup:edit_report_group", args=[slug, g.pk])),
            Column("within", "Part of", value="within.name", order="within__name"),
            Column("agency_count", "Agencies in it", Kind.NUMBER, order="agency_count"),
            Column("all", "With its parts", Kind.NUMBER, value=lambda g: len(inside[g.pk])),
            to_page("delete", "Take it away", "setup:delete_report_group", slug),
        ),
        rows=selectors.report_groups_of(partnership),
        search=("name",),
        order="name",
        empty="No agencies are grouped yet. A group such as Criminal justice adds up its agencies in reports.",
        empty_action=("Add a report group", reverse("setup:new_report_group", args=[slug])),
    )
    context = around(partnership, "Report groups", ("Add a report group", "setup:new_report_group"))
    return table_response(request, "setup/list.html", table, context)


@require_http_methods(READ_OR_SEND)
def new_report_group(request: ActorRequest, slug: str) -> HttpResponse:
    partnership = run_by(request, slug)
    return ask(
        request,
        ReportGroupForm(sent(request), partnership=partnership),
        services.create_report_group,
        title="Add a report group",
        submit="Add the group",
        back=reverse("setup:report_groups", args=[slug]),
        done="The report group was added.",
        partnership=partnership,
        at=clock.now(),
    )


@require_http_methods(READ_OR_SEND)
def edit_report_group(request: ActorRequest, slug: str, group_id: int) -> HttpResponse:
    partnership = run_by(request, slug)
    group = selectors.get_report_group(request.actor, partnership, group_id)
    initial = {"name": group.name, "within": group.within_id, "agencies": selectors.agencies_in(group)}
    return ask(
        request,
        ReportGroupForm(sent(request), partnership=partnership, initial=initial),
        services.change_report_group,
        title=f"Change {group.name}",
        back=reverse("setup:report_groups", args=[slug]),
        done="The report group was changed.",
        group=group,
        at=clock.now(),
    )


@require_http_methods(READ_OR_SEND)
def delete_report_group(request: ActorRequest, slug: str, group_id: int) -> HttpResponse:
    partnership = run_by(request, slug)
    group = selectors.get_report_group(request.actor, partnership, group_id)
    return ask(
        request,
        ConfirmForm(sent(request)),
        services.delete_report_group,
        title=f"Take {group.name} away?",
        intro="Its agencies stay as they are; reports no longer add them up under this name.",
        submit="Take it away",
        back=reverse("setup:report_groups", args=[slug]),
        done="The report group was taken away.",
        group=group,
        at=clock.now(),
    )


def chair_of(seats: list[Any]) -> str:
    return ", ".join(str(seat.person) for seat in seats if seat.is_chair)


@require_safe
def subgroups(request: ActorRequest, slug: str) -> HttpResponseBase:
    """The groups that meet, who chairs each and who sits on it."""
    partnership = run_by(request, slug)
    seats = seats_by_subgroup(partnership.pk, clock.today())
    table = Table(
        caption="Subgroups",
        columns=(
            Column("name", "Subgroup", order="name", link=lambda g: reverse("setup:edit_subgroup", args=[slug, g.pk])),
            Column("reports_to", "Reports to", value="reports_to.name", order="reports_to__name"),
            Column("chair", "Chair", value=lambda g: chair_of(seats.get(g.pk, []))),
            Column("count", "Seats taken", Kind.NUMBER, value=lambda g: len(seats.get(g.pk, []))),
            Column(
                "members",
                "Members",
                value=lambda g: ", ".join(str(seat.person) for seat in seats.get(g.pk, []) if not seat.is_chair),
            ),
        ),
        rows=selectors.subgroups_of(partnership),
        search=("name",),
        order="name",
        empty="No subgroup has been set up yet. Adopting a framework sets up those it names.",
        empty_action=("Add a subgroup", reverse("setup:new_subgroup", args=[slug])),
    )
    context = around(partnership, "Subgroups and seats", ("Add a subgroup", "setup:new_subgroup"))
    return table_response(request, "setup/list.html", table, context)


@require_http_methods(READ_OR_SEND)
def new_subgroup(request: ActorRequest, slug: str) -> HttpResponse:
    partnership = run_by(request, slug)
    return ask(
        request,
        SubgroupForm(sent(request), partnership=partnership),
        services.create_subgroup,
        title="Add a subgroup",
        submit="Add the subgroup",
        back=reverse("setup:subgroups", args=[slug]),
        done="The subgroup was added.",
        partnership=partnership,
        at=clock.now(),
    )


@require_http_methods(READ_OR_SEND)
def edit_subgroup(request: ActorRequest, slug: str, subgroup_id: int) -> HttpResponse:
    partnership = run_by(request, slug)
    subgroup = selectors.get_subgroup(request.actor, partnership, subgroup_id)
    initial = {"name": subgroup.name, "reports_to": subgroup.reports_to_id}
    return ask(
        request,
        SubgroupForm(sent(request), partnership=partnership, initial=initial),
        services.change_subgroup,
        title=f"Change {subgroup.name}",
        back=reverse("setup:subgroups", args=[slug]),
        done="The subgroup was changed.",
        subgroup=subgroup,
        at=clock.now(),
    )


@require_safe
def priorities(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Safeguarding priorities, each with the subgroup that owns it (C02)."""
    partnership = run_by(request, slug)
    table = Table(
        caption="Priorities",
        columns=(
            Column("name", "Priority", order="name", link=lambda p: reverse("setup:give_priority", args=[slug, p.pk])),
            Column("owner", "Owned by", value="owner.name", order="owner__name"),
            Column("starts_on", "First day", Kind.DATE, order="starts_on"),
            Column("ends_on", "Last day", Kind.DATE, order="ends_on"),
            to_page("end", "Set its last day", "setup:end_priority", slug),
        ),
        rows=selectors.priorities_of(partnership),
        search=("name", "owner__name"),
        order="name",
        empty="No priority has been set yet.",
        empty_action=("Add a priority", reverse("setup:new_priority", args=[slug])),
    )
    context = around(partnership, "Priorities", ("Add a priority", "setup:new_priority"))
    return table_response(request, "setup/list.html", table, context)


@require_http_methods(READ_OR_SEND)
def new_priority(request: ActorRequest, slug: str) -> HttpResponse:
    partnership = run_by(request, slug)
    return ask(
        request,
        PriorityForm(sent(request), partnership=partnership, initial={"starts_on": clock.today()}),
        services.create_priority,
        title="Add a priority",
        submit="Add the priority",
        back=reverse("setup:priorities", args=[slug]),
        done="The priority was added.",
        partnership=partnership,
        at=clock.now(),
    )


@require_http_methods(READ_OR_SEND)
def give_priority(request: ActorRequest, slug: str, priority_id: int) -> HttpResponse:
    partnership = run_by(request, slug)
    priority = selectors.get_priority(request.actor, partnership, priority_id)
    return ask(
        request,
        OwnerForm(sent(request), partnership=partnership, initial={"owner": priority.owner_id}),
        services.give_priority,
        title=f"Who owns {priority.name}?",
        back=reverse("setup:priorities", args=[slug]),
        done="The owner was changed.",
        priority=priority,
        at=clock.now(),
    )


@require_http_methods(READ_OR_SEND)
def end_priority(request: ActorRequest, slug: str, priority_id: int) -> HttpResponse:
    partnership = run_by(request, slug)
    priority = selectors.get_priority(request.actor, partnership, priority_id)
    return ask(
        request,
        EndForm(sent(request), initial={"last_day": clock.today()}),
        services.end_priority,
        title=f"Last day of {priority.name}",
        back=reverse("setup:priorities", args=[slug]),
        done="The last day was set.",
        priority=priority,
        at=clock.now(),
    )
