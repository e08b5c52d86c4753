"""Who is excused from what, until when, why and by whom."""

from typing import Any

from django.db.models import QuerySet

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused, not_visible, refuse
from goldenthread.setting.workforce.models import Post

from .. import access
from ..models import Exemption


def exemptions(actor: Actor, partnership_id: int, *, agency_id: int | None = None) -> QuerySet[Any]:
    """Exemptions of a partnership, or of the people with a post in one of its agencies, the latest first."""
    rows = Exemption.objects.filter(partnership_id=partnership_id).select_related("person")
    if agency_id is None:
        refuse(access.can_see_people(actor, partnership_id=partnership_id))
    else:
        refuse(access.can_see_agency(actor, agency_id=agency_id, partnership_id=partnership_id))
        posts = Post.objects.filter(partnership_id=partnership_id, agency_id=agency_id)
        rows = rows.filter(person_id__in=posts.values("person_id"))
    return rows.order_by("-starts_on", "-pk")


def of_one(partnership_ids: frozenset[int], person_id: int) -> QuerySet[Any]:
    """What one person is or was excused from in these partnerships. The caller has decided who may read it."""
    return Exemption.objects.filter(partnership_id__in=partnership_ids, person_id=person_id).order_by("-ends_on", "-pk")


def get_exemption(actor: Actor, exemption_id: int) -> Any:
    """One exemption in a partnership whose people the actor may see."""
    found = Exemption.objects.filter(pk=exemption_id).select_related("person").first()
    if found is None or access.can_see_people(actor, partnership_id=found.partnership_id) is not None:
        raise Refused(not_visible("This exemption"))
    return found
