"""Mistakes in a file or a clause, said on the page they were made on."""

from collections.abc import Iterator
from contextlib import contextmanager

from goldenthread.kernel.refusal import Kind, Refusal, Refused

from ..terms import FrameworkErrors


@contextmanager
def mistakes_refused(field: str = "text") -> Iterator[None]:
    """What is wrong with a file or a clause, as a refusal with every mistake in it."""
    try:
        yield
    except FrameworkErrors as mistakes:
        count = len(mistakes.errors)
        head = "One thing needs to be mended" if count == 1 else f"{count} things need to be mended"
        refusal = Refusal(
            f"{head} before this can be saved. {mistakes.errors[0]}", Kind.BAD_INPUT, {field: str(mistakes)}
        )
        raise Refused(refusal) from None
