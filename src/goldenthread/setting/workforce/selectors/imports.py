"""Reads for the pages that load staff lists."""

from goldenthread.foundation.imports.models import Batch

from .. import access
from ..models import Post
from ..rules.changes import MOST_LEAVERS, too_many_leave


def why_leavers_need_confirming(batch: Batch) -> str:
    """The warning when a full list would end many posts, or nothing."""
    leaving = batch.counts.get("leaver", 0)
    ends_on = access.not_ended(batch.as_on)
    current = Post.objects.filter(ends_on, agency_id=batch.agency_id, partnership_id=batch.partnership_id).count()
    if not batch.is_full_list or not too_many_leave(leaving, current):
        return ""
    return (
        f"{leaving} of {current} people would leave, more than {MOST_LEAVERS} in a hundred. "
        "Check that this file is the agency's full list."
    )
