"""Someone of the workforce and their account: invited to sign in, and parted from an account that is not theirs."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import refuse
from goldenthread.setting.workforce import access
from goldenthread.setting.workforce.selectors import finding
from goldenthread.setting.workforce.services import sign_in
from goldenthread.web.ui.requests import ActorRequest

from ..forms.accounts import ConfirmForm, ReasonForm
from .asking import ask, sent


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: ActorRequest, person_id: int) -> HttpResponse:
    """Invite someone without an account; part someone from the account they have."""
    on = clock.today()
    person = finding.get_person(request.actor, person_id, on=on)
    refuse(access.can_invite(request.actor, person, on=on))
    back = reverse("agency:person", args=[person.pk])
    if person.account_id is None:
        return ask(
            request,
            ConfirmForm(sent(request)),
            sign_in.invite_person,
            title=f"Invite {person} to sign in?",
            intro="They get a link by e-mail to choose a password, and then see their own learning. "
            "Someone who has an account by that address already needs no link.",
            submit="Invite them",
            back=back,
            done=f"{person} can sign in from now on.",
            person=person,
            at=clock.now(),
            on=on,
        )
    return ask(
        request,
        ReasonForm(sent(request)),
        sign_in.part_account,
        title=f"Part {person} from their account?",
        intro="For an account that was joined to the wrong person. Both stay; the account no longer opens this record.",
        submit="Part them",
        back=back,
        done=f"{person} no longer signs in by that account. They can be invited again.",
        person=person,
        at=clock.now(),
        on=on,
    )
