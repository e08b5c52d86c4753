"""Partnerships, and what each groups: report groups, subgroups, priorities."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from goldenthread.foundation.files.models import StoredFile
from goldenthread.kernel.actor import Actor, Role
from goldenthread.kernel.refusal import Refused, not_visible, refuse

from .. import access
from ..models import Membership, Partnership, PartnershipChange, Priority, ReportGroup, Subgroup
from .agencies import stale_on


def partnerships_of(actor: Actor) -> QuerySet[Partnership]:
    """The partnerships in which the actor holds a role, with how many agencies each has now."""
    current = Q(memberships__ends_on__isnull=True)
    seen = Partnership.objects.filter(access.partnerships_visible_to(actor))
    return seen.annotate(agency_count=Count("memberships", filter=current)).order_by("name")


def every_partnership_id() -> list[int]:
    """All partnerships, for the clock's rounds."""
    return list(Partnership.objects.order_by("pk").values_list("pk", flat=True))


def get_partnership(actor: Actor, slug: str) -> Partnership:
    """One partnership that the actor may see."""
    found = Partnership.objects.filter(access.partnerships_visible_to(actor), slug=slug).first()
    if found is None:
        raise Refused(not_visible("That partnership"))
    return found


def partnerships_run_by(actor: Actor) -> QuerySet[Partnership]:
    """The partnerships that the actor may set up: an officer's own, all for an administrator."""
    if access.runs_everything(actor):
        return partnerships_of(actor)
    return partnerships_of(actor).filter(pk__in=sorted(actor.partnerships_as(Role.OFFICER)))


def successors_for(actor: Actor, partnership: Partnership) -> QuerySet[Partnership]:
    """The partnerships that could go on from one that ends."""
    return partnerships_run_by(actor).filter(ends_on__isnull=True).exclude(pk=partnership.pk)


def get_logo(actor: Actor, slug: str) -> StoredFile:
    """A partnership's logo, for those who may see the partnership."""
    kept = get_partnership(actor, slug).logo
    if kept is None:
        raise Refused(not_visible("That logo"))
    return kept


@dataclass(frozen=True)
class Numbers:
    """How much a partnership holds, for its page."""

    agencies: int
    stale: int
    bounced: int
    report_groups: int
    subgroups: int
    priorities: int


def numbers_of(partnership: Partnership, on: date) -> Numbers:
    """Counts for a partnership's page, with what wants attention (B25)."""
    current = Membership.objects.filter(partnership=partnership, ends_on__isnull=True)
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    return Numbers(
        agencies=current.count(),
        stale=current.filter(stale_on(on)).count(),
        bounced=current.filter(agency__contact_bounced_on__isnull=False).count(),
        report_groups=partnership.report_groups.count(),
        subgroups=partnership.subgroups.count(),
        priorities=partnership.priorities.filter(running).count(),
    )


def partnership_in_view(actor: Actor, chosen_id: int | None) -> Partnership | None:
    """The partnership whose name and colour dress the page: the one chosen, else the first of the actor's own."""
    ids = sorted({grant.partnership_id for grant in actor.grants if grant.partnership_id is not None})
    if not ids:
        return None
    wanted = chosen_id if chosen_id in ids else ids[0]
    return Partnership.objects.filter(pk=wanted).select_related("logo").first()


def serves_several(actor: Actor) -> bool:
    """Whether somebody holds roles in more than one partnership, and so must say in which they are working."""
    return len({grant.partnership_id for grant in actor.grants if grant.partnership_id is not None}) > 1


def partnerships_served(actor: Actor) -> QuerySet[Partnership]:
    """The partnerships somebody holds a role in, by name."""
    ids = {grant.partnership_id for grant in actor.grants if grant.partnership_id is not None}
    return Partnership.objects.filter(pk__in=ids).order_by("name")


def get_partnership_served(actor: Actor, slug: str) -> Partnership:
    """One of the partnerships somebody holds a role in, or it is not found."""
    found = partnerships_served(actor).filter(slug=slug).first()
    if found is None:
        raise Refused(not_visible("The partnership"))
    return found


def history_of_partnership(partnership: Partnership) -> list[PartnershipChange]:
    """What became of a partnership and what it came from, the latest first."""
    changes = PartnershipChange.objects.filter(Q(partnership=partnership) | Q(into=partnership))
    return list(changes.select_related("partnership", "into").order_by("-took_place_on", "-pk"))


def report_groups_of(partnership: Partnership) -> QuerySet[ReportGroup]:
    """Report groups with how many agencies stand directly in each."""
    rows = ReportGroup.objects.filter(partnership=partnership).select_related("within")
    return rows.annotate(agency_count=Count("agencies")).order_by("name")


def subgroups_of(partnership: Partnership) -> QuerySet[Subgroup]:
    """Subgroups and whom each reports to. Who sits on them is in workforce."""
    return Subgroup.objects.filter(partnership=partnership).select_related("reports_to").order_by("name")


def priorities_of(partnership: Partnership) -> QuerySet[Priority]:
    """Safeguarding priorities, each with the subgroup that owns it (C02)."""
    rows = Priority.objects.filter(partnership=partnership).select_related("owner")
    return rows.order_by("ends_on", "-starts_on", "name")


def get_report_group(actor: Actor, partnership: Partnership, group_id: int) -> ReportGroup:
    """One report group of a partnership that the actor runs."""
    refuse(access.can_run(actor, partnership))
    found = ReportGroup.objects.filter(partnership=partnership, pk=group_id).first()
    if found is None:
        raise Refused(not_visible("That report group"))
    return found


def get_subgroup(actor: Actor, partnership: Partnership, subgroup_id: int) -> Subgroup:
    """One subgroup of a partnership that the actor runs."""
    refuse(access.can_run(actor, partnership))
    found = Subgroup.objects.filter(partnership=partnership, pk=subgroup_id).first()
    if found is None:
        raise Refused(not_visible("That subgroup"))
    return found


def get_priority(actor: Actor, partnership: Partnership, priority_id: int) -> Priority:
    """One priority of a partnership that the actor runs."""
    refuse(access.can_run(actor, partnership))
    found = Priority.objects.filter(partnership=partnership, pk=priority_id).first()
    if found is None:
        raise Refused(not_visible("That priority"))
    return found
