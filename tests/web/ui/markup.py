"""Markup compared as a browser would read it: elements, attributes in any order, text without its line breaks."""

from html.parser import HTMLParser
from typing import Any

VOID = {"input", "img", "br", "hr", "link", "meta", "path", "circle"}


class Reading(HTMLParser):
    """Markup as a list of what is opened, said and closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Any] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: " ".join((value or "").split()) for name, value in attrs}
        self.parts.append((tag, tuple(sorted(said.items()))))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.parts.append(f"/{tag}")

    def handle_data(self, text: str) -> None:
        words = " ".join(text.split())
        if words and self.parts and isinstance(self.parts[-1], list):
            self.parts[-1][0] += f" {words}"
        elif words:
            self.parts.append([words])


def read(markup: str) -> list[Any]:
    """What the markup says, in a form that two spellings of the same thing share."""
    reading = Reading()
    reading.feed(markup)
    reading.close()
    return reading.parts
