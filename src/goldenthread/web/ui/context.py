"""What every page's layout needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from goldenthread.kernel import clock
from goldenthread.kernel.actor import Actor
from goldenthread.setting.partnerships.selectors import serves_several
from goldenthread.setting.workforce.selectors.own import partnership_worked_in

from .navigation import NOBODY, navigation


def partnership_of(request: HttpRequest, actor: Actor) -> Any:
    """The partnership whose name, colour and logo the page wears, if there is one."""
    served = getattr(request, "partnership", None)
    return served or partnership_worked_in(actor, clock.today()) if actor.account_id is not None else None


def logo_of(partnership: Any) -> str:
    """Where the partnership's logo is, if it has one."""
    if not partnership or partnership.logo_id is None:
        return ""
    try:
        return reverse("setup:logo_file", args=[partnership.slug])
    except NoReverseMatch:
        return ""


def layout(request: HttpRequest) -> dict[str, Any]:
    """The actor, the partnership in view, and where one may go; asked for only by pages that show it."""
    actor: Actor = getattr(request, "actor", None) or NOBODY
    worn = SimpleLazyObject(lambda: partnership_of(request, actor))
    return {
        "actor": actor,
        "worn": worn,
        "logo": SimpleLazyObject(lambda: logo_of(worn)),
        "places": navigation(request),
        "serves_several": serves_several(actor),
        "is_demo": settings.DEMO,
    }
