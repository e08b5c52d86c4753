"""`python -m tools.states`: draw docs/states.md from the tables that alone may change a state."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from django.db.models import TextChoices

PATH = Path(__file__).parents[1] / "docs" / "states.md"

HEAD = """# The states of things, and how one becomes another

Drawn by `python -m tools.states` from the tables in the code that are asked before a state changes: not to be edited.
"""


def diagram(title: str, words: Mapping[str, str], table: Mapping[str, Sequence[str]]) -> str:
    """One kind of thing: a drawing, and the same in words for those who cannot see it."""
    names = {state: str(state).replace("-", "_").replace(" ", "_") for state in table}
    lines = [f"\n## {title}\n", "```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{words[state]}" as {name}' for state, name in names.items()]
    lines += [f"    [*] --> {next(iter(names.values()))}"]
    lines += [f"    {names[state]} --> {names[to]}" for state, following in table.items() for to in following]
    lines += [f"    {names[state]} --> [*]" for state, following in table.items() if not following]
    lines += ["```\n"]
    for state, following in table.items():
        then = "; ".join(words[to] for to in following) or "nothing more"
        lines.append(f"- **{words[state]}** may become: {then}.")
    return "\n".join([*lines, ""])


def of_choices(
    states: type[TextChoices], table: Mapping[str, Sequence[str]]
) -> tuple[dict[str, str], dict[str, list[str]]]:
    """A table of states that are choices, as plain words."""
    words = {str(state.value): str(state.label) for state in states}
    return words, {str(state): [str(to) for to in following] for state, following in table.items()}


def drawn() -> str:
    """The whole page."""
    from goldenthread.foundation.imports import terms as imports
    from goldenthread.foundation.messaging import terms as messaging
    from goldenthread.training.bookings import terms as bookings
    from goldenthread.training.catalogue import terms as catalogue
    from goldenthread.training.events import terms as events

    parts = [
        diagram("A list being loaded", *of_choices(imports.State, imports.TRANSITIONS)),
        diagram("A message", messaging.WORDS, messaging.TRANSITIONS),
        diagram("A course", *of_choices(catalogue.CourseState, catalogue.TRANSITIONS)),
        diagram("An event", *of_choices(events.State, events.TRANSITIONS)),
        diagram("A booking", *of_choices(bookings.State, bookings.TRANSITIONS)),
    ]
    return HEAD + "".join(parts)


if __name__ == "__main__":
    PATH.write_text(drawn(), encoding="utf-8")
