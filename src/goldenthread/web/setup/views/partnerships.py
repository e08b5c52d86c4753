"""Partnerships: which there are, how each presents itself, and what it groups."""

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import not_visible, refuse
from goldenthread.setting.partnerships import access, selectors, services
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import Column, Kind, Table, table_response

from ..forms.groups import LogoForm, NewPartnershipForm, PartnershipForm
from .asking import ask, sent

READ_OR_SEND = ["GET", "HEAD", "POST"]


@require_safe
def home(request: ActorRequest) -> HttpResponseBase:
    """Set-up: the partnerships one runs."""
    actor = request.actor
    refuse(None if access.runs_anything(actor) else not_visible("That page"))
    table = Table(
        caption="Partnerships",
        columns=(
            Column("name", "Name", order="name", link=lambda p: reverse("setup:partnership", args=[p.slug])),
            Column("area", "Area", order="area"),
            Column("agency_count", "Agencies", Kind.NUMBER, order="agency_count"),
            Column("starts_on", "First day", Kind.DATE, order="starts_on"),
            Column("ends_on", "Last day", Kind.DATE, order="ends_on"),
        ),
        rows=selectors.partnerships_run_by(actor),
        order="name",
        empty="No partnership has been opened yet.",
        empty_action=("Open a partnership", reverse("setup:new_partnership")),
    )
    context = {"title": "Set-up", "may_open": access.runs_everything(actor)}
    return table_response(request, "setup/home.html", table, context)


@require_http_methods(READ_OR_SEND)
def new(request: ActorRequest) -> HttpResponse:
    """Open a partnership."""
    refuse(access.can_run_installation(request.actor))
    return ask(
        request,
        NewPartnershipForm(sent(request)),
        services.create_partnership,
        title="Open a partnership",
        submit="Open the partnership",
        back=reverse("setup:home"),
        done="The partnership was opened.",
        then=lambda made: reverse("setup:partnership", args=[made.slug]),
        at=clock.now(),
    )


@require_safe
def show(request: ActorRequest, slug: str) -> HttpResponse:
    """One partnership: who it is, what became of it, and the way to all it holds."""
    partnership = selectors.get_partnership(request.actor, slug)
    refuse(access.can_run(request.actor, partnership))
    context = {
        "title": partnership.name,
        "one": partnership,
        "history": selectors.history_of_partnership(partnership),
        "numbers": selectors.numbers_of(partnership, clock.today()),
        "may_succeed": access.runs_everything(request.actor) and partnership.ends_on is None,
        "back": reverse("setup:home"),
    }
    return render(request, "setup/partnership.html", context)


@require_http_methods(READ_OR_SEND)
def edit(request: ActorRequest, slug: str) -> HttpResponse:
    """Change how it presents itself."""
    partnership = selectors.get_partnership(request.actor, slug)
    refuse(access.can_run(request.actor, partnership))
    names = PartnershipForm.base_fields
    form = PartnershipForm(sent(request), initial={name: getattr(partnership, name) for name in names})
    back = reverse("setup:partnership", args=[slug])
    return ask(
        request,
        form,
        services.change_partnership,
        title=f"Change {partnership.name}",
        back=back,
        done="The partnership was changed.",
        partnership=partnership,
        at=clock.now(),
    )


@require_http_methods(READ_OR_SEND)
def logo(request: ActorRequest, slug: str) -> HttpResponse:
    """Put a logo in the header, or take it away."""
    partnership = selectors.get_partnership(request.actor, slug)
    refuse(access.can_run(request.actor, partnership))
    form = LogoForm(sent(request), request.FILES)

    def act(*, logo: object, **rest: object) -> object:
        name = str(getattr(logo, "name", ""))
        return services.set_logo(name=name, content=logo, **rest)  # type: ignore[arg-type]  # a form's own words

    back = reverse("setup:partnership", args=[slug])
    title, done = f"Logo of {partnership.name}", "The logo was changed."
    return ask(request, form, act, title=title, back=back, done=done, partnership=partnership, at=clock.now())


@require_safe
def logo_file(request: ActorRequest, slug: str) -> FileResponse:
    """The logo itself, to those of the partnership."""
    kept = selectors.get_logo(request.actor, slug)
    return FileResponse(kept.content.open("rb"), content_type=kept.media_type)
