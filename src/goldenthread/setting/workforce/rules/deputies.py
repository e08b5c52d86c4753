"""Who may stand in for whom, and for how long."""

from datetime import date

from goldenthread.kernel.periods import Period, Unit, after
from goldenthread.kernel.refusal import Refusal, bad_input

LONGEST = Period(1, Unit.YEARS)
"""Standing in for longer is a change of post, not a deputy."""


def why_not_deputy(starts_on: date, ends_on: date, *, on: date, same_person: bool, colleagues: bool) -> Refusal | None:
    """Why someone cannot stand in on these days: only a colleague, for at most a year, and not in the past."""
    if same_person:
        return bad_input("Nobody deputises for themselves.", deputy="Choose somebody else.")
    if not colleagues:
        return bad_input("A deputy sees the team's training.", deputy="Choose someone who works for the same agency.")
    if ends_on < starts_on:
        return bad_input("The last day is before the first.", ends_on="Choose a last day after the first.")
    if ends_on < on:
        return bad_input("Those days are over.", ends_on="Choose a last day that is today or later.")
    if ends_on > after(starts_on, LONGEST):
        return bad_input("That is too long.", ends_on="Choose at most a year; name the deputy again after that.")
    return None
