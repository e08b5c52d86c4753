"""Which training is right for me? One question a page, answered in the address, open to everyone (E06)."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goldenthread.kernel import clock
from goldenthread.training.standing.selectors.chooser import partnerships_with_a_framework
from goldenthread.web.ui.requests import ActorRequest

from ..choosing import page_for


@login_not_required
@require_safe
def chooser(request: ActorRequest) -> HttpResponse:
    """The next question, or the answer once nothing more needs asking."""
    today = clock.today()
    offered = {one.slug: one for one in partnerships_with_a_framework(today)}
    page = page_for(request.GET, offered, today)
    return render(request, page.template, page.context)
