"""Who approves somebody's application: as their post says, or as they say themselves."""

from datetime import date

from goldenthread.setting.partnerships.models import Agency
from goldenthread.setting.workforce.access import current
from goldenthread.setting.workforce.models import Address, Person, Post
from goldenthread.setting.workforce.terms import ApprovedBy
from goldenthread.training.events.models import Event

from ..rules.approving import Approver
from ..terms import Application


def address_of(person_id: int) -> str:
    """The address a person prefers, or any they have; empty if none."""
    found = Address.objects.filter(person_id=person_id, bounced_on__isnull=True).order_by("-is_preferred", "-is_work")
    return found.values_list("email", flat=True).first() or ""


def approver_for(event: Event, person: Person, agency: Agency, said: Application, *, policy: str, on: date) -> Approver:
    """The agency's lead where the policy says so; else the post's manager, or the role that approves for it.

    Where none is declared, the supervisor whom the applicant names; where none is named, nobody: the office asks.
    """
    if policy == "agency-lead-approves":
        return Approver(role=f"Lead for training, {agency.name}", email=agency.contact_email)
    posts = Post.objects.filter(current(on), person=person, agency=agency).select_related("manager")
    here = sorted(posts, key=lambda post: (post.partnership_id != event.partnership_id, post.pk))
    for post in here:
        if post.approved_by == ApprovedBy.MANAGER and post.manager is not None and post.manager_id != person.pk:
            return Approver(post.manager_id, str(post.manager), email=address_of(post.manager.pk))
        if post.approved_by == ApprovedBy.ROLE:
            return Approver(name=said.supervisor_name, role=post.approver_role, email=said.supervisor_email)
    return Approver(name=said.supervisor_name, email=said.supervisor_email)
