"""On which line each key of a TOML text stands, so that an error can say where to look."""

import re

Path = tuple[str | int, ...]

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}#\n]+")
_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_STRING = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'[^']*'")}
_LONG_STRING = {
    '"': re.compile(r'(?:[^"\\]|\\.|"(?!""))*"""', re.DOTALL),
    "'": re.compile(r"(?:[^']|'(?!''))*'''", re.DOTALL),
}


class LineMap:
    """Lines by path. The text must have been read as TOML already: this walks it, it does not judge it."""

    def __init__(self, text: str) -> None:
        self._text = text.replace("\r\n", "\n")
        self._lines: dict[Path, int] = {}
        self._elements: dict[Path, int] = {}
        self._at = 0
        self._line = 1
        self._counted_to = 0
        self._walk()

    def of(self, path: Path) -> int:
        """The line of the path, or of the nearest thing around it that has one."""
        while path:
            if path in self._lines:
                return self._lines[path]
            path = path[:-1]
        return 1

    def _here(self) -> int:
        self._line += self._text.count("\n", self._counted_to, self._at)
        self._counted_to = self._at
        return self._line

    def _note(self, path: Path) -> None:
        self._lines.setdefault(path, self._here())

    def _skip(self, pattern: re.Pattern[str] = _SPACE) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            return ""
        self._at = found.end()
        return found.group()

    def _peek(self, text: str) -> bool:
        return self._text.startswith(text, self._at)

    def _walk(self) -> None:
        table: Path = ()
        self._skip()
        while self._at < len(self._text):
            if self._peek("["):
                table = self._header()
            else:
                self._pair(table)
            self._skip()

    def _header(self) -> Path:
        double = self._peek("[[")
        self._at += 2 if double else 1
        parts = self._key()
        path: Path = ()
        for place, part in enumerate(parts):
            path = (*path, part)
            self._note(path)
            last = place == len(parts) - 1
            if last and double:
                self._elements[path] = self._elements.get(path, -1) + 1
            if path in self._elements:
                path = (*path, self._elements[path])
        self._note(path)
        self._at += 2 if double else 1
        return path

    def _key(self) -> list[str]:
        parts = []
        while True:
            self._skip(_BLANK)
            if self._peek('"') or self._peek("'"):
                start = self._at
                self._string()
                parts.append(self._text[start + 1 : self._at - 1])
            else:
                parts.append(self._skip(_BARE))
            self._skip(_BLANK)
            if not self._peek("."):
                return parts
            self._at += 1

    def _pair(self, table: Path) -> None:
        start = self._here()
        path = (*table, *self._key())
        self._lines.setdefault(path, start)
        self._at += 1  # the equals sign
        self._skip(_BLANK)
        self._value(path)

    def _value(self, path: Path) -> None:
        if self._peek('"') or self._peek("'"):
            self._string()
        elif self._peek("["):
            self._array(path)
        elif self._peek("{"):
            self._inline(path)
        else:
            self._skip(_SCALAR)

    def _array(self, path: Path) -> None:
        self._at += 1
        place = 0
        self._skip()
        while not self._peek("]"):
            self._note((*path, place))
            self._value((*path, place))
            self._skip()
            if self._peek(","):
                self._at += 1
                self._skip()
            place += 1
        self._at += 1

    def _inline(self, path: Path) -> None:
        self._at += 1
        self._skip()
        while not self._peek("}"):
            self._pair(path)
            self._skip()
            if self._peek(","):
                self._at += 1
                self._skip()
        self._at += 1

    def _string(self) -> None:
        quote = self._text[self._at]
        if self._peek(quote * 3):
            self._long_string(quote)
        else:
            self._skip(_STRING[quote])

    def _long_string(self, quote: str) -> None:
        self._at += 3
        self._skip(_LONG_STRING[quote])
        while self._peek(quote):  # up to two quotes may stand before the closing three
            self._at += 1
