"""The accessible components of govuk-frontend as plain HTML: one door to their macros."""

import pickle
import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any

from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from jinja2 import Environment, PackageLoader, PrefixLoader, select_autoescape

LIBRARY = "govuk_frontend_jinja"


@cache
def environment() -> Environment:
    """Where the macros live. They import each other by the library's name."""
    return Environment(
        loader=PrefixLoader({LIBRARY: PackageLoader(LIBRARY)}),
        autoescape=select_autoescape(default=True, default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def macro(component: str) -> Callable[[Mapping[str, Any]], str]:
    """The macro of a component by its name in the design system, such as "date-input"."""
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", component):
        raise ValueError(f'"{component}" is not the name of a component')
    name = "govuk" + "".join(part.capitalize() for part in component.split("-"))
    module = environment().get_template(f"{LIBRARY}/components/{component}/macro.html").module
    found: Callable[[Mapping[str, Any]], str] = getattr(module, name)
    return found


def settled(value: Any) -> Any:
    """Translate lazily given text, and escape whatever is offered as HTML without being declared safe."""
    if isinstance(value, Mapping):
        return {
            key: conditional_escape(one) if is_html(key) and one is not None else settled(one)
            for key, one in value.items()
        }
    if isinstance(value, list | tuple):
        return [settled(one) for one in value]
    return str(value) if isinstance(value, Promise) else value


def is_html(key: str) -> bool:
    """Whether a parameter goes to the page unescaped by the library's own rules."""
    return key == "html" or key.endswith("Html")


def ready(markup: str) -> SafeString:
    """Markup that this package made and escaped itself: the one place where that is vouched for."""
    return SafeString(markup)


def component(name: str, params: Mapping[str, Any]) -> SafeString:
    """A component's markup. `text` is escaped; so is `html`, unless it was declared safe."""
    return drawn_once(name, pickle.dumps(settled(params)))


@lru_cache(maxsize=512)
def drawn_once(name: str, params: bytes) -> SafeString:
    """A component drawn from all it is told. Long lists to choose from stand on page after page, always the same."""
    return ready(str(macro(name)(pickle.loads(params))).strip())  # noqa: S301 - these are our own bytes, made just before


def camel(name: str) -> str:
    """`is_start_button` as the library spells it: `isStartButton`."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def nested(flat: Mapping[str, Any]) -> dict[str, Any]:
    """`label__text="Name"` as `{"label": {"text": "Name"}}`: a template tag cannot say the latter."""
    tree: dict[str, Any] = {}
    for name, value in flat.items():
        *way, last = [camel(part) for part in name.split("__")]
        branch = tree
        for step in way:
            branch = branch.setdefault(step, {})
        branch[last] = value
    return tree
