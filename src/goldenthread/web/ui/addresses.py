"""Numbers in addresses: one that no database can hold names nothing."""

from collections.abc import Callable
from functools import cache
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.kernel.refusal import not_visible

from .refusals import refused_page
from .requests import ActorRequest

LARGEST = 2**63 - 1


@cache
def _start(name: str) -> str:
    return reverse(name, args=[0]).removesuffix("0/")


def numbered(name: str, number: int) -> str:
    """The address of one thing by its number, for lists: the part before the number is looked up once."""
    return f"{_start(name)}{number}/"


class AddressMiddleware:
    """Answers an address with too large a number as it answers any thing that is not there."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], words: dict[str, Any]
    ) -> HttpResponse | None:
        del view, args  # every number in our addresses is a named one
        if any(isinstance(word, int) and word > LARGEST for word in words.values()):
            return refused_page(cast(ActorRequest, request), not_visible("That page"))
        return None
