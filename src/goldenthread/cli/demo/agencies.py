"""The agencies of two fictional partnerships, and how each treats training.

Every place is invented. Agencies stand in the order in which a smaller demo keeps them.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

from goldenthread.setting.partnerships.terms import AgencyKind, Duty, ReportsBy

MAIN = "wexmere-and-aldersby"
SECOND = "osterdale"


class Culture(StrEnum):
    """How an agency keeps up with training: what decides whether its cells are green."""

    STRONG = "strong"
    GOOD = "good"
    PATCHY = "patchy"
    POOR = "poor"
    REORGANISED = "reorganised"  # fell behind when two services became one, and is catching up
    IMPROVING = "improving"
    SLIPPING = "slipping"


NAMED_SHARE = {ReportsBy.NAMED_LIST: 1.0, ReportsBy.AGGREGATE: 0.2, ReportsBy.NOTHING: 0.1}


@dataclass(frozen=True, slots=True)
class AgencyPlan:
    """One agency of the demo, before anybody works in it."""

    slug: str
    name: str
    kind: AgencyKind
    duty: Duty
    share: float  # of the workforce, in thousandths
    culture: Culture
    areas: tuple[str, ...] = (MAIN,)
    reports_by: ReportsBy = ReportsBy.NAMED_LIST
    number: str = ""
    settings: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    flags: frozenset[str] = field(default_factory=frozenset)

    @property
    def known(self) -> float:
        """The share of the workforce that is known by name: few, where only totals or nothing is reported."""
        return self.share * NAMED_SHARE[self.reports_by]

    @property
    def domain(self) -> str:
        return f"{self.slug}.example"


BOTH = (MAIN, SECOND)
K, D, C, R = AgencyKind, Duty, Culture, ReportsBy

NAMED: tuple[AgencyPlan, ...] = (
    AgencyPlan(
        "wexmere-hospitals", "Wexmere Hospitals NHS Foundation Trust", K.HEALTH_PROVIDER, D.SECTION_11, 150, C.GOOD,
        number="RZW", settings=("Wexmere General Hospital", "Aldersby Infirmary"),
        teams=("Emergency department", "Maternity", "Children's ward", "Neonatal unit", "Outpatients", "Surgery",
               "Medicine", "Facilities", "Safeguarding team"),
    ),
    AgencyPlan(
        "wexmere-childrens-services", "Wexmere and Aldersby Children's Services", K.CHILDRENS_SOCIAL_CARE,
        D.SAFEGUARDING_PARTNER, 85, C.REORGANISED, settings=("Civic Centre, Wexmere", "Aldersby Hub"),
        teams=("Front door", "Assessment", "Safeguarding and family support", "Children in care", "Leaving care",
               "Family help", "Disabled children"),
    ),
    AgencyPlan(
        "merewold-police", "Merewold Police", K.POLICE, D.SAFEGUARDING_PARTNER, 95, C.PATCHY, areas=BOTH,
        settings=("Wexmere police station", "Aldersby police station", "Osterdale police station"),
        teams=("Neighbourhood", "Response", "Child abuse investigation", "Custody", "Public protection"),
    ),
    AgencyPlan(
        "pellmoor-primary", "Pellmoor Primary School", K.SCHOOL, D.EDUCATION, 9, C.STRONG, number="980011",
        teams=("Early years and key stage 1", "Key stage 2", "Office and site"),
    ),
    AgencyPlan(
        "aldersby-academy", "Aldersby Academy", K.SCHOOL, D.EDUCATION, 24, C.POOR, number="980012",
        teams=("Teaching", "Pastoral", "Learning support", "Office and site"), flags=frozenset({"no-lead"}),
    ),
    AgencyPlan(
        "merewold-partnership-nhs", "Merewold Partnership NHS Foundation Trust", K.HEALTH_PROVIDER, D.SECTION_11, 110,
        C.IMPROVING, areas=BOTH, number="RZM", settings=("Fennick House", "Osterdale Health Centre"),
        teams=("Health visiting", "School nursing", "Children's mental health", "Adult mental health",
               "Speech and language therapy", "Substance misuse"),
    ),
    AgencyPlan(
        "hollinsett-surgery", "Hollinsett Surgery", K.GENERAL_PRACTICE, D.SECTION_11, 6, C.PATCHY, number="Z80101",
        flags=frozenset({"self-entered"}),
    ),
    AgencyPlan(
        "bright-start-nursery", "Bright Start Nursery, Skelby Cross", K.EARLY_YEARS, D.EDUCATION, 5, C.GOOD,
        teams=("Babies", "Toddlers", "Pre-school"),
    ),
    AgencyPlan(
        "youth-matters-wexmere", "Youth Matters Wexmere", K.VOLUNTARY, D.RELEVANT_AGENCY, 8, C.PATCHY,
        flags=frozenset({"bounced"}),
    ),
    AgencyPlan(
        "wexmere-fostering", "Wexmere and Aldersby Fostering", K.FOSTERING, D.SECTION_11, 26, C.GOOD,
        teams=("Supervising social work", "Foster carers"),
    ),
    AgencyPlan("partnership-team", "Wexmere and Aldersby Partnership Team", K.PARTNERSHIP_TEAM, D.MEMBER, 2, C.STRONG),
    AgencyPlan(
        "osterdale-childrens-services", "Osterdale Children's Services", K.CHILDRENS_SOCIAL_CARE,
        D.SAFEGUARDING_PARTNER, 40, C.GOOD, areas=(SECOND,), teams=("Front door", "Assessment", "Children in care"),
    ),
    AgencyPlan("osterdale-high", "Osterdale High School", K.SCHOOL, D.EDUCATION, 20, C.GOOD, areas=(SECOND,),
               number="980090", teams=("Teaching", "Pastoral", "Office and site")),
    AgencyPlan("osterdale-partnership-team", "Osterdale Partnership Team", K.PARTNERSHIP_TEAM, D.MEMBER, 1, C.STRONG,
               areas=(SECOND,)),
    AgencyPlan("probation-merewold", "Probation Service, Merewold", K.PROBATION, D.SECTION_11, 14, C.PATCHY, areas=BOTH,
               reports_by=R.AGGREGATE),
    AgencyPlan("aldersby-juniors", "Aldersby Juniors Football Club", K.SPORT, D.RELEVANT_AGENCY, 6, C.SLIPPING,
               reports_by=R.NOTHING),
    AgencyPlan(
        "wexmere-council", "Wexmere and Aldersby Council", K.COUNCIL, D.SECTION_11, 60, C.SLIPPING,
        teams=("Education and skills", "Adult social care", "Libraries", "Public health", "Transport and licensing"),
    ),
    AgencyPlan(
        "mere-icb", "NHS Merewold Integrated Care Board", K.HEALTH_COMMISSIONER, D.SAFEGUARDING_PARTNER, 12, C.GOOD,
        areas=BOTH, number="QZ9",
    ),
    AgencyPlan("wexmere-youth-justice", "Wexmere and Aldersby Youth Justice Service", K.YOUTH_JUSTICE, D.SECTION_11, 8,
               C.GOOD),
    AgencyPlan("merewold-fire", "Merewold Fire and Rescue Service", K.FIRE, D.RELEVANT_AGENCY, 30, C.GOOD,
               reports_by=R.AGGREGATE),
    AgencyPlan("wexmere-college", "Wexmere Sixth Form College", K.COLLEGE, D.EDUCATION, 26, C.IMPROVING,
               number="980050", teams=("Teaching", "Student services", "Office and site")),
    AgencyPlan("mere-homes", "Mere Homes Housing Association", K.HOUSING, D.RELEVANT_AGENCY, 16, C.POOR),
    AgencyPlan("aldersby-housing-trust", "Aldersby Housing Trust", K.HOUSING, D.RELEVANT_AGENCY, 9, C.PATCHY),
    AgencyPlan("harbour-refuge", "The Harbour Refuge", K.VOLUNTARY, D.RELEVANT_AGENCY, 5, C.STRONG),
    AgencyPlan("diocese-of-wexmere", "Wexmere Diocesan Board", K.FAITH, D.RELEVANT_AGENCY, 14, C.IMPROVING,
               teams=("Clergy", "Children's and youth work", "Parish volunteers")),
    AgencyPlan("wexmere-jamia-mosque", "Wexmere Central Mosque and Madrasah", K.FAITH, D.RELEVANT_AGENCY, 6, C.GOOD),
    AgencyPlan("wexmere-swimming", "Wexmere Amateur Swimming Club", K.SPORT, D.RELEVANT_AGENCY, 5, C.POOR),
    AgencyPlan("mere-childminders", "Wexmere Childminders' Network", K.EARLY_YEARS, D.EDUCATION, 12, C.PATCHY,
               flags=frozenset({"self-entered"})),
    AgencyPlan("northern-lights-fostering", "Northern Lights Fostering", K.FOSTERING, D.RELEVANT_AGENCY, 8, C.STRONG),
    AgencyPlan("calm-waters-counselling", "Calm Waters Counselling", K.VOLUNTARY, D.RELEVANT_AGENCY, 3, C.GOOD,
               flags=frozenset({"stale-profile"})),
    AgencyPlan("family-roots", "Family Roots", K.VOLUNTARY, D.RELEVANT_AGENCY, 4, C.IMPROVING),
    AgencyPlan("mere-ambulance", "Merewold Ambulance Service NHS Trust", K.HEALTH_PROVIDER, D.RELEVANT_AGENCY, 25,
               C.SLIPPING, areas=BOTH, number="RZA", reports_by=R.AGGREGATE),
    AgencyPlan("osterdale-council", "Osterdale Council", K.COUNCIL, D.SECTION_11, 18, C.PATCHY, areas=(SECOND,)),
)  # fmt: skip

TOWNS = (
    "Pellmoor", "Quarrendale", "Skelby Cross", "Fennick", "Hollinsett", "Marrowby", "Lowmere", "Netherwex",
    "Cawdale", "Dunlow", "Saltersby", "Kirk Ellary", "Winsley Heath", "Castle Renby", "Wick Aldery", "Brackle End",
    "Ottersby", "Thorpe Dunlow", "Upper Fennick", "Mere Bridge",
)  # fmt: skip
SCHOOL_FORMS = (
    ("{town} Church of England Primary School", 9), ("{town} Infant School", 6), ("{town} Junior School", 7),
    ("St Winifred's Catholic Primary School, {town}", 8), ("{town} High School", 26), ("{town} Nursery School", 4),
    ("The {town} Academy", 24), ("{town} Special School", 14), ("{town} Community Primary School", 10),
    ("{town} Pupil Referral Unit", 6), ("{town} Preparatory School (independent)", 9),
)  # fmt: skip
OTHER_FORMS = (
    ("{town} Medical Centre", K.GENERAL_PRACTICE, D.SECTION_11, 6),
    ("{town} Pre-school", K.EARLY_YEARS, D.EDUCATION, 3),
    ("{town} Community Trust", K.VOLUNTARY, D.RELEVANT_AGENCY, 4),
    ("{town} Scouts and Guides", K.VOLUNTARY, D.RELEVANT_AGENCY, 5),
)
CULTURES = (C.STRONG, C.GOOD, C.GOOD, C.GOOD, C.PATCHY, C.PATCHY, C.IMPROVING, C.SLIPPING, C.POOR)


def slug_of(name: str) -> str:
    """The name as an address: small letters and hyphens."""
    kept = "".join(letter if letter.isalnum() else " " for letter in name.lower().replace("'", ""))
    return "-".join(kept.split())[:70]


def made_up(draw: Random, position: int) -> AgencyPlan:
    """One more school, practice, pre-school or charity: towns in turn, so that no name comes twice."""
    town = TOWNS[position % len(TOWNS)]
    form = position // 2 if position % 2 == 0 else position
    again = position // (len(TOWNS) * len(SCHOOL_FORMS))
    suffix = f" {again + 1}" if again else ""
    culture = draw.choice(CULTURES)
    flags = {flag for flag, chance in (("no-lead", 0.15), ("stale-profile", 0.2), ("bounced", 0.08))
             if draw.random() < chance}  # fmt: skip
    if position % 3 == 2:
        pattern, kind, duty, share = OTHER_FORMS[(position // 3) % len(OTHER_FORMS)]
        number = f"Z8{position:04d}" if kind is K.GENERAL_PRACTICE else ""
    else:
        pattern, share = SCHOOL_FORMS[(form + position // len(TOWNS)) % len(SCHOOL_FORMS)]
        kind, duty, number = K.SCHOOL, D.EDUCATION, f"98{1000 + position}"
    name = pattern.format(town=town) + suffix
    reports_by = R.NAMED_LIST
    if kind is K.VOLUNTARY and draw.random() < 0.4:
        reports_by = R.NOTHING
    areas = (SECOND,) if draw.random() < 0.12 else (MAIN,)
    return AgencyPlan(slug_of(name), name, kind, duty, share, culture, areas, reports_by, number,
                      flags=frozenset(flags))  # fmt: skip


def how_many_agencies(people: int) -> int:
    """About 60 for a county of 5,000; fewer for a small demo, more for a large one, never one a person."""
    if people < 2_000:
        return max(16, min(60, people // 25))
    return max(60, int(60 * (people / 5_000) ** 0.6))


def plan_agencies(draw: Random, people: int) -> list[AgencyPlan]:
    """The named agencies first, then as many made up as the size of the demo asks for."""
    wanted = how_many_agencies(people)
    plans = list(NAMED[:wanted])
    taken = {plan.slug for plan in plans}
    position = 0
    while len(plans) < wanted:
        plan = made_up(draw, position)
        position += 1
        if plan.slug not in taken:
            taken.add(plan.slug)
            plans.append(plan)
    return plans
