"""What is wrong with a framework file, said so that an officer can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class FrameworkError:
    """One thing to mend: in which file and clause, on which line, what was found, what to write instead."""

    file: str
    clause: str
    line: int
    found: str
    instead: str

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.file, f"line {self.line}", self.clause) if part)
        return f"{where}: {_ended(self.found)} {_ended(self.instead)}"


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?")) else f"{sentence}."


class FrameworkErrors(Exception):
    """Everything wrong with one file, in the order of its lines."""

    def __init__(self, errors: Sequence[FrameworkError]) -> None:
        self.errors = sorted(errors, key=lambda error: error.line)
        super().__init__("\n".join(str(error) for error in self.errors))
