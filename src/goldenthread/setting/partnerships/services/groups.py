"""Groups of a partnership: agencies rolled up for reports, subgroups that meet, and priorities with their owner."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.constraints import keep
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, bad_input, refuse

from .. import access, rules
from ..models import Agency, Membership, Partnership, Priority, ReportGroup, Subgroup


def _note(by: Actor, at: datetime, act: str, thing: str, row: ReportGroup | Subgroup | Priority) -> None:
    audit.record(
        by=by,
        at=at,
        act=act,
        thing=thing,
        thing_id=row.pk,
        partnership_id=row.partnership_id,
        changes={"name": [None, row.name]},
    )


def _members(partnership: Partnership, agencies: Iterable[Agency]) -> list[Agency]:
    """The agencies, if all belong to the partnership."""
    chosen = list(agencies)
    known = set(Membership.objects.filter(partnership=partnership).values_list("agency_id", flat=True))
    strangers = [agency.name for agency in chosen if agency.pk not in known]
    if strangers:
        refuse(bad_input(f"{strangers[0]} does not belong to {partnership.name}.", agencies="Choose its own agencies."))
    return chosen


@transaction.atomic
def create_report_group(
    *,
    by: Actor,
    at: datetime,
    partnership: Partnership,
    name: str,
    within: ReportGroup | None = None,
    agencies: Iterable[Agency] = (),
) -> ReportGroup:
    """Roll agencies up for reports: "Criminal justice" includes police and probation."""
    refuse(access.can_run(by, partnership))
    if within is not None and within.partnership_id != partnership.pk:
        refuse(bad_input("That group is another partnership's.", within="Choose a group of this partnership."))
    group = ReportGroup(partnership=partnership, name=name.strip(), within=within)
    keep(group)
    group.agencies.set(_members(partnership, agencies))
    _note(by, at, "create", "report group", group)
    return group


@transaction.atomic
def change_report_group(
    *,
    by: Actor,
    at: datetime,
    group: ReportGroup,
    name: str,
    within: ReportGroup | None,
    agencies: Iterable[Agency],
) -> ReportGroup:
    """Change a report group, what it is part of and which agencies are in it. No group is a part of itself."""
    refuse(access.can_run(by, group.partnership))
    if within is not None and within.partnership_id != group.partnership_id:
        refuse(bad_input("That group is another partnership's.", within="Choose a group of this partnership."))
    parents = dict(ReportGroup.objects.filter(partnership=group.partnership_id).values_list("id", "within_id"))
    if rules.closes_circle(parents, group.pk, within.pk if within else None):
        words = "A group cannot be a part of itself, directly or through others."
        refuse(bad_input(words, within=words))
    group.name, group.within = name.strip(), within
    keep(group)
    group.agencies.set(_members(group.partnership, agencies))
    _note(by, at, "change", "report group", group)
    return group


@transaction.atomic
def delete_report_group(*, by: Actor, at: datetime, group: ReportGroup) -> None:
    """Take a report group away. Its agencies stay as they are."""
    refuse(access.can_run(by, group.partnership))
    if group.parts.exists():
        refuse(Refusal("Other groups are part of this one. Move or delete those first."))
    _note(by, at, "delete", "report group", group)
    group.delete()


@transaction.atomic
def create_subgroup(
    *,
    by: Actor,
    at: datetime,
    partnership: Partnership,
    name: str,
    reports_to: Subgroup | None = None,
    key: str = "",
) -> Subgroup:
    """Set up a group of the partnership that meets."""
    refuse(access.can_run(by, partnership))
    if reports_to is not None and reports_to.partnership_id != partnership.pk:
        refuse(bad_input("That group is another partnership's.", reports_to="Choose a group of this partnership."))
    subgroup = Subgroup(
        partnership=partnership, key=key or slugify(name)[:60], name=name.strip(), reports_to=reports_to
    )
    keep(subgroup)
    _note(by, at, "create", "subgroup", subgroup)
    return subgroup


@transaction.atomic
def change_subgroup(*, by: Actor, at: datetime, subgroup: Subgroup, name: str, reports_to: Subgroup | None) -> Subgroup:
    """Rename a subgroup or change whom it reports to. Reporting never runs in a circle."""
    refuse(access.can_run(by, subgroup.partnership))
    parents = dict(Subgroup.objects.filter(partnership=subgroup.partnership_id).values_list("id", "reports_to_id"))
    if rules.closes_circle(parents, subgroup.pk, reports_to.pk if reports_to else None):
        words = "A subgroup cannot report to itself, directly or through others."
        refuse(bad_input(words, reports_to=words))
    subgroup.name, subgroup.reports_to = name.strip(), reports_to
    keep(subgroup)
    _note(by, at, "change", "subgroup", subgroup)
    return subgroup


@transaction.atomic
def create_priority(
    *,
    by: Actor,
    at: datetime,
    partnership: Partnership,
    name: str,
    starts_on: date,
    owner: Subgroup | None = None,
    ends_on: date | None = None,
) -> Priority:
    """Set a safeguarding priority and the subgroup that owns it (C02)."""
    refuse(access.can_run(by, partnership))
    if owner is not None and owner.partnership_id != partnership.pk:
        refuse(bad_input("That subgroup is another partnership's.", owner="Choose a subgroup of this partnership."))
    priority = Priority(partnership=partnership, name=name.strip(), owner=owner, starts_on=starts_on, ends_on=ends_on)
    keep(priority)
    _note(by, at, "create", "priority", priority)
    return priority


@transaction.atomic
def give_priority(*, by: Actor, at: datetime, priority: Priority, owner: Subgroup | None) -> Priority:
    """Give a priority to the subgroup that owns it (C02)."""
    refuse(access.can_run(by, priority.partnership))
    if owner is not None and owner.partnership_id != priority.partnership_id:
        refuse(bad_input("That subgroup is another partnership's.", owner="Choose a subgroup of this partnership."))
    priority.owner = owner
    keep(priority)
    _note(by, at, "give", "priority", priority)
    return priority


@transaction.atomic
def end_priority(*, by: Actor, at: datetime, priority: Priority, last_day: date) -> Priority:
    """A priority's last day."""
    refuse(access.can_run(by, priority.partnership))
    priority.ends_on = last_day
    keep(priority)
    _note(by, at, "end", "priority", priority)
    return priority
