"""An agency that goes into another, or from which another splits off: its places, groups, roles and partnerships."""

from datetime import date, datetime, timedelta

from django.db import transaction

from goldenthread.foundation.constraints import keep
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import bad_input, refuse

from .. import access, rules
from ..models import Agency, AgencyChange, Membership, Partnership, RoleGranted, Setting, Team
from ..terms import ChangeKind
from ._shared import free_slug, note


@transaction.atomic
def repoint_agency(
    *, by: Actor, at: datetime, on: date, agency: Agency, into: Agency, kind: ChangeKind, reason: str
) -> dict[str, int]:
    """Close an agency on a day in favour of another: its places, groups, roles and part in partnerships go over.

    Part of a merger; the posts and the rest are moved by their own rooms in the same transaction.
    """
    refuse(access.can_run_installation(by))
    if agency.pk == into.pk or into.ends_on is not None or agency.ends_on is not None:
        refuse(bad_input("Choose another agency that still exists.", into="Choose another agency that still exists."))
    moved = {"settings": 0, "teams": 0}
    for places, model in (("settings", Setting), ("teams", Team)):
        taken = list(model.objects.filter(agency=into).values_list("name", flat=True))
        for place in model.objects.filter(agency=agency):
            place.name = rules.free_name(place.name, taken, agency.name)
            place.agency = into
            place.save(update_fields=["name", "agency"])
            taken.append(place.name)
            moved[places] += 1
    for group in agency.report_groups.all():
        group.agencies.add(into)
    moved["roles"] = _repoint_roles(agency, into, on)
    for membership in agency.memberships.filter(ends_on__isnull=True).select_related("partnership"):
        if not into.memberships.filter(partnership=membership.partnership, ends_on__isnull=True).exists():
            keep(
                Membership(
                    partnership=membership.partnership, agency=into, reports_by=membership.reports_by, starts_on=on
                )
            )
        membership.ends_on = max(membership.starts_on, on - timedelta(days=1))
        membership.save(update_fields=["ends_on"])
    agency.ends_on = on - timedelta(days=1)
    agency.save(update_fields=["ends_on"])
    keep(
        AgencyChange(
            agency=agency,
            kind=kind,
            into=into,
            before=agency.name,
            after=into.name,
            took_place_on=on,
            reason=reason.strip(),
        )
    )
    note(by, at, str(kind.value), agency, into=[None, into.slug], reason=reason)
    return moved


def _repoint_roles(agency: Agency, into: Agency, on: date) -> int:
    """Leads of the closing agency lead the other, unless they do so already."""
    moved = 0
    for held in RoleGranted.objects.filter(agency=agency).exclude(ends_on__lt=on):
        twin = RoleGranted.objects.filter(
            account=held.account_id, role=held.role, partnership=held.partnership_id, agency=into, ends_on__isnull=True
        )
        if twin.exists():
            held.ends_on = max(held.starts_on, on - timedelta(days=1))
        else:
            held.agency = into
        held.save(update_fields=["agency", "ends_on"])
        moved += 1
    return moved


@transaction.atomic
def split_off(
    *,
    by: Actor,
    at: datetime,
    on: date,
    agency: Agency,
    name: str,
    number: str,
    settings: list[Setting],
    teams: list[Team],
    reason: str,
) -> Agency:
    """Make part of an agency an agency of its own: its places go over, and it takes part wherever the old one does."""
    refuse(access.can_run_installation(by))
    owners = {one.agency_id for one in settings} | {one.agency_id for one in teams}
    if owners != {agency.pk}:
        refuse(bad_input("That is another agency's.", settings="Choose this agency's own settings and teams."))
    new = Agency(
        slug=free_slug(name),
        name=name.strip(),
        kind=agency.kind,
        duty=agency.duty,
        number=number.strip(),
        profile_confirmed_on=None,
    )
    keep(new)
    for membership in agency.memberships.filter(ends_on__isnull=True):
        keep(Membership(partnership=membership.partnership, agency=new, reports_by=membership.reports_by, starts_on=on))
    for group in agency.report_groups.all():
        group.agencies.add(new)
    Setting.objects.filter(pk__in=[one.pk for one in settings]).update(agency=new)
    Team.objects.filter(pk__in=[one.pk for one in teams]).update(agency=new)
    keep(
        AgencyChange(
            agency=agency,
            kind=ChangeKind.SPLIT,
            into=new,
            before=agency.name,
            after=new.name,
            took_place_on=on,
            reason=reason.strip(),
        )
    )
    note(by, at, "split", agency, into=[None, new.slug], reason=reason)
    return new


@transaction.atomic
def move_membership(
    *, by: Actor, at: datetime, on: date, agency: Agency, partnership: Partnership, successors: list[Partnership]
) -> None:
    """An agency of a partnership that ends takes part in its successors; its leads lead it in the first of them."""
    refuse(access.can_run_installation(by))
    eve = on - timedelta(days=1)
    for membership in agency.memberships.filter(partnership=partnership, ends_on__isnull=True):
        for successor in successors:
            if not agency.memberships.filter(partnership=successor, ends_on__isnull=True).exists():
                reports_by = membership.reports_by
                keep(Membership(partnership=successor, agency=agency, reports_by=reports_by, starts_on=on))
        membership.ends_on = max(membership.starts_on, eve)
        membership.save(update_fields=["ends_on"])
    for held in RoleGranted.objects.filter(partnership=partnership, agency=agency).exclude(ends_on__lt=on):
        twin = RoleGranted(
            account_id=held.account_id,
            role=held.role,
            partnership=successors[0],
            agency=agency,
            starts_on=max(on, held.starts_on),
            ends_on=held.ends_on,
            granted_at=at,
        )
        known = RoleGranted.objects.filter(
            account=held.account_id, role=held.role, partnership=successors[0], agency=agency, ends_on__isnull=True
        )
        if not known.exists():
            keep(twin)
    note(by, at, "move", agency, partnership_id=partnership.pk, to=[None, [one.slug for one in successors]])
