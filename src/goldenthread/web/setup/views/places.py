"""Settings and teams of an agency."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from goldenthread.kernel import clock
from goldenthread.setting.partnerships import selectors, services
from goldenthread.web.ui.requests import ActorRequest

from ..forms.agencies import EndForm, NewTeamForm, PlaceForm, TeamForm
from .agencies import READ_OR_SEND, about
from .asking import ask, sent


@require_http_methods(READ_OR_SEND)
def new_setting(request: ActorRequest, slug: str, agency: str) -> HttpResponse:
    """Add a place of the agency."""
    membership, back = about(request, slug, agency)
    form = PlaceForm(sent(request))
    title, done = f"Add a setting of {membership.agency.name}", "The setting was added."
    act = services.create_setting
    return ask(request, form, act, title=title, back=back, done=done, agency=membership.agency, at=clock.now())


@require_http_methods(READ_OR_SEND)
def edit_setting(request: ActorRequest, slug: str, agency: str, setting_id: int) -> HttpResponse:
    """Correct a place's name or number."""
    membership, back = about(request, slug, agency)
    setting = selectors.get_setting(membership.agency, setting_id)
    form = PlaceForm(sent(request), initial={"name": setting.name, "number": setting.number})
    title, done = f"Change {setting.name}", "The setting was changed."
    return ask(
        request, form, services.change_setting, title=title, back=back, done=done, setting=setting, at=clock.now()
    )


@require_http_methods(READ_OR_SEND)
def end_setting(request: ActorRequest, slug: str, agency: str, setting_id: int) -> HttpResponse:
    """A place closes."""
    membership, back = about(request, slug, agency)
    setting = selectors.get_setting(membership.agency, setting_id)
    form = EndForm(sent(request), initial={"last_day": clock.today()})
    title, done = f"{setting.name} closes", "The last day was set."
    return ask(request, form, services.end_setting, title=title, back=back, done=done, setting=setting, at=clock.now())


@require_http_methods(READ_OR_SEND)
def new_team(request: ActorRequest, slug: str, agency: str) -> HttpResponse:
    """Add a team of the agency."""
    membership, back = about(request, slug, agency)
    form = NewTeamForm(sent(request), agency=membership.agency)
    title, done = f"Add a team of {membership.agency.name}", "The team was added."
    act = services.create_team
    return ask(request, form, act, title=title, back=back, done=done, agency=membership.agency, at=clock.now())


@require_http_methods(READ_OR_SEND)
def edit_team(request: ActorRequest, slug: str, agency: str, team_id: int) -> HttpResponse:
    """Correct a team's name."""
    membership, back = about(request, slug, agency)
    team = selectors.get_team(membership.agency, team_id)
    form = TeamForm(sent(request), initial={"name": team.name})
    title, done = f"Rename {team.name}", "The team was renamed."
    return ask(request, form, services.rename_team, title=title, back=back, done=done, team=team, at=clock.now())
