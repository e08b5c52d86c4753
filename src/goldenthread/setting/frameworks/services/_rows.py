"""Groups and requirements as rows beside the text, for joining."""

from typing import Any

from ..models import AgencyOverride, RequirementRow, TargetGroup, Version
from ..terms import Framework, Requirement


def keep_rows_in_step(version: Version, framework: Framework) -> None:
    """The groups and requirements of the text, as rows; and a row for each agency that ever asked for more.

    A row that stays keeps its number: what stands beside it elsewhere goes on meaning the same.
    """
    groups = [
        TargetGroup(version=version, key=group.key, name=group.name, position=place)
        for place, group in enumerate(framework.groups)
    ]
    stale = version.groups.exclude(key__in=[group.key for group in groups])
    stale.delete()
    _upsert(list(version.groups.all()), groups, ("name", "position"))

    agencies: dict[str, set[int | None]] = {one.key: {None} for one in framework.requirements}
    for key, agency_id in AgencyOverride.objects.filter(line_id=version.line_id).values_list(
        "requirement_key", "agency_id"
    ):
        if key in agencies:
            agencies[key].add(agency_id)
    wanted = [
        _row(version, requirement, place, agency_id)
        for place, requirement in enumerate(framework.requirements)
        for agency_id in sorted(agencies[requirement.key], key=lambda one: one or 0)
    ]
    existing = list(version.requirements.all())
    keep = {(row.key, row.agency_id) for row in wanted}
    gone = [row.pk for row in existing if (row.key, row.agency_id) not in keep]
    RequirementRow.objects.filter(pk__in=gone).delete()
    fields = ("title", "about", "weight", "owner", "position", "notice_months", "notice_days")
    _upsert([row for row in existing if row.pk not in gone], wanted, fields)


def _row(version: Version, requirement: Requirement, place: int, agency_id: int | None) -> RequirementRow:
    notice = requirement.notice
    return RequirementRow(
        version=version,
        key=requirement.key,
        title=requirement.title,
        about=requirement.about,
        agency_id=agency_id,
        weight=requirement.weight.value,
        owner=requirement.owner.value,
        position=place,
        notice_months=notice.months if notice else 0,
        notice_days=notice.days if notice else 0,
    )


def _upsert(existing: list[Any], wanted: list[Any], fields: tuple[str, ...]) -> None:
    kept = {(row.key, getattr(row, "agency_id", None)): row for row in existing}
    fresh, moved = [], []
    for row in wanted:
        old = kept.get((row.key, getattr(row, "agency_id", None)))
        if old is None:
            fresh.append(row)
        elif any(getattr(old, name) != getattr(row, name) for name in fields):
            row.pk = old.pk
            moved.append(row)
    if fresh:
        type(fresh[0]).objects.bulk_create(fresh)
    if moved:
        type(moved[0]).objects.bulk_update(moved, fields)
