"""Release a programme: copy last year's, change many at once, publish many. Each is looked at before it is done."""

from django.contrib import messages as said
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from goldenthread.training.events import selectors
from goldenthread.training.trainers.selectors import active
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest

from ...area import area_of
from ..event_pages import venue_choices
from ..event_releasing import changed, copies, lacking, last_year, own_events, published, wanted_of
from ..event_tables import in_time
from ..forms.events import CopyForm, ManyForm, ticked

BACK = {"back_text": "Events"}


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: ActorRequest) -> HttpResponse:
    """Last year's programme on this year's days, with what speaks against each day."""
    area = area_of(request)
    form = CopyForm(request.POST or {"weeks": "52", **request.GET.dict()})
    valid = form.is_valid()
    if request.method == "POST" and valid:
        made = attempt(form, copies, area=area, asked=form, sent=request.POST)
        if made:
            said.success(
                request, f"{len(made.value or ())} events are copied as drafts. Publish them when they are ready."
            )
            return redirect("office:programme_publish")
    weeks = form.cleaned_data["weeks"] if valid else 52
    context = {
        "title": "Copy last year’s programme",
        "form": form,
        "copies": selectors.copies_for(last_year(area, area.on), weeks),
        "back": reverse("office:programme"),
    }
    return render(request, "office/programme/events_copy.html", context | BACK)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ActorRequest) -> HttpResponse:
    """Change many events at once: first what would happen to each, then it is done."""
    area = area_of(request)
    people = [(one.pk, str(one.person)) for one in active(area.id, area.on)]
    form = ManyForm(request.POST or None, venues=venue_choices(area), trainers=people)
    chosen = ticked(request.POST.getlist("event"))
    events = list(own_events(area, chosen))
    previews = selectors.changes_for(events, wanted_of(area, form)) if form.is_valid() and events else []
    if previews and "do" in request.POST:
        done = attempt(form, changed, area=area, asked=form, events=events)
        if done and done.value is not None:
            said.success(request, f"{len(done.value.done)} events are changed, {len(done.value.left)} were left.")
            return redirect("office:programme")
    context = {
        "title": "Change many events",
        "form": form,
        "chosen": chosen,
        "previews": previews,
        "events": in_time(area.on)(own_events(area), "coming").exclude(state="cancelled"),
        "back": reverse("office:programme"),
    }
    return render(request, "office/programme/events_change.html", context | BACK)


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: ActorRequest) -> HttpResponse:
    """Publish many drafts at once: those that lack something say what."""
    area = area_of(request)
    if request.method == "POST":
        chosen = list(own_events(area, ticked(request.POST.getlist("event"))))
        out = published(area=area, events=chosen)
        left = f" {len(out.left)} still lack something." if out.left else ""
        said.success(request, f"{len(out.done)} events are published.{left}")
        return redirect("office:programme_publish" if out.left else "office:programme")
    drafts = list(own_events(area).filter(state="draft"))
    context = {"title": "Publish events", "drafts": lacking(drafts), "back": reverse("office:programme")}
    return render(request, "office/programme/events_publish.html", context | BACK)
