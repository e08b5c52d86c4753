"""Design the partnership's own courses: plan, change, check, publish, review, retire."""

from .checks import hold_against
from .content import change_content, record_review
from .course import (
    arrange_course,
    copy_course,
    describe_course,
    keep_course,
    place_course,
    plan_course,
    time_course,
)
from .links import set_order, set_priorities, set_tags
from .outcomes import add_outcome, change_outcome, move_outcome, remove_outcome
from .plan import add_method, change_method, move_method, remove_method
from .priorities import take_over_priorities
from .publishing import publish_course, restore_course, retire_course, unpublish_course

__all__ = [
    "add_method",
    "add_outcome",
    "arrange_course",
    "change_content",
    "change_method",
    "change_outcome",
    "copy_course",
    "describe_course",
    "hold_against",
    "keep_course",
    "move_method",
    "move_outcome",
    "place_course",
    "plan_course",
    "publish_course",
    "record_review",
    "remove_method",
    "remove_outcome",
    "restore_course",
    "retire_course",
    "set_order",
    "set_priorities",
    "set_tags",
    "take_over_priorities",
    "time_course",
    "unpublish_course",
]
