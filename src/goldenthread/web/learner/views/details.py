"""My details: what the register holds on me, and the questions that decide what I need."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import Refused, not_visible
from goldenthread.setting.workforce.selectors.own import own_details
from goldenthread.setting.workforce.services.conditions import answer_condition
from goldenthread.training.standing.selectors.conditions import questions_asked_of
from goldenthread.training.standing.services import settle_people
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest

from ..forms import AnswerForm


@require_safe
def details(request: ActorRequest) -> HttpResponse:
    """Posts, addresses, duties, who approves, and the framework's own questions with their answers."""
    today = clock.today()
    own = own_details(request.actor)
    now = own.posts_on(today)
    context = {
        "own": own,
        "now": now,
        "before": [post for post in own.posts if post not in now],
        "duties": [duty for duty in own.duties if duty.ends_on is None or duty.ends_on >= today],
        "questions": questions_asked_of(own.person.pk, today),
    }
    return render(request, "learner/details.html", context)


@require_http_methods(["GET", "POST"])
def answer(request: ActorRequest, partnership_id: int, question_key: str) -> HttpResponse:
    """One question, in the framework's words; the answer moves what is required at once."""
    today = clock.today()
    own = own_details(request.actor)
    asked = next(
        (
            one
            for one in questions_asked_of(own.person.pk, today)
            if (one.partnership.pk, one.question.key) == (partnership_id, question_key)
        ),
        None,
    )
    if asked is None:
        raise Refused(not_visible("This question"))
    form = AnswerForm(request.POST if request.method == "POST" else None, question=asked.question, is_yes=asked.is_yes)
    keep = partial(answer_condition, by=request.actor, at=clock.now(), on=today, person=own.person)
    if form.is_valid() and attempt(
        form, keep, partnership_id=partnership_id, question_key=question_key, is_yes=form.is_yes
    ):
        settle_people(by=request.actor, at=clock.now(), on=today, people=[own.person.pk])
        messages.success(request, "Your answer was kept. What you need was worked out again.")
        return redirect("learner:details")
    return render(request, "learner/answer.html", {"form": form, "asked": asked})
