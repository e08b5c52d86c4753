"""What the verbs about agencies share: their line in the trail, and an address nobody has yet."""

from datetime import datetime

from django.utils.text import slugify

from goldenthread.foundation.audit import services as audit
from goldenthread.kernel.actor import Actor

from ..models import Agency


def note(by: Actor, at: datetime, act: str, agency: Agency, **rest: object) -> None:
    reason = str(rest.pop("reason", ""))
    partnership_id = rest.pop("partnership_id", None)
    audit.record(
        by=by,
        at=at,
        act=act,
        thing="agency",
        thing_id=agency.pk,
        partnership_id=partnership_id if isinstance(partnership_id, int) else None,
        reason=reason,
        changes=rest,
    )


def free_slug(name: str) -> str:
    stem = slugify(name)[:70] or "agency"
    taken = set(Agency.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return stem if stem not in taken else next(s for n in range(2, 100_000) if (s := f"{stem}-{n}") not in taken)
