"""Agencies as the actor may see them: in a partnership, by themselves, and rolled up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.figures import is_small
from goldenthread.kernel.periods import before
from goldenthread.kernel.refusal import Refused, not_visible

from .. import access, rules
from ..models import Agency, AgencyChange, AggregateReturn, Membership, Partnership, ReportGroup, Setting, Team


def memberships_of(actor: Actor, partnership: Partnership) -> QuerySet[Membership]:
    """The agencies of a partnership, as far as the actor may see them, those that left too."""
    seen = Membership.objects.filter(access.visible_to(actor, "agency__"), partnership=partnership)
    return seen.select_related("agency", "partnership")


def stale_on(on: date) -> Q:
    """Memberships whose agency must confirm its profile again: none in the last 12 months (B25)."""
    limit = before(on, rules.PROFILE_HOLDS)
    return Q(agency__profile_confirmed_on__isnull=True) | Q(agency__profile_confirmed_on__lt=limit)


def get_membership(actor: Actor, partnership: Partnership, agency_slug: str) -> Membership:
    """An agency's latest part in a partnership, if the actor may see it."""
    found = memberships_of(actor, partnership).filter(agency__slug=agency_slug).order_by("-starts_on").first()
    if found is None:
        raise Refused(not_visible("That agency"))
    return found


def get_agency(actor: Actor, slug: str) -> Agency:
    """One agency that the actor may see."""
    found = Agency.objects.filter(access.visible_to(actor), slug=slug).first()
    if found is None:
        raise Refused(not_visible("That agency"))
    return found


def get_setting(agency: Agency, setting_id: int) -> Setting:
    """One place of an agency already in view."""
    found = Setting.objects.filter(agency=agency, pk=setting_id).select_related("agency").first()
    if found is None:
        raise Refused(not_visible("That setting"))
    return found


def get_team(agency: Agency, team_id: int) -> Team:
    """One team of an agency already in view."""
    found = Team.objects.filter(agency=agency, pk=team_id).select_related("agency").first()
    if found is None:
        raise Refused(not_visible("That team"))
    return found


def agencies_to_join(partnership: Partnership) -> QuerySet[Agency]:
    """Agencies of other partnerships that could take part in this one too. Only their names are told."""
    inside = Membership.objects.filter(partnership=partnership, ends_on__isnull=True).values("agency_id")
    return Agency.objects.filter(ends_on__isnull=True).exclude(id__in=inside).order_by("name")


def current_agencies(partnership: Partnership) -> QuerySet[Agency]:
    """The agencies that take part in a partnership now, by name."""
    inside = Membership.objects.filter(partnership=partnership, ends_on__isnull=True).values("agency_id")
    return Agency.objects.filter(id__in=inside).order_by("name")


def other_agencies(agency: Agency) -> QuerySet[Agency]:
    """Agencies that still exist, other than one."""
    return Agency.objects.filter(ends_on__isnull=True).exclude(pk=agency.pk).order_by("name")


def agencies_in(group: ReportGroup) -> list[Agency]:
    """The agencies that stand directly in a report group."""
    return list(group.agencies.order_by("name"))


@dataclass(frozen=True)
class Told:
    """What an agency told us of its people on a day; without numbers where they could point at somebody."""

    as_at: date
    source: str
    headcount: int | None = None
    compliant: int | None = None


def told(one: AggregateReturn, *, hides_small: bool) -> Told:
    """An agency's totals as a reader may see them: small ones only by who keeps its profile."""
    lacking = one.headcount - one.compliant
    if hides_small and any(is_small(count) for count in (one.headcount, one.compliant, lacking)):
        return Told(one.as_at, one.source)
    return Told(one.as_at, one.source, one.headcount, one.compliant)


@dataclass(frozen=True)
class AgencyPage:
    """Everything an agency's page shows."""

    membership: Membership
    settings: list[Setting]
    teams: list[Team]
    groups: list[ReportGroup]
    others: list[str]  # names of the other partnerships it takes part in
    history: list[AgencyChange]
    returns: list[Told]
    is_stale: bool
    may_keep: bool
    may_run: bool


def agency_page(actor: Actor, membership: Membership, on: date) -> AgencyPage:
    """An agency's profile, places, groups, returns and history."""
    agency = membership.agency
    may_keep = access.can_keep_profile(actor, agency) is None
    history = AgencyChange.objects.filter(Q(agency=agency) | Q(into=agency)).select_related("agency", "into")
    others = Membership.objects.filter(agency=agency, ends_on__isnull=True).exclude(pk=membership.pk)
    return AgencyPage(
        membership=membership,
        settings=list(agency.settings.order_by("ends_on", "name")),
        teams=list(agency.teams.select_related("setting").order_by("name")),
        groups=list(agency.report_groups.filter(partnership=membership.partnership).order_by("name")),
        others=list(
            others.exclude(partnership=membership.partnership)
            .values_list("partnership__name", flat=True)
            .order_by("partnership__name")
        ),
        history=list(history.order_by("-took_place_on", "-pk")),
        returns=[told(one, hides_small=not may_keep) for one in membership.aggregate_returns.order_by("-as_at")[:20]],
        is_stale=rules.profile_is_stale(agency.profile_confirmed_on, on),
        may_keep=may_keep,
        may_run=access.can_run(actor, membership.partnership) is None,
    )


def roll_up(partnership_id: int) -> Mapping[int, frozenset[int]]:
    """For each report group of a partnership, the agencies in it and in all its parts. Two queries."""
    parents = dict(ReportGroup.objects.filter(partnership_id=partnership_id).values_list("id", "within_id"))
    inside: dict[int, set[int]] = {group: set() for group in parents}
    through = ReportGroup.agencies.through
    links = through.objects.filter(reportgroup__partnership_id=partnership_id)
    for group, agency in links.values_list("reportgroup_id", "agency_id"):
        above: int | None = group
        while above is not None:
            inside[above].add(agency)
            above = parents[above]
    return {group: frozenset(agencies) for group, agencies in inside.items()}
