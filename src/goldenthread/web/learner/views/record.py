"""My learning record: the list, one record, and adding, correcting or withdrawing what I entered."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import Refused, not_visible, refuse
from goldenthread.setting.workforce.selectors.own import own_details
from goldenthread.training.catalogue.selectors import named
from goldenthread.training.records import access, selectors
from goldenthread.training.records.services import withdraw
from goldenthread.training.records.services.own import correct_own
from goldenthread.training.records.terms import State
from goldenthread.training.standing.services import settle_people
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest
from goldenthread.web.ui.tables import table_response

from ..adding import chosen_course, enter
from ..forms import CorrectionForm, FindCourseForm, LearningForm, ReasonForm
from ..own import own_person_id
from ..records import WORDS, giver, record_table


@require_safe
def record(request: ActorRequest) -> HttpResponseBase:
    """Everything I completed, to search, narrow and download."""
    rows = selectors.of_person(request.actor, own_person_id(request.actor), clock.today())
    return table_response(request, "learner/record.html", record_table(rows))


@require_safe
def one(request: ActorRequest, record_id: int) -> HttpResponse:
    """One record of mine, its state in words, and what I may do about it."""
    found = selectors.get_own(request.actor, record_id, clock.today())
    context = {
        "record": found,
        "giver": giver(found),
        "mark": WORDS[State(found.state)],
        "why_not": access.can_change_own(request.actor, found),
    }
    return render(request, "learner/one_record.html", context)


@require_safe
def evidence(request: ActorRequest, record_id: int) -> FileResponse:
    """The file I gave as evidence, always as a download."""
    kept = selectors.get_own(request.actor, record_id, clock.today()).evidence_file
    if kept is None:
        raise Refused(not_visible("This file"))
    return FileResponse(kept.content.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type)


@require_safe
def add(request: ActorRequest) -> HttpResponse:
    """Find the course first; one that nobody has named yet is entered by its title."""
    own = own_details(request.actor)
    find = FindCourseForm(request.GET if "q" in request.GET else None)
    term = find.cleaned_data["q"].strip() if find.is_valid() else ""
    areas = {post.partnership_id for post in own.posts}
    context = {"find": find, "term": term, "found": named(areas, term) if term else []}
    return render(request, "learner/add.html", context)


@require_http_methods(["GET", "POST"])
def add_details(request: ActorRequest) -> HttpResponse:
    """When, how, by whom, with what to show for it."""
    own = own_details(request.actor)
    course = chosen_course(request.GET.get("course", ""), {post.partnership_id for post in own.posts})
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = LearningForm(*given, course=course, title=request.GET.get("title", "")[:250], today=clock.today())
    if form.is_valid():
        meanwhile = "It counts meanwhile." if course else "An officer decides what this course counts for."
        done = attempt(form, enter, by=request.actor, at=clock.now(), person=own.person, course=course, said=form)
        if done and done.value is not None:
            settle_people(by=request.actor, at=clock.now(), on=clock.today(), people=[own.person.pk])
            messages.success(request, f"It is on your record as entered by yourself, to be verified. {meanwhile}")
            return redirect("learner:one_record", record_id=done.value.pk)
    return render(request, "learner/add_details.html", {"form": form, "course": course})


@require_http_methods(["GET", "POST"])
def correct(request: ActorRequest, record_id: int) -> HttpResponse:
    """Put an unverified or refused record of mine right."""
    now, today = clock.now(), clock.today()
    found = selectors.get_own(request.actor, record_id, today)
    refuse(access.can_change_own(request.actor, found))
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = CorrectionForm(*given, record=found, today=today)
    if form.is_valid() and attempt(
        form, correct_own, by=request.actor, at=now, on=today, record=found, **form.completion
    ):
        settle_people(by=request.actor, at=now, on=today, people=[found.person_id])
        messages.success(request, "The record was corrected. It waits to be verified and counts meanwhile.")
        return redirect("learner:one_record", record_id=record_id)
    return render(request, "learner/correct.html", {"form": form, "record": found})


@require_http_methods(["GET", "POST"])
def withdraw_own(request: ActorRequest, record_id: int) -> HttpResponse:
    """Take an unverified record of mine away again."""
    now, today = clock.now(), clock.today()
    found = selectors.get_own(request.actor, record_id, today)
    refuse(access.can_change_own(request.actor, found))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, withdraw, by=request.actor, at=now, record=found, **form.cleaned_data):
        settle_people(by=request.actor, at=now, on=today, people=[found.person_id])
        messages.success(request, f"{found.course} is off your record. If that was a mistake, add it again.")
        return redirect("learner:record")
    return render(request, "learner/withdraw.html", {"form": form, "record": found})
