"""Partnerships, agencies and how they group and meet."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from goldenthread.kernel.periods import add_months
from goldenthread.setting.partnerships.models import (
    Agency,
    AgencyChange,
    AggregateReturn,
    Membership,
    Partnership,
    Priority,
    ReportGroup,
    Setting,
    Subgroup,
    Team,
)
from goldenthread.setting.partnerships.terms import AgencyKind, ReportsBy

from ..agencies import MAIN, SECOND, AgencyPlan
from ..moment import Moment
from ..names import draw_name


@dataclass(frozen=True)
class Area:
    """What the people of the demo are put into."""

    partnerships: dict[str, Partnership]
    agencies: dict[str, Agency]
    teams: dict[tuple[str, str], Team]
    settings: dict[tuple[str, str], Setting]
    subgroups: dict[tuple[str, str], Subgroup]


PARTNERSHIPS = (
    (MAIN, "Wexmere and Aldersby Safeguarding Children Partnership", "WASCP", "Wexmere and Aldersby", "#1d4f91"),
    (SECOND, "Osterdale Safeguarding Children Partnership", "OSCP", "Osterdale", "#2b6047"),
)
REPORT_GROUPS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("Health", "", frozenset()),
    ("NHS providers", "Health", frozenset({"health-provider"})),
    ("Commissioning and general practice", "Health", frozenset({"health-commissioner", "general-practice"})),
    ("Education and early years", "", frozenset()),
    ("Schools and colleges", "Education and early years", frozenset({"school", "college"})),
    ("Early years and childcare", "Education and early years", frozenset({"early-years"})),
    ("Criminal justice", "", frozenset({"police", "probation", "youth-justice"})),
    ("Children's services and council", "", frozenset({"council", "childrens-social-care", "partnership-team"})),
    ("Fostering", "Children's services and council", frozenset({"fostering"})),
    ("Voluntary, faith and sport", "", frozenset({"voluntary", "faith", "sport"})),
    ("Housing, fire and others", "", frozenset({"housing", "fire", "other"})),
)
SUBGROUPS = (
    ("board", "Partnership board", ""),
    ("business-group", "Business group", "board"),
    ("learning-and-development", "Learning and development subgroup", "business-group"),
    ("safeguarding-effectiveness", "Safeguarding effectiveness subgroup", "business-group"),
    ("practice-review", "Practice review subgroup", "business-group"),
)
PRIORITIES = (
    ("Early intervention and prevention", "business-group"),
    ("Neglect", "safeguarding-effectiveness"),
    ("Child exploitation", "practice-review"),
    ("Children who go missing", "practice-review"),
)


def lay_area(draw: Random, plans: list[AgencyPlan], moment: Moment) -> Area:
    """Everything that stands before anybody is employed."""
    founded = date(2019, 9, 29)
    partnerships = {
        slug: Partnership.objects.create(
            slug=slug,
            name=name,
            short_name=short,
            area=area,
            colour=colour,
            contact_email=f"learning@{slug}.example",
            starts_on=founded,
        )
        for slug, name, short, area, colour in PARTNERSHIPS
    }
    made = Agency.objects.bulk_create([agency_of(draw, plan, moment.today) for plan in plans])
    agencies = {agency.slug: agency for agency in made}
    memberships = Membership.objects.bulk_create(
        Membership(
            partnership=partnerships[area],
            agency=agencies[plan.slug],
            reports_by=plan.reports_by,
            starts_on=founded,
        )
        for plan in plans
        for area in plan.areas
    )
    lay_returns(draw, memberships, plans, moment)
    settings = Setting.objects.bulk_create(
        Setting(agency=agencies[plan.slug], name=name) for plan in plans for name in plan.settings
    )
    teams = Team.objects.bulk_create(
        Team(agency=agencies[plan.slug], name=name) for plan in plans for name in plan.teams
    )
    slugs = {agency.pk: agency.slug for agency in made}
    for slug, partnership in partnerships.items():
        lay_report_groups(partnership, [plan for plan in plans if slug in plan.areas], agencies)
    subgroups = {
        (slug, each.key): each for slug, partnership in partnerships.items() for each in lay_subgroups(partnership)
    }
    lay_priorities(partnerships, subgroups, moment.today)
    lay_changes(agencies, moment.today)
    return Area(
        partnerships,
        agencies,
        {(slugs[team.agency_id], team.name): team for team in teams},
        {(slugs[setting.agency_id], setting.name): setting for setting in settings},
        subgroups,
    )


def agency_of(draw: Random, plan: AgencyPlan, today: date) -> Agency:
    contact = draw_name(draw)
    confirmed = today - timedelta(days=draw.randint(15, 330))
    if "stale-profile" in plan.flags:
        confirmed = today - timedelta(days=draw.randint(420, 1_100))
    return Agency(
        slug=plan.slug,
        name=plan.name,
        kind=plan.kind,
        duty=plan.duty,
        number=plan.number,
        contact_name=f"{contact.given} {contact.family}",
        contact_email=f"training@{plan.domain}",
        contact_bounced_on=today - timedelta(days=draw.randint(5, 90)) if "bounced" in plan.flags else None,
        profile_confirmed_on=None if "never-confirmed" in plan.flags else confirmed,
    )


def lay_returns(draw: Random, memberships: list[Membership], plans: list[AgencyPlan], moment: Moment) -> None:
    """Yearly totals from agencies that keep their own lists."""
    shares = {plan.slug: plan.share for plan in plans}
    rows = []
    for membership in memberships:
        if membership.reports_by != ReportsBy.AGGREGATE:
            continue
        for years in (2, 1, 0):
            headcount = int(shares[membership.agency.slug] * draw.uniform(7, 9))
            rows.append(
                AggregateReturn(
                    membership=membership,
                    as_at=add_months(date(moment.today.year, 3, 31), -12 * years),
                    headcount=headcount,
                    compliant=int(headcount * draw.uniform(0.62, 0.9)),
                    source="Yearly return from the agency's learning system",
                    entered_at=moment.at,
                )
            )
    AggregateReturn.objects.bulk_create(row for row in rows if row.as_at <= moment.today)


def lay_report_groups(partnership: Partnership, plans: list[AgencyPlan], agencies: dict[str, Agency]) -> None:
    made: dict[str, ReportGroup] = {}
    for name, within, kinds in REPORT_GROUPS:
        made[name] = ReportGroup.objects.create(partnership=partnership, name=name, within=made.get(within))
        made[name].agencies.add(*(agencies[plan.slug] for plan in plans if plan.kind.value in kinds))


def lay_subgroups(partnership: Partnership) -> list[Subgroup]:
    made: dict[str, Subgroup] = {}
    for key, name, reports_to in SUBGROUPS:
        made[key] = Subgroup.objects.create(
            partnership=partnership, key=key, name=name, reports_to=made.get(reports_to)
        )
    return list(made.values())


def lay_priorities(
    partnerships: dict[str, Partnership], subgroups: dict[tuple[str, str], Subgroup], today: date
) -> None:
    starts_on = date(today.year - 1 if today.month < 4 else today.year, 4, 1)
    Priority.objects.bulk_create(
        Priority(partnership=partnership, name=name, owner=subgroups[(slug, owner)], starts_on=starts_on)
        for slug, partnership in partnerships.items()
        for name, owner in PRIORITIES
    )


def lay_changes(agencies: dict[str, Agency], today: date) -> None:
    """Two services became one, and a school changed its name: old records stay readable."""
    services = agencies.get("wexmere-childrens-services")
    school = next((each for each in agencies.values() if each.kind == AgencyKind.SCHOOL), None)
    if services is not None:
        AgencyChange.objects.create(
            agency=services,
            kind="renamed",
            before="Wexmere Family Services",
            after=services.name,
            took_place_on=add_months(today, -23),
            reason="Early help and social work became one service.",
        )
    if school is not None:
        AgencyChange.objects.create(
            agency=school,
            kind="renumbered",
            before="979911",
            after=school.number,
            took_place_on=add_months(today, -40),
            reason="The school became an academy.",
        )
