"""The agencies of a partnership: the register, and each one's profile."""

from datetime import date
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import refuse
from goldenthread.setting.partnerships import access, selectors, services
from goldenthread.setting.partnerships.terms import AgencyKind, Duty, ReportsBy
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Filter, Kind, Table, table_response

from ..forms.accounts import ConfirmForm
from ..forms.agencies import (
    JoinForm,
    LeaveForm,
    NewAgencyForm,
    ProfileForm,
    RenameForm,
    RenumberForm,
    ReportingForm,
    ReturnForm,
)
from .asking import ask, sent

READ_OR_SEND = ["GET", "HEAD", "POST"]
ATTENTION = (("stale", "Profile not confirmed for a year"), ("bounced", "Contact's mail came back"))
NOW_OR_THEN = (("now", "Takes part now"), ("left", "Has left"))


def needing(rows: Any, value: str) -> Any:
    """Agencies that want attention (B25)."""
    if value == "bounced":
        return rows.filter(agency__contact_bounced_on__isnull=False)
    return rows.filter(selectors.stale_on(clock.today()))


def taking_part(rows: Any, value: str) -> Any:
    return rows.filter(ends_on__isnull=value == "now")


def register(slug: str, rows: Any) -> Table:
    """The register of agencies (B09)."""
    return Table(
        caption="Agencies",
        columns=(
            Column(
                "name",
                "Agency",
                value="agency.name",
                order="agency__name",
                link=lambda m: reverse("setup:agency", args=[slug, m.agency.slug]),
            ),
            Column("kind", "Kind", value="agency.get_kind_display", order="agency__kind"),
            Column("duty", "Duty", value="agency.get_duty_display", order="agency__duty"),
            Column("number", "Number", value="agency.number", order="agency__number"),
            Column("reports_by", "Reports by", value="get_reports_by_display", order="reports_by"),
            Column("contact", "Contact", value="agency.contact_name", order="agency__contact_name"),
            Column("contact_email", "Contact's address", value="agency.contact_email", on_screen=False),
            Column(
                "confirmed",
                "Profile confirmed",
                Kind.DATE,
                value="agency.profile_confirmed_on",
                order="agency__profile_confirmed_on",
            ),
            Column("ends_on", "Left", Kind.DATE, order="ends_on"),
        ),
        rows=rows,
        search=("agency__name", "agency__number", "agency__changes__before"),
        search_label="Name or number, today's or former",
        filters=(
            Filter("kind", "Kind", AgencyKind.choices, "agency__kind"),
            Filter("duty", "Duty", Duty.choices, "agency__duty"),
            Filter("reports", "Reports by", ReportsBy.choices, "reports_by"),
            Filter("attention", "Wants attention", ATTENTION, needing),
            Filter("part", "Taking part", NOW_OR_THEN, taking_part),
        ),
        order="name",
        empty="No agency matches. Clear the search, or add an agency.",
        empty_action=("Add an agency", reverse("setup:new_agency", args=[slug])),
    )


@require_safe
def index(request: ActorRequest, slug: str) -> HttpResponseBase:
    """The register of a partnership's agencies."""
    partnership = selectors.get_partnership(request.actor, slug)
    refuse(access.can_run(request.actor, partnership))
    rows = selectors.memberships_of(request.actor, partnership)
    context = {
        "title": "Agencies",
        "one": partnership,
        "back": reverse("setup:partnership", args=[slug]),
        "back_text": partnership.short_name,
    }
    return table_response(request, "setup/agencies.html", register(slug, rows), context)


@require_http_methods(READ_OR_SEND)
def new(request: ActorRequest, slug: str) -> HttpResponse:
    """Add an agency that no partnership here has yet."""
    partnership = selectors.get_partnership(request.actor, slug)
    refuse(access.can_run(request.actor, partnership))
    return ask(
        request,
        NewAgencyForm(sent(request)),
        services.create_agency,
        title="Add an agency",
        submit="Add the agency",
        intro="If another partnership here has it already, add it from the list of agencies instead.",
        back=reverse("setup:agencies", args=[slug]),
        done="The agency was added.",
        then=lambda made: reverse("setup:agency", args=[slug, made.slug]),
        partnership=partnership,
        at=clock.now(),
        on=clock.today(),
    )


@require_http_methods(READ_OR_SEND)
def join(request: ActorRequest, slug: str) -> HttpResponse:
    """Add an agency that another partnership has already."""
    partnership = selectors.get_partnership(request.actor, slug)
    refuse(access.can_run(request.actor, partnership))
    return ask(
        request,
        JoinForm(sent(request), partnership=partnership, initial={"starts_on": clock.today()}),
        services.join,
        title="Add an agency that another partnership has",
        submit="Add the agency",
        back=reverse("setup:agencies", args=[slug]),
        done="The agency takes part here too.",
        partnership=partnership,
        at=clock.now(),
    )


@require_safe
def show(request: ActorRequest, slug: str, agency: str) -> HttpResponse:
    """One agency: profile, places, groups, returns and history."""
    partnership = selectors.get_partnership(request.actor, slug)
    membership = selectors.get_membership(request.actor, partnership, agency)
    page = selectors.agency_page(request.actor, membership, clock.today())
    context = {
        "title": membership.agency.name,
        "one": partnership,
        "agency": membership.agency,
        "page": page,
        "may_merge": access.runs_everything(request.actor) and membership.agency.ends_on is None,
        "back": reverse("setup:agencies", args=[slug]) if page.may_run else "",
        "back_text": "Agencies",
    }
    return render(request, "setup/agency.html", context)


def about(request: ActorRequest, slug: str, agency: str) -> Any:
    """The agency's part in the partnership, and the address of its page."""
    partnership = selectors.get_partnership(request.actor, slug)
    membership = selectors.get_membership(request.actor, partnership, agency)
    refuse(access.can_keep_profile(request.actor, membership.agency))
    return membership, reverse("setup:agency", args=[slug, agency])


@require_http_methods(READ_OR_SEND)
def edit(request: ActorRequest, slug: str, agency: str) -> HttpResponse:
    """Change the profile, which also confirms it."""
    membership, back = about(request, slug, agency)
    initial = {name: getattr(membership.agency, name) for name in ProfileForm.base_fields}
    return ask(
        request,
        ProfileForm(sent(request), initial=initial),
        services.change_agency,
        title=f"Profile of {membership.agency.name}",
        back=back,
        done="The profile was changed and confirmed.",
        agency=membership.agency,
        at=clock.now(),
        on=clock.today(),
    )


@require_http_methods(READ_OR_SEND)
def confirm(request: ActorRequest, slug: str, agency: str) -> HttpResponse:
    """Say that the profile is right as it stands."""
    membership, back = about(request, slug, agency)
    return ask(
        request,
        ConfirmForm(sent(request)),
        services.confirm_profile,
        title=f"Is the profile of {membership.agency.name} right?",
        intro="Confirm it if the kind, duty, number, contact, settings and teams are as they are today.",
        submit="Yes, it is right",
        back=back,
        done="The profile was confirmed.",
        agency=membership.agency,
        at=clock.now(),
        on=clock.today(),
    )


@require_http_methods(READ_OR_SEND)
def bounced(request: ActorRequest, slug: str, agency: str) -> HttpResponse:
    """Note that mail to the contact came back."""
    membership, back = about(request, slug, agency)
    return ask(
        request,
        ConfirmForm(sent(request)),
        services.flag_bounced,
        title=f"Did mail to {membership.agency.contact_email or 'the contact'} come back?",
        intro="The agency is listed as needing a new contact until its address changes.",
        submit="Yes, it came back",
        back=back,
        done="The contact was flagged.",
        agency=membership.agency,
        at=clock.now(),
        on=clock.today(),
    )


@require_http_methods(READ_OR_SEND)
def rename(request: ActorRequest, slug: str, agency: str) -> HttpResponse:
    """Change the name; the old one still finds it."""
    membership, back = about(request, slug, agency)
    return ask(
        request,
        RenameForm(sent(request), initial={"name": membership.agency.name, "on": clock.today()}),
        services.rename_agency,
        title=f"New name of {membership.agency.name}",
        intro="The old name stays in the agency's history, and still finds it.",
        back=back,
        done="The agency was renamed.",
        agency=membership.agency,
        at=clock.now(),
    )


@require_http_methods(READ_OR_SEND)
def renumber(request: ActorRequest, slug: str, agency: str) -> HttpResponse:
    """Change the number; the old one still finds it."""
    membership, back = about(request, slug, agency)
    return ask(
        request,
        RenumberForm(sent(request), initial={"number": membership.agency.number, "on": clock.today()}),
        services.renumber_agency,
        title=f"New number of {membership.agency.name}",
        intro="The old number stays in the agency's history, and still finds it.",
        back=back,
        done="The agency's number was changed.",
        agency=membership.agency,
        at=clock.now(),
    )


@require_http_methods(READ_OR_SEND)
def reporting(request: ActorRequest, slug: str, agency: str) -> HttpResponse:
    """How the agency reports its training here."""
    membership, back = about(request, slug, agency)
    refuse(access.can_run(request.actor, membership.partnership))
    return ask(
        request,
        ReportingForm(sent(request), initial={"reports_by": membership.reports_by}),
        services.choose_reporting,
        title=f"How {membership.agency.name} reports",
        intro="Every view says how an agency reports. One without a named list is never inside a percentage.",
        back=back,
        done="The way of reporting was changed.",
        membership=membership,
        at=clock.now(),
    )


@require_http_methods(READ_OR_SEND)
def enter_return(request: ActorRequest, slug: str, agency: str) -> HttpResponse:
    """Enter the totals of an agency that keeps its own list."""
    membership, back = about(request, slug, agency)
    return ask(
        request,
        ReturnForm(sent(request), initial={"as_at": clock.today()}),
        services.enter_return,
        title=f"Totals from {membership.agency.name}",
        submit="Enter the totals",
        back=back,
        done="The totals were entered.",
        membership=membership,
        at=clock.now(),
    )


@require_http_methods(READ_OR_SEND)
def leave(request: ActorRequest, slug: str, agency: str) -> HttpResponse:
    """The agency's last day in the partnership."""
    membership, back = about(request, slug, agency)
    refuse(access.can_run(request.actor, membership.partnership))
    day: date = clock.today()
    return ask(
        request,
        LeaveForm(sent(request), initial={"last_day": day}),
        services.leave,
        title=f"{membership.agency.name} leaves {membership.partnership.short_name}",
        intro="What it did here stays. Its people's posts here are ended on the page of its staff.",
        submit="Set the last day",
        back=back,
        done="The last day was set.",
        membership=membership,
        at=clock.now(),
    )
