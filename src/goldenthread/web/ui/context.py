"""What every page's layout needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from .navigation import NOBODY, navigation


def layout(request: HttpRequest) -> dict[str, Any]:
    """The actor, the partnership in view (put on the request with the actor), and where one may go."""
    partnership = getattr(request, "partnership", None)
    return {
        "actor": getattr(request, "actor", None) or NOBODY,
        "partnership": partnership,
        "places": navigation(request),
        "is_demo": settings.DEMO,
    }
