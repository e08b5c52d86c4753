"""Who is in a target group: by the employer's choice, by the job role, or by a duty held beside the post."""

from datetime import date

from goldenthread.setting.frameworks.terms import Framework, Group

from .bulk import dialect
from .plan import Plan


def groups_of_plan(plan: Plan) -> dict[str, tuple[Framework, Group]]:
    """Every target group of the frameworks, by its identity: an overlay may use a key of the local framework's."""
    return {
        entitlement.framework.identity(group.key): (entitlement.framework, group)
        for entitlement in plan.entitlements
        for group in entitlement.framework.groups
    }


def in_group_sql(plan: Plan, group_key: str, on: date) -> str:
    """True of a post `p` at an agency `a` with a job role `j` whose holder is in a target group on the day.

    The employer's choice of a group stands in the place of the job role's in the same framework, and in no other.
    """
    found = groups_of_plan(plan).get(group_key)
    if found is None:
        return "1 = 0"
    framework, group = found
    theirs = [_keys(framework, one) for one in framework.groups]
    known = sorted({key for keys in theirs for key in keys})
    ways = [f"p.group_key IN ({_listed(_keys(framework, group))})"]
    if group.job_roles:
        ways.append(f"(p.group_key NOT IN ({_listed(known)}) AND j.key IN ({_listed(group.job_roles)}){_kinds(group)})")
    elif group.agency_kinds and not group.duties:
        ways.append(f"(p.group_key NOT IN ({_listed(known)}){_kinds(group)})")
    if group.duties:
        ways.append(f"({_holds_duty(group, on)}{_kinds(group)})")
    return f"({' OR '.join(ways)})"


def _keys(framework: Framework, group: Group) -> list[str]:
    return [framework.identity(key) for key in (group.key, *group.replaces)]


def _listed(words: list[str] | tuple[str, ...]) -> str:
    return ", ".join(map(dialect().text, words))


def _kinds(group: Group) -> str:
    return f" AND a.kind IN ({_listed(group.agency_kinds)})" if group.agency_kinds else ""


def _holds_duty(group: Group, on: date) -> str:
    """The holder of the post has one of the group's duties, in its agency or for the partnership itself."""
    today = dialect().day(on)
    return (
        "EXISTS (SELECT 1 FROM workforce_dutyheld d WHERE d.person_id = p.person_id "
        "AND d.partnership_id = p.partnership_id AND (d.agency_id = p.agency_id OR d.agency_id IS NULL) "
        f"AND d.kind IN ({_listed(group.duties)}) AND d.starts_on <= {today} "
        f"AND (d.ends_on IS NULL OR d.ends_on >= {today}))"
    )
