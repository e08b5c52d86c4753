"""What is sent from a venue's form, handed to the service."""

from typing import Any

from goldenthread.kernel import clock
from goldenthread.setting.partnerships.selectors import current_agencies
from goldenthread.training.events import services

from ..area import Area
from .forms.venues import THREE_WAYS, YES_NO, VenueForm


def keep_venue(*, area: Area, asked: VenueForm, venue: Any = None) -> Any:
    """Add or change a venue as the form says."""
    given = dict(asked.cleaned_data)
    given |= {name: YES_NO[given[name]] for name in THREE_WAYS}
    given["holds"] = given["holds"] or 0
    agencies = {str(one.pk): one for one in current_agencies(area.partnership)}
    given["agency"] = agencies.get(given["agency"])
    return services.keep_venue(by=area.actor, at=clock.now(), partnership=area.partnership, venue=venue, **given)
