"""How a clause says that its words come from a fixed list, or that they name other clauses of the same file."""

from dataclasses import field
from typing import Any


def known(vocabulary: str, default: Any = ()) -> Any:
    """A field whose words are those of a vocabulary, such as the formats in which learning is given."""
    return field(default=default, metadata={"known": vocabulary})


def refers(section: str, default: Any = ()) -> Any:
    """A field that names clauses of another part of the file by their keys."""
    return field(default=default, metadata={"refers": section})
