"""How someone stands on a day, from the last day the requirement holds."""

from datetime import date

from goldenthread.kernel.periods import Period, after
from goldenthread.setting.frameworks.terms import Weight

from ..terms import Status


def status_on(
    on: date,
    *,
    valid_until: date | None,
    grace_until: date | None,
    notice: Period | None,
    is_exempt: bool = False,
    weight: str = Weight.REQUIRED,
) -> Status:
    """The table of statuses, exemption first. What is only shown has no date and never falls due (B55)."""
    if weight == Weight.SHOWN:
        return Status.SHOWN
    if is_exempt:
        return Status.EXEMPT
    if valid_until is None:
        return Status.INDUCTION if grace_until is not None and on <= grace_until else Status.NEVER
    if valid_until < on:
        return Status.OVERDUE
    warned_from = on if notice is None else after(on, notice)
    return Status.MET if warned_from <= valid_until else Status.DUE
