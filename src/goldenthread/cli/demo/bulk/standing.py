"""Exemptions: what some people are excused, with the reason and who approved it."""

from datetime import timedelta
from random import Random

from goldenthread.setting.accounts.models import Account
from goldenthread.setting.workforce.models import Post
from goldenthread.training.standing.models import Exemption

from ..frameworks import Adopted
from ..moment import Moment
from ..needs import Worked, asked_of

REASONS = (
    "Long-term sickness absence, agreed with human resources.",
    "Parental leave until the date given.",
    "Secondment outside the area; trained there.",
    "Returns from a career break; booked on the next course.",
)
ONE_IN = 130


def excuse(draw: Random, adopted: Adopted, by: Account, moment: Moment) -> int:
    """Some people are excused something that is asked of them: most now, some until lately."""
    posts = list(
        Post.objects.filter(partnership=adopted.partnership, ends_on=None, job_role__isnull=False)
        .order_by("pk")
        .values_list("person_id", "job_role__key", "agency__kind")
    )
    wanted = len(posts) // ONE_IN + 4
    rows: list[Exemption] = []
    for person, role, kind in draw.sample(posts, len(posts)):
        worked = Worked(kind, (role,), (), frozenset())
        asked = [
            framework.identity(each.key) for framework in adopted.frameworks for each in asked_of(framework, worked)
        ]
        if not asked:
            continue
        starts_on = moment.today - timedelta(days=draw.randint(20, 200))
        lately_over = len(rows) % 4 == 3
        rows.append(
            Exemption(
                person_id=person,
                partnership=adopted.partnership,
                requirement_key=draw.choice(asked),
                reason=draw.choice(REASONS),
                approved_by_account_id=by.pk,
                approved_by_name=by.name,
                starts_on=starts_on,
                ends_on=moment.today + timedelta(days=-draw.randint(1, 15) if lately_over else draw.randint(10, 250)),
            )
        )
        if len(rows) == wanted:
            break
    Exemption.objects.bulk_create(rows)
    return len(rows)
