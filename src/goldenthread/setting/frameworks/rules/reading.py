"""Read a framework file. Everything wrong with it is found at once and said in words."""

import tomllib
from dataclasses import fields
from datetime import date, datetime
from difflib import get_close_matches
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin

from goldenthread.kernel.periods import Period, YearKind, parse_period

from ..terms import (
    AllOf,
    AnyOf,
    AtLeast,
    BySetting,
    Completed,
    Count,
    Framework,
    FrameworkError,
    FrameworkErrors,
    Header,
    Minutes,
    Rule,
    Selection,
    Source,
    Within,
    YearSpan,
)
from .lines import LineMap, Path
from .schema import FORMAT, HEADER_KEYS, SHORT, default_of, hints, is_rule, required, sections

LONGEST_TEXT = 1_000_000
LARGEST_NUMBER = 1_000_000
LONGEST_KEY = 80
LONGEST_TITLE = 250
NAMES = ("title", "name", "title_cy", "name_cy", "short_name", "partnership")

_FORMS = {
    str: "a text in quotes",
    int: "a whole number, without quotes",
    bool: "true or false, without quotes",
    date: "a date without quotes, such as 2026-04-01",
}
_RULE_KEYS = {
    "completed": ("completed", "within", "excused_by"),
    "count": ("count", "of", "within"),
    "minutes": ("minutes", "of", "within", "participatory_share"),
    "at_least": ("at_least", "rules"),
    "all_of": ("all_of",),
    "any_of": ("any_of",),
    "by_setting": ("by_setting", "options"),
}
RULE_FORM = (
    "Write a rule in braces that begins with completed, count, minutes, at_least, all_of, any_of or by_setting, "
    'such as { completed = { courses = ["awareness"] }, within = "3 years" }'
)
WITHIN_FORM = (
    'Write a number and days, weeks, months or years, such as "3 years", or "calendar year", "academic year", '
    '"financial year" or one of these with "following" before it; leave it out for something that holds for life'
)


class Unreadable(Exception):
    """A part that could not be made; what is wrong has been noted."""


class Reading:
    """One file being read: its values as TOML gives them, and what was found wrong so far."""

    def __init__(self, text: str, name: str) -> None:
        text = text.removeprefix("\ufeff")  # some editors begin a file so
        self.name = name
        self.errors: list[FrameworkError] = []
        self.values = self._parse(text)
        self._lines = LineMap(text)
        self.document = ""
        self._places: dict[str, list[int]] = {}

    def _parse(self, text: str) -> dict[str, Any]:
        if len(text) > LONGEST_TEXT:
            raise FrameworkErrors(
                [FrameworkError(self.name, "", 1, "The file is too long", "Write at most a million characters")]
            )
        try:
            return tomllib.loads(text)
        except (ValueError, RecursionError) as error:
            raise FrameworkErrors([in_plain_words(error, text, self.name)]) from None

    def wrong(self, path: Path, found: str, instead: str) -> None:
        self.errors.append(FrameworkError(self.name, self.clause(path), self._lines.of(path), found, instead))

    def wrong_in(self, path: Path, found: str, instead: str) -> None:
        """As `wrong`, for a path into the framework made: clauses that could not be made are missing from it."""
        places = self._places.get(str(path[0]), []) if len(path) > 1 else []
        if len(path) > 1 and isinstance(path[1], int) and path[1] < len(places):
            path = (path[0], places[path[1]], *path[2:])
        self.wrong(path, found, instead)

    def keys(self, section: str) -> list[str]:
        """The keys of a section as the file gives them, those of clauses that could not be made too."""
        table: Any = self.values
        for step in section.split("."):
            table = table.get(step, {}) if isinstance(table, dict) else {}
        clauses = [one for one in table if isinstance(one, dict)] if isinstance(table, list) else []
        return [one["key"] for one in clauses if isinstance(one.get("key"), str)]

    def clause(self, path: Path) -> str:
        """What an officer would call the place: requirements "awareness"."""
        if not path:
            return "the file"
        name, value, shown = str(path[0]), self.values.get(str(path[0])), str(path[0])
        for depth, step in enumerate(path[1:]):
            try:
                value = value[step]  # type: ignore[index]  # whatever TOML gave: a wrong step ends the search
            except (KeyError, IndexError, TypeError):
                break
            if isinstance(step, str):
                name = f"{name}.{step}"
            elif isinstance(value, dict):
                key = value.get("key", value.get("old"))
                if isinstance(key, str):
                    name = shown = f'{name} "{key}"'
                elif depth == 0:
                    name = shown = f"{name}, number {step + 1}"
        return shown

    # --- tables ----------------------------------------------------------------------------------

    def framework(self) -> Framework:
        """The whole file, without the clauses that could not be made. Raises FrameworkErrors if it has no head."""
        self._check_format()
        known = ("format", "framework", *(part.name for part in sections()))
        self._refuse_unknown(self.values, known, ())
        made = self.framework_head()
        made.update(self._fields(Framework, self.values, (), tuple(part.name for part in sections())))
        if not all(isinstance(made.get(name), str) for name in required(Framework)):
            raise FrameworkErrors(self.errors)
        return Framework(**made)

    def framework_head(self) -> dict[str, Any]:
        """What the [framework] table says: the framework's own fields, and its header."""
        path: Path = ("framework",)
        head = self.values.get("framework")
        if not isinstance(head, dict):
            self.wrong(path, "The [framework] table is missing", "Write [framework] with key, title and partnership")
            head = {}
        of_header = tuple(part.name for part in fields(Header))
        made = self._fields(Framework, head, path, HEADER_KEYS)
        self.document = made["source"].document if "source" in made else ""
        made["header"] = Header(**self._fields(Header, head, path, of_header))
        self._refuse_unknown(head, (*HEADER_KEYS, *of_header), path)
        return made

    def _check_format(self) -> None:
        written = self.values.get("format")
        if written is None:
            self.wrong((), "The file does not say its format", f"Write format = {FORMAT} as its first line")
        elif written != FORMAT or isinstance(written, bool):
            self.wrong(("format",), f"Format {shown(written)} is not known", f"Write format = {FORMAT}")

    def _refuse_unknown(self, table: dict[str, Any], known: tuple[str, ...], path: Path) -> None:
        for key in table:
            if key not in known:
                self.wrong((*path, key), f'"{key}" is not a key here', nearest(key, known))

    def _fields(self, kind: type, table: dict[str, Any], path: Path, wanted: tuple[str, ...]) -> dict[str, Any]:
        made = {}
        for part in fields(kind):
            if part.name not in wanted:
                continue
            if part.name not in table:
                if part.name in required(kind):
                    self.wrong(path, f'"{part.name}" is missing', f"Add a line that begins with {part.name} =")
                continue
            try:
                made[part.name] = self._value(hints(kind)[part.name], table[part.name], (*path, part.name))
            except Unreadable:
                made[part.name] = default_of(part)
        return made

    def table(self, kind: type, raw: Any, path: Path) -> Any:
        """One clause, from its table or from its short form."""
        if kind in SHORT and isinstance(raw, str):
            raw = {SHORT[kind]: raw}
        if not isinstance(raw, dict):
            self._unreadable(path, raw, "a table: keys and values in braces")
        names = tuple(part.name for part in fields(kind))
        before = len(self.errors)
        self._refuse_unknown(raw, names, path)
        made = self._fields(kind, raw, path, names)
        if len(self.errors) > before:
            raise Unreadable
        if kind is Source and "document" not in raw:
            made["document"] = self.document
        return kind(**made)

    # --- values ----------------------------------------------------------------------------------

    def _unreadable(self, path: Path, raw: Any, form: str) -> None:
        self.wrong(path, f"{_last(path)} is {shown(raw)}", f"Write {form}" if not form.startswith("Write") else form)
        raise Unreadable

    def _value(self, hint: Any, raw: Any, path: Path) -> Any:
        if is_rule(hint):
            return self.rule(raw, path)
        if hint == Within:
            return self.within(raw, path)
        if get_origin(hint) is tuple:
            return self._list(get_args(hint)[0], raw, path)
        if get_origin(hint) is dict:
            return self._words(get_args(hint)[1], raw, path)
        choices = [kind for kind in get_args(hint) if kind is not NoneType]
        kind = choices[0] if choices else hint
        if kind is Period:
            return self._period(raw, path)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return self._choice(kind, raw, path)
        return self._plain(kind, raw, path) if kind in _FORMS else self.table(kind, raw, path)

    def _plain(self, kind: type, raw: Any, path: Path) -> Any:
        right = type(raw) is kind if kind is not date else isinstance(raw, date) and not isinstance(raw, datetime)
        if not right:
            self._unreadable(path, raw, _FORMS[kind])
        if kind is int and not 0 <= raw <= LARGEST_NUMBER:
            self._unreadable(path, raw, "a whole number from 0 to a million")
        return self._text(raw, path) if kind is str else raw

    def _text(self, raw: str, path: Path) -> str:
        if "\0" in raw:
            self._unreadable(path, raw, "a text without the empty character \\u0000")
        name = _last(path)
        if name == "key" and (not raw or len(raw) > LONGEST_KEY or not set(raw) <= _KEY_CHARACTERS):
            self._unreadable(path, raw, f"small letters, digits and hyphens, at most {LONGEST_KEY} of them")
        if name in NAMES and len(raw) > LONGEST_TITLE:
            self._unreadable(path, raw, f"at most {LONGEST_TITLE} characters")
        if name in ("title", "name", "ask", "text", "old", "today", "partnership") and not raw.strip():
            self._unreadable(path, raw, "a text that is not empty")
        return raw

    def _period(self, raw: Any, path: Path) -> Period:
        if isinstance(raw, str):
            try:
                return parse_period(raw)
            except ValueError:
                pass
        self._unreadable(path, raw, 'a number and days, weeks, months or years, such as "3 years"')
        raise Unreadable

    def _choice(self, kind: type[Enum], raw: Any, path: Path) -> Enum:
        words = [str(one.value) for one in kind]
        if raw in words:
            return kind(raw)
        self._unreadable(path, raw, nearest(raw, tuple(words)))
        raise Unreadable

    def _list(self, kind: Any, raw: Any, path: Path) -> tuple[Any, ...]:
        if not isinstance(raw, list):
            self._unreadable(path, raw, "a list in square brackets")
        made = []
        failed = False
        places = []
        for place, one in enumerate(raw):
            try:
                made.append(self._value(kind, one, (*path, place)))
                places.append(place)
            except Unreadable:
                failed = True
        if len(path) == 1:
            self._places[str(path[0])] = places
        elif failed:
            raise Unreadable
        return tuple(made)

    def _words(self, kind: Any, raw: Any, path: Path) -> dict[str, Any]:
        if not isinstance(raw, dict):
            self._unreadable(path, raw, "a table: keys and values in braces")
        return {str(key): self._value(kind, one, (*path, key)) for key, one in raw.items()}

    # --- rules -----------------------------------------------------------------------------------

    def within(self, raw: Any, path: Path) -> Within:
        if isinstance(raw, str):
            words = " ".join(raw.lower().split())
            for kind in YearKind:
                if words in (kind.value, f"following {kind.value}"):
                    return YearSpan(kind, words.startswith("following "))
            try:
                return parse_period(raw)
            except ValueError:
                pass
        self._unreadable(path, raw, WITHIN_FORM)
        raise Unreadable

    def rule(self, raw: Any, path: Path) -> Rule:
        """One rule, whatever its kind."""
        kinds = [kind for kind in _RULE_KEYS if isinstance(raw, dict) and kind in raw]
        if len(kinds) != 1:
            self._unreadable(path, raw, RULE_FORM)
        kind = kinds[0]
        self._refuse_unknown(raw, _RULE_KEYS[kind], path)
        if kind in ("completed", "count", "minutes"):
            return self._leaf(kind, raw, path)
        if kind == "by_setting":
            options = self._words(Rule, self._given(raw, "options", path), (*path, "options"))
            return BySetting(self._plain(str, raw[kind], (*path, kind)), options)
        rules = self._list(Rule, self._given(raw, "rules" if kind == "at_least" else kind, path), (*path, kind))
        if kind == "at_least":
            return AtLeast(self._plain(int, raw[kind], (*path, kind)), rules)
        return AllOf(rules) if kind == "all_of" else AnyOf(rules)

    def _given(self, raw: dict[str, Any], key: str, path: Path) -> Any:
        if key not in raw:
            self.wrong(path, f'"{key}" is missing from the rule', f"Add {key} = to it")
            raise Unreadable
        return raw[key]

    def _leaf(self, kind: str, raw: dict[str, Any], path: Path) -> Rule:
        within = self.within(raw["within"], (*path, "within")) if "within" in raw else None
        if kind == "completed":
            excused = None
            if "excused_by" in raw:
                excused = self.table(Selection, raw["excused_by"], (*path, "excused_by"))
            return Completed(self.table(Selection, raw[kind], (*path, kind)), within, excused)
        number = self._plain(int, raw[kind], (*path, kind))
        of = self.table(Selection, self._given(raw, "of", path), (*path, "of"))
        if kind == "count":
            return Count(number, of, within)
        share = self._plain(int, raw.get("participatory_share", 0), (*path, "participatory_share"))
        return Minutes(number, of, within, share)


_KEY_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


def _last(path: Path) -> str:
    return next((str(step) for step in reversed(path) if isinstance(step, str)), "the file")


def shown(raw: Any) -> str:
    """A value as it stands in the file, shortened."""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, dict):
        return "{ " + ", ".join(raw)[:60] + " }"
    words = f'"{raw}"' if isinstance(raw, str) else str(raw)
    return words if len(words) <= 80 else words[:77] + "..."


def nearest(word: Any, known: tuple[str, ...]) -> str:
    """What to write instead of a word that is not known."""
    close = get_close_matches(str(word), known, n=1, cutoff=0.6)
    if close:
        return f'Did you mean "{close[0]}"?'
    if not known:
        return "Leave it out: there is nothing that it could name"
    some = ", ".join(sorted(known)[:12])
    return f"Write one of: {some}" if len(known) <= 12 else f"Write one of {len(known)}, such as: {some}"


def in_plain_words(error: Exception, text: str, name: str) -> FrameworkError:
    """What a TOML parser's complaint means for someone who writes strategies, not programs."""
    complaint = str(error)
    line = text.count("\n") + 1
    if "(at line " in complaint:
        line = int(complaint.rsplit("(at line ", 1)[1].split(",")[0])
    for sign, (found, instead) in _COMPLAINTS.items():
        if sign in complaint:
            return FrameworkError(name, "", line, found, instead)
    return FrameworkError(
        name, "", line, "This line cannot be read", 'Write key = "text", key = 3, key = ["a", "b"] or a [table] header'
    )


_COMPLAINTS = {
    "Cannot overwrite a value": ("A key is given twice in the same clause", "Keep one of the two"),
    "Cannot declare": ("A table is begun twice", "Keep one; clauses that repeat have two brackets: [[groups]]"),
    "Duplicate inline table key": ("A key is given twice in the same braces", "Keep one of the two"),
    "Unclosed array": ("A list is not closed", "Put ] after its last entry"),
    "Unclosed inline table": ("Braces are not closed", "Put } after the last entry, on the same line"),
    "Unterminated string": ("A text is not closed", "Put a quotation mark at its end"),
    "Illegal character": (
        "A text holds a line break or a character that cannot stand there",
        'Close the text on the same line, or begin and end it with three quotation marks: """',
    ),
    "Expected '=' after a key": ("A key has no value", 'Write key = "text"; key and value are joined by ='),
    "Invalid value": ("A value cannot be read", 'Put texts in quotation marks: key = "text"; numbers stand without'),
    "Unescaped '\\'": ("A backslash stands alone", "Write two: \\\\"),
    "Expected newline or end of document": ("Something stands after the value", "Begin a new line for the next key"),
    "at end of": ("The file ends in the middle of a line", "Finish the line, or delete it"),
    "recursion": ("Brackets are nested too deeply", "Use fewer levels of brackets"),
}
