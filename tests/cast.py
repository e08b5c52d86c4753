"""The cast: a small made-up partnership with fixed people, one for each role, an outsider, and a neighbour.

Fellside and Marrow Vale share one agency, the police. Everyone here is invented.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.test import Client

from goldenthread.kernel.actor import COMMAND_LINE, Actor, Role
from goldenthread.setting.accounts.models import Account
from goldenthread.setting.accounts.services import open_account
from goldenthread.setting.partnerships import services as partnerships
from goldenthread.setting.partnerships.models import Agency, Partnership, Subgroup, Team
from goldenthread.setting.partnerships.terms import AgencyKind, Duty
from goldenthread.setting.workforce.models import Address, DutyHeld, JobRole, Person, Post, Seat
from goldenthread.setting.workforce.selectors import actor_for
from goldenthread.setting.workforce.terms import ApprovedBy, DutyKind

SINCE = date(2024, 1, 1)
TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Member:
    """One of the cast: always somebody, with an account if they sign in."""

    name: str
    account: Account | None = None
    person: Person | None = None

    @property
    def signed_in(self) -> Account:
        assert self.account is not None, f"{self.name} has no account"
        return self.account

    @property
    def in_post(self) -> Person:
        assert self.person is not None, f"{self.name} is not in the workforce"
        return self.person

    def actor(self, on: date = TODAY) -> Actor:
        """What they may do on a day."""
        return actor_for(self.signed_in.pk, on)

    def client(self) -> Client:
        """A browser in which they are signed in."""
        client = Client()
        client.force_login(self.signed_in, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client


@dataclass(frozen=True)
class Cast:
    """Everyone and everything that a test may need to start from."""

    fellside: Partnership
    marrow_vale: Partnership
    council: Agency  # Fellside's
    school: Agency  # Fellside's
    police: Agency  # of both
    marrow_council: Agency
    team: Team  # at the school
    subgroup: Subgroup  # Fellside's, which Cora chairs
    administrator: Member
    officer: Member  # of Fellside
    other_officer: Member  # of Marrow Vale
    lead: Member  # of the school
    police_lead: Member  # of the police, in Fellside only
    manager: Member  # of the practitioner, at the school
    practitioner: Member
    designated_lead: Member  # of the school
    board: Member
    trainer: Member
    chair: Member
    outsider: Member  # an account with nothing
    constable: Member  # police, posted in Fellside
    other_constable: Member  # police, posted in Marrow Vale

    def signed_in(self) -> dict[str, Member]:
        """Those who can sign in, by what they are."""
        return {
            name: member
            for name in self.__dataclass_fields__
            if isinstance(member := getattr(self, name), Member) and member.account is not None
        }


def agency(name: str, partnership: Partnership, kind: AgencyKind, duty: Duty) -> Agency:
    """Register an agency as it was from the start."""
    return partnerships.create_agency(
        by=COMMAND_LINE, at=NOW, on=SINCE, partnership=partnership, name=name, kind=kind, duty=duty
    )


def post(
    person: Person,
    at_agency: Agency,
    partnership: Partnership,
    title: str,
    *,
    manager: Person | None = None,
    team: Team | None = None,
    starts_on: date = SINCE,
    ends_on: date | None = None,
    job_role: JobRole | None = None,
) -> Post:
    """Put someone in a post."""
    return Post.objects.create(
        person=person,
        agency=at_agency,
        partnership=partnership,
        job_title=title,
        manager=manager,
        team=team,
        job_role=job_role,
        approved_by=ApprovedBy.MANAGER if manager else ApprovedBy.NONE_DECLARED,
        starts_on=starts_on,
        ends_on=ends_on,
    )


def address_of(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@example.org"


def account(name: str) -> Account:
    """Somebody who can sign in, with the password "a long enough password"."""
    opened = open_account(by=COMMAND_LINE, at=NOW, email=address_of(name), name=name)
    opened.set_password("a long enough password")
    opened.save()
    return opened


def member(name: str, *, signs_in: bool = True, works: bool = True) -> Member:
    """Somebody by name, with an account, in the workforce, or both."""
    opened = account(name) if signs_in else None
    person = None
    if works:
        given, _, family = name.partition(" ")
        person = Person.objects.create(given_name=given, family_name=family, account=opened)
        Address.objects.create(person=person, email=address_of(name), is_preferred=True)
    return Member(name, opened, person)


def grant(to: Member, role: Role, partnership: Partnership | None = None, of: Agency | None = None) -> None:
    """Give someone a role from the start, for good."""
    partnerships.grant_role(
        by=COMMAND_LINE,
        at=NOW,
        account=to.signed_in,
        role=role,
        partnership=partnership,
        agency=of,
        starts_on=SINCE,
    )


def two_partnerships() -> tuple[Partnership, Partnership]:
    fellside, marrow_vale = (
        partnerships.create_partnership(by=COMMAND_LINE, at=NOW, slug=slug, name=name, short_name=short, area=area)
        for slug, name, short, area in (
            ("fellside", "Fellside Safeguarding Children Partnership", "Fellside", "Fellside"),
            ("marrow-vale", "Marrow Vale Safeguarding Children Partnership", "Marrow Vale", "Marrow Vale"),
        )
    )
    return fellside, marrow_vale


def assemble() -> Cast:
    """Bring the cast together."""
    fellside, marrow_vale = two_partnerships()
    council = agency("Fellside Council", fellside, AgencyKind.COUNCIL, Duty.SAFEGUARDING_PARTNER)
    school = agency("Tarn Lane School", fellside, AgencyKind.SCHOOL, Duty.EDUCATION)
    police = agency("Northern Beck Police", fellside, AgencyKind.POLICE, Duty.SAFEGUARDING_PARTNER)
    marrow_council = agency("Marrow Vale Council", marrow_vale, AgencyKind.COUNCIL, Duty.SAFEGUARDING_PARTNER)
    partnerships.join(by=COMMAND_LINE, at=NOW, agency=police, partnership=marrow_vale, starts_on=SINCE)
    team = partnerships.create_team(by=COMMAND_LINE, at=NOW, agency=school, name="Pastoral team")
    subgroup = partnerships.create_subgroup(
        by=COMMAND_LINE, at=NOW, partnership=fellside, name="Learning and improvement"
    )
    cast = Cast(
        fellside=fellside,
        marrow_vale=marrow_vale,
        council=council,
        school=school,
        police=police,
        marrow_council=marrow_council,
        team=team,
        subgroup=subgroup,
        administrator=member("Ada Minster", works=False),
        officer=member("Olive Fell"),
        other_officer=member("Owen Marrow"),
        lead=member("Leah Scarth"),
        police_lead=member("Pell Archer", works=False),
        manager=member("Max Tarn"),
        practitioner=member("Pat Rigg"),
        designated_lead=member("Dina Holme"),
        board=member("Bea Garth", works=False),
        trainer=member("Tom Keld"),
        chair=member("Cora Wray"),
        outsider=member("Otis Strange", works=False),
        constable=member("Finn Beck", signs_in=False),
        other_constable=member("Mara Vale", signs_in=False),
    )
    place(cast)
    give_roles(cast)
    return cast


def place(cast: Cast) -> None:
    """Everyone's posts, duties and seats."""
    in_fellside, school, team = cast.fellside, cast.school, cast.team
    post(cast.officer.in_post, cast.council, in_fellside, "Learning and development officer")
    post(cast.other_officer.in_post, cast.marrow_council, cast.marrow_vale, "Learning and development officer")
    post(cast.lead.in_post, school, in_fellside, "Deputy head")
    post(cast.manager.in_post, school, in_fellside, "Head of pastoral care", team=team)
    post(cast.practitioner.in_post, school, in_fellside, "Learning mentor", manager=cast.manager.in_post, team=team)
    post(cast.designated_lead.in_post, school, in_fellside, "Assistant head", team=team)
    post(cast.trainer.in_post, cast.council, in_fellside, "Senior social worker")
    post(cast.chair.in_post, cast.council, in_fellside, "Head of service")
    post(cast.constable.in_post, cast.police, in_fellside, "Constable")
    post(cast.other_constable.in_post, cast.police, cast.marrow_vale, "Constable")
    DutyHeld.objects.create(
        person=cast.designated_lead.in_post,
        partnership=in_fellside,
        agency=school,
        kind=DutyKind.DESIGNATED_LEAD,
        starts_on=SINCE,
    )
    Seat.objects.create(
        subgroup=cast.subgroup, person=cast.chair.in_post, agency=cast.council, is_chair=True, starts_on=SINCE
    )


def give_roles(cast: Cast) -> None:
    """What each has been granted."""
    grant(cast.administrator, Role.ADMINISTRATOR)
    grant(cast.officer, Role.OFFICER, cast.fellside)
    grant(cast.other_officer, Role.OFFICER, cast.marrow_vale)
    grant(cast.lead, Role.AGENCY_LEAD, cast.fellside, cast.school)
    grant(cast.police_lead, Role.AGENCY_LEAD, cast.fellside, cast.police)
    grant(cast.board, Role.BOARD, cast.fellside)
    grant(cast.trainer, Role.TRAINER, cast.fellside)
    grant(cast.chair, Role.CHAIR, cast.fellside)
