"""Agencies: open one, keep its profile, its name and number, where it takes part and how it reports."""

from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.constraints import keep
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, bad_input, refuse

from .. import access
from ..models import Agency, AgencyChange, AggregateReturn, Membership, Partnership
from ..terms import AgencyKind, ChangeKind, Duty, ReportsBy
from ._shared import free_slug, note


@transaction.atomic
def create_agency(
    *,
    by: Actor,
    at: datetime,
    on: date,
    partnership: Partnership,
    name: str,
    kind: AgencyKind,
    duty: Duty,
    number: str = "",
    contact_name: str = "",
    contact_email: str = "",
    reports_by: ReportsBy = ReportsBy.NAMED_LIST,
    slug: str = "",
) -> Agency:
    """Register an agency in a partnership from a day (B09). One that exists already is joined, not made again."""
    refuse(access.can_run(by, partnership))
    same = Agency.objects.filter(number=number.strip(), ends_on__isnull=True).exclude(number="").first()
    if same is not None:
        words = f"{same.name} has that number already. If it is the same agency, add it to the partnership instead."
        refuse(bad_input(words, number=words))
    agency = Agency(
        slug=slug or free_slug(name),
        name=name.strip(),
        kind=kind,
        duty=duty,
        number=number.strip(),
        contact_name=contact_name.strip(),
        contact_email=contact_email.strip(),
        profile_confirmed_on=on,
    )
    keep(agency)
    keep(Membership(partnership=partnership, agency=agency, reports_by=reports_by, starts_on=on))
    note(by, at, "create", agency, partnership_id=partnership.pk, name=[None, agency.name])
    return agency


@transaction.atomic
def change_agency(
    *,
    by: Actor,
    at: datetime,
    on: date,
    agency: Agency,
    kind: AgencyKind,
    duty: Duty,
    contact_name: str,
    contact_email: str,
) -> Agency:
    """Keep an agency's profile. A change of contact is dated, and clears a bounced address (B25)."""
    refuse(access.can_keep_profile(by, agency))
    before = f"{agency.contact_name} {agency.contact_email}".strip()
    after = f"{contact_name.strip()} {contact_email.strip()}".strip()
    if contact_email.strip() != agency.contact_email:
        agency.contact_bounced_on = None
    agency.kind, agency.duty = kind, duty
    agency.contact_name, agency.contact_email = contact_name.strip(), contact_email.strip()
    agency.profile_confirmed_on = on
    keep(agency)
    if before != after:
        keep(
            AgencyChange(
                agency=agency, kind=ChangeKind.CONTACT, before=before[:200], after=after[:200], took_place_on=on
            )
        )
    note(
        by, at, "change", agency, contact_name=None, contact_email=None, kind=[None, str(kind)], duty=[None, str(duty)]
    )
    return agency


@transaction.atomic
def rename_agency(*, by: Actor, at: datetime, on: date, agency: Agency, name: str, reason: str = "") -> Agency:
    """Change an agency's name from a day. The old name stays in its history and still finds it."""
    refuse(access.can_keep_profile(by, agency))
    before, agency.name = agency.name, name.strip()
    if before == agency.name:
        refuse(bad_input("That is its name already.", name="Write the new name."))
    keep(agency)
    keep(
        AgencyChange(
            agency=agency,
            kind=ChangeKind.RENAMED,
            before=before,
            after=agency.name,
            took_place_on=on,
            reason=reason.strip(),
        )
    )
    note(by, at, "rename", agency, name=[before, agency.name], reason=reason)
    return agency


@transaction.atomic
def renumber_agency(*, by: Actor, at: datetime, on: date, agency: Agency, number: str, reason: str = "") -> Agency:
    """Change an agency's number, such as a school's on becoming an academy. The old number still finds it."""
    refuse(access.can_keep_profile(by, agency))
    before, agency.number = agency.number, number.strip()
    if before == agency.number:
        refuse(bad_input("That is its number already.", number="Write the new number."))
    if (
        agency.number
        and Agency.objects.filter(number=agency.number, ends_on__isnull=True).exclude(pk=agency.pk).exists()
    ):
        refuse(bad_input("Another agency has that number.", number="Another agency has that number."))
    keep(agency)
    keep(
        AgencyChange(
            agency=agency,
            kind=ChangeKind.RENUMBERED,
            before=before,
            after=agency.number,
            took_place_on=on,
            reason=reason.strip(),
        )
    )
    note(by, at, "renumber", agency, number=[before, agency.number], reason=reason)
    return agency


@transaction.atomic
def confirm_profile(*, by: Actor, at: datetime, on: date, agency: Agency) -> Agency:
    """Say that an agency's profile is right as it stands today (B25)."""
    refuse(access.can_keep_profile(by, agency))
    agency.profile_confirmed_on = on
    agency.save(update_fields=["profile_confirmed_on"])
    note(by, at, "confirm profile", agency)
    return agency


@transaction.atomic
def flag_bounced(*, by: Actor, at: datetime, on: date, agency: Agency) -> Agency:
    """Note that mail to an agency's contact came back; a new address clears it (B25)."""
    if not by.is_clock:
        refuse(access.can_keep_profile(by, agency))
    refuse(None if agency.contact_email else Refusal(f"{agency.name} has no contact address."))
    agency.contact_bounced_on = on
    agency.save(update_fields=["contact_bounced_on"])
    note(by, at, "flag bounced contact", agency)
    return agency


@transaction.atomic
def join(
    *,
    by: Actor,
    at: datetime,
    agency: Agency,
    partnership: Partnership,
    starts_on: date,
    reports_by: ReportsBy = ReportsBy.NAMED_LIST,
) -> Membership:
    """An agency takes part in a (further) partnership from a day."""
    refuse(access.can_run(by, partnership))
    if agency.ends_on is not None:
        refuse(Refusal(f"{agency.name} ended on {agency.ends_on:%-d %B %Y}."))
    membership = Membership(agency=agency, partnership=partnership, reports_by=reports_by, starts_on=starts_on)
    keep(membership)
    note(by, at, "join", agency, partnership_id=partnership.pk, starts_on=[None, starts_on.isoformat()])
    return membership


@transaction.atomic
def leave(*, by: Actor, at: datetime, membership: Membership, last_day: date) -> Membership:
    """An agency's last day in a partnership. Its history there stays readable."""
    refuse(access.can_run(by, membership.partnership))
    membership.ends_on = last_day
    keep(membership)
    note(
        by,
        at,
        "leave",
        membership.agency,
        partnership_id=membership.partnership_id,
        ends_on=[None, last_day.isoformat()],
    )
    return membership


@transaction.atomic
def choose_reporting(*, by: Actor, at: datetime, membership: Membership, reports_by: ReportsBy) -> Membership:
    """Say how an agency reports its training in a partnership: a fact every view shows."""
    refuse(access.can_run(by, membership.partnership))
    before, membership.reports_by = membership.reports_by, reports_by
    keep(membership)
    note(
        by,
        at,
        "choose reporting",
        membership.agency,
        partnership_id=membership.partnership_id,
        reports_by=[before, str(reports_by)],
    )
    return membership


@transaction.atomic
def enter_return(
    *,
    by: Actor,
    at: datetime,
    membership: Membership,
    as_at: date,
    headcount: int,
    compliant: int,
    source: str,
    requirement_key: str = "",
) -> AggregateReturn:
    """Enter what an agency that keeps its own list tells us. It is shown beside percentages, never inside one."""
    refuse(access.can_keep_profile(by, membership.agency))
    if as_at > at.date():
        refuse(bad_input("The day is in the future.", as_at="Give the day on which the figures were true."))
    entered = AggregateReturn(
        membership=membership,
        requirement_key=requirement_key,
        as_at=as_at,
        headcount=headcount,
        compliant=compliant,
        source=source.strip(),
        entered_at=at,
    )
    keep(entered)
    note(by, at, "enter return", membership.agency, partnership_id=membership.partnership_id)
    return entered
