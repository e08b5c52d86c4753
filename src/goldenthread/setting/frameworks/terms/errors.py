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
        where = f"{self.file}, line {self.line}"
        return (
            f"{where}, {self.clause}: {self.found}. {self.instead}."
            if self.clause
            else (f"{where}: {self.found}. {self.instead}.")
        )


class FrameworkErrors(Exception):
    """Everything wrong with one file, in the order of its lines."""

    def __init__(self, errors: Sequence[FrameworkError]) -> None:
        self.errors = sorted(errors, key=lambda error: error.line)
        super().__init__("\n".join(str(error) for error in self.errors))
