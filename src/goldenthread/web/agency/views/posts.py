"""Put a post right: job, group, place, who approves."""

from functools import partial
from typing import Any

from django.contrib import messages as said
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import refuse
from goldenthread.setting.workforce import access
from goldenthread.setting.workforce.selectors import finding
from goldenthread.setting.workforce.selectors import posts as selectors
from goldenthread.setting.workforce.services.posts import correct_post
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest

from ..forms.staffing import CorrectForm, Places
from .records import settled

AS_THEY_ARE = ("job_title", "group_key", "staff_number", "is_volunteer", "approved_by", "approver_role", "starts_on")


def places_for(post: Any) -> Places:
    """What the agency offers, and where the post lies already, even if that place has ended."""
    roles, settings, teams = finding.choices_for_post(post.agency_id)
    return Places(roles, [*filter(None, [post.setting]), *settings], [*filter(None, [post.team]), *teams])


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: ActorRequest, post_id: int) -> HttpResponse:
    """What is so of a post, where a list or a person got it wrong."""
    on = clock.today()
    post = finding.get_post(request.actor, post_id, on=on)
    refuse(access.can_run_agency(request.actor, partnership_id=post.partnership_id, agency_id=post.agency_id))
    was = {name: getattr(post, name) for name in AS_THEY_ARE} | {"manager": selectors.sign_of(post)}
    form = CorrectForm(
        request.POST or None,
        places=places_for(post),
        groups=selectors.groups_for(post, on=on),
        find=partial(selectors.colleagues, post, on=on),
        initial=was | {"job_role": post.job_role_id, "setting": post.setting_id, "team": post.team_id},
    )
    if form.is_valid() and attempt(
        form, correct_post, by=request.actor, at=clock.now(), on=on, post=post, **form.post()
    ):
        settled(request, post.person_id)
        said.success(request, "The post is put right.")
        return redirect("agency:person", person_id=post.person_id)
    context = {
        "title": f"Correct this post of {post.person}",
        "intro": "This says what was so from the first day. If they have moved to another job, close this post and "
        "open the new one, so that both stay in their history.",
        "form": form,
        "submit": "Save the post",
        "cancel": reverse("agency:person", args=[post.person_id]),
    }
    return render(request, "ui/form_page.html", context)
