"""The words of the trail: its acts, things and values as people say them."""

from datetime import date
from typing import Any

from goldenthread.web.ui.columns import day

LONGEST = 80
ACTS = {
    "ensure courses": "Bring the framework's courses into the catalogue",
    "ensure programme": "Bring the framework's courses and job roles in",
    "keep quarters": "Keep the quarter's figures",
    "listed job roles": "List the framework's job roles",
    "load completions": "Load training records",
    "set day": "Set the day it takes force",
    "settle standing": "Work out where people stand",
    "stricter for agency": "Ask for more in one agency",
}
THINGS = {
    "agency override": "Stricter rule",
    "catalogue.course": "Courses of",
    "imports.batch": "Loaded list",
    "jobrole": "Job role",
    "possiblematch": "Possible match",
    "quarterfigure": "Quarter's figures",
    "standing.standing": "Standing of partnership",
}
FIELDS = {
    "deleted": "taken away",
    "inserted": "new",
    "requirement_key": "requirement",
    "takes_force_on": "takes force on",
    "updated": "changed",
}
PLAIN = (str, int, float, bool, type(None))


def act_said(act: str) -> str:
    """What was done, as a short sentence."""
    return ACTS.get(act, act.replace("_", " ").capitalize())


def kind_said(thing: str) -> str:
    """What kind of thing it was done to, without the name of the part that keeps it."""
    bare = thing.rpartition(".")[2]
    return THINGS.get(thing) or THINGS.get(bare) or bare.replace("_", " ").capitalize()


def thing_said(entry: Any) -> str:
    """What it was done to: a number stays a number, a key is said in words."""
    key = str(entry.thing_id)
    named = "" if key == "all" else key if any(letter.isdigit() for letter in key) else key.replace("-", " ")
    return f"{kind_said(entry.thing)} {named}".strip()


def who_said(entry: Any) -> str:
    """Who did it; what the service does by itself is said so."""
    return "The service itself" if entry.by_name in ("the command line", "") else str(entry.by_name)


def what_changed(entry: Any) -> str:
    """The fields that changed; before and after only where the register says they are open."""
    return "; ".join(one_change(str(name), values) for name, values in entry.changes.items())


def one_change(name: str, values: Any) -> str:
    """One field: its new value, and the former one where there was one."""
    words = FIELDS.get(name, name.replace("_", " "))
    if isinstance(values, list) and len(values) == 2:
        before, after = values
        if not isinstance(before, PLAIN) or not isinstance(after, PLAIN) or "{" in str(after):
            return f"{words}: changed"
        if before in (None, ""):
            return f"{words}: {shown(after)}"
        return f"{words}: {shown(before)} became {shown(after)}"
    return words if values is None else f"{words}: {shown(values)}"


def shown(value: object) -> str:
    """One value as people write it, shortened."""
    if value in (None, ""):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    words = f"{value:,}" if isinstance(value, int) else in_plain_days(str(value))
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def in_plain_days(words: str) -> str:
    """A day kept as 2026-11-22 reads 22 November 2026; anything else stays as it is."""
    try:
        return day(date.fromisoformat(words)) if len(words) == len("2026-11-22") else words
    except ValueError:
        return words
