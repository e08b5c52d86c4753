"""Open a partnership, say how it presents itself, and note which succeeded which."""

from datetime import date, datetime, timedelta

from django.core.files.base import File
from django.db import transaction

from goldenthread.foundation.audit import services as audit
from goldenthread.foundation.constraints import keep
from goldenthread.foundation.files import services as files
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refusal, bad_input, refuse

from .. import access, rules
from ..models import Partnership, PartnershipChange
from ..terms import ChangeKind

LOGO_KINDS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
LOGO_AT_MOST = 500_000


@transaction.atomic
def create_partnership(
    *, by: Actor, at: datetime, slug: str, name: str, short_name: str, area: str, starts_on: date | None = None
) -> Partnership:
    """Open a partnership. Its officers, agencies and framework follow."""
    refuse(access.can_run_installation(by))
    partnership = Partnership(
        slug=slug.strip(), name=name.strip(), short_name=short_name.strip(), area=area.strip(), starts_on=starts_on
    )
    keep(partnership)
    audit.record(
        by=by, at=at, act="create", thing="partnership", thing_id=partnership.pk, partnership_id=partnership.pk
    )
    return partnership


@transaction.atomic
def change_partnership(
    *,
    by: Actor,
    at: datetime,
    partnership: Partnership,
    name: str,
    short_name: str,
    area: str,
    contact_name: str = "",
    contact_email: str = "",
    colour: str = "",
) -> Partnership:
    """Change how a partnership presents itself and whom to write to. A change of name stays in its history."""
    refuse(access.can_run(by, partnership))
    if colour and not rules.is_colour(colour):
        refuse(bad_input("That is not a colour.", colour="Write # and six letters or digits, such as #1b2f4b."))
    before = partnership.name
    partnership.name = name.strip()
    partnership.short_name = short_name.strip()
    partnership.area = area.strip()
    partnership.contact_name = contact_name.strip()
    partnership.contact_email = contact_email.strip()
    partnership.colour = colour
    keep(partnership)
    if before != partnership.name:
        PartnershipChange.objects.create(
            partnership=partnership,
            kind=ChangeKind.RENAMED,
            before=before,
            after=partnership.name,
            took_place_on=at.date(),
        )
    audit.record(
        by=by,
        at=at,
        act="change",
        thing="partnership",
        thing_id=partnership.pk,
        partnership_id=partnership.pk,
        changes={"name": [before, partnership.name]},
    )
    return partnership


@transaction.atomic
def set_logo(
    *, by: Actor, at: datetime, partnership: Partnership, name: str, content: "File[bytes] | None"
) -> Partnership:
    """Put a logo in the partnership's header, or take it away. Only pictures that cannot carry a program."""
    refuse(access.can_run(by, partnership))
    if content is None:
        partnership.logo = None
    else:
        start = content.read(8)
        content.seek(0)
        media_type = next((kind for magic, kind in LOGO_KINDS.items() if start.startswith(magic)), "")
        if not media_type:
            refuse(bad_input("That is not a PNG or JPEG picture.", logo="Choose a PNG or JPEG picture."))
        if content.size > LOGO_AT_MOST:
            refuse(bad_input("The picture is too large.", logo="Choose a picture of at most 500 kB."))
        partnership.logo = files.keep(
            by=by, at=at, room="partnerships", name=name, media_type=media_type, content=content
        )
    partnership.save(update_fields=["logo"])
    audit.record(
        by=by,
        at=at,
        act="set logo",
        thing="partnership",
        thing_id=partnership.pk,
        partnership_id=partnership.pk,
        changes={"logo": None},
    )
    return partnership


@transaction.atomic
def note_succession(
    *, by: Actor, at: datetime, partnership: Partnership, successors: list[Partnership], on: date, reason: str
) -> None:
    """From a day others go on from a partnership, which ends the day before: one if it merges, several if it splits."""
    refuse(access.can_run_installation(by))
    if partnership.ends_on is not None:
        refuse(Refusal(f"{partnership.name} ended on {partnership.ends_on:%-d %B %Y} already."))
    if not successors or partnership in successors:
        refuse(bad_input("Name the partnerships that go on from it.", successors="Choose at least one other."))
    partnership.ends_on = on - timedelta(days=1)
    keep(partnership)
    partnership.succeeded_by.set(successors)
    kind = ChangeKind.MERGED if len(successors) == 1 else ChangeKind.SPLIT
    for successor in successors:
        PartnershipChange.objects.create(
            partnership=partnership,
            kind=kind,
            into=successor,
            before=partnership.name,
            after=successor.name,
            took_place_on=on,
            reason=reason.strip(),
        )
    audit.record(
        by=by,
        at=at,
        act=str(kind.value),
        thing="partnership",
        thing_id=partnership.pk,
        partnership_id=partnership.pk,
        reason=reason,
        changes={
            "ends_on": [None, partnership.ends_on.isoformat()],
            "succeeded_by": [None, [one.slug for one in successors]],
        },
    )
