"""What a cell of somebody's spreadsheet says: a day, a name, an address, yes or no. Text in, meaning out."""

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache

EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FULL_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u0060\u00b4\u2032"), "'")
HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), None)
PARTICLES = frozenset({"de", "da", "di", "van", "von", "der", "den", "la", "le", "bin", "ibn", "al", "ap", "ab"})
TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "sir", "dame", "cllr", "fr"})
NOTHING = frozenset({"", "-", "--", ".", "n/a", "na", "none", "nil", "null", "#n/a", "not known", "unknown", "tbc"})
YES = frozenset({"y", "yes", "true", "1", "x", "t", "\u2713", "\u2714", "volunteer"})
NO = frozenset({"n", "no", "false", "0", "f", "staff", "employee", "paid"})
EMAIL = re.compile(r"[^@\s,;<>()\"\[\]]+@[^@\s,;<>()\"\[\]]+\.[^@\s,;<>()\"\[\].]{2,}")


@lru_cache(maxsize=20_000)
def tidy(text: str) -> str:
    """The text without stray, non-breaking or invisible spaces and without control characters."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    text = unicodedata.normalize("NFC", text).translate(INVISIBLE)
    return " ".join("".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in text).split())


@lru_cache(maxsize=20_000)
def same_text(text: str) -> str:
    """A form in which two spellings of the same words are equal: case, accents, apostrophes and hyphens aside."""
    text = tidy(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(APOSTROPHES).translate(HYPHENS))
        text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(text.casefold().replace("'", "").replace("-", " ").replace(".", " ").split())


def is_nothing(text: str) -> bool:
    """A cell left empty, or filled with a word that means empty."""
    return tidy(text).casefold() in NOTHING


def as_yes_no(text: str) -> bool | None:
    """Yes, no, or None when the cell says neither."""
    word = tidy(text).casefold()
    return True if word in YES else False if word in NO or word in NOTHING else None


def as_emails(text: str) -> tuple[str, ...]:
    """Every e-mail address in the cell, in small letters, each once."""
    found = (match.strip(".'").casefold() for match in EMAIL.findall(tidy(text)))
    return tuple(dict.fromkeys(email for email in found if len(email) <= 254 and EMAIL.fullmatch(email)))


def as_identifier(text: str) -> str:
    """A staff number as it is written, without the spaces and the `.0` that a spreadsheet adds."""
    return re.sub(r"^(\d+)\.0+$", r"\1", tidy(text).strip("'"))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None


def _whole_year(year: str, pivot: int) -> int:
    """Two digits mean the century in which the year is at most ten years ahead of `pivot`."""
    if len(year) > 2:
        return int(year)
    full = pivot - pivot % 100 + int(year)
    return full - 100 if full > pivot + 10 else full


def _month(word: str) -> int | None:
    word = word.casefold().rstrip(".")
    if word in FULL_MONTHS:
        return FULL_MONTHS.index(word) + 1
    if word[:3] in MONTHS and (len(word) == 3 or word == "sept"):
        return MONTHS.index(word[:3]) + 1
    return None


def as_serial(text: str, *, epoch_1904: bool = False) -> date | None:
    """A day kept by a spreadsheet as a count of days: 45782 is 5 May 2025 (in the 1904 system, 44320)."""
    found = re.fullmatch(r"(\d{4,6})(?:\.\d+)?", text)
    if found is None:
        return None
    count = int(found[1])
    # Before 61 the 1900 system counts a 29 February 1900 that never was.
    if not (18264 if not epoch_1904 else 16802) <= count <= 109574:
        return None
    return (date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30)) + timedelta(days=count)


def as_date(text: str, *, pivot: int, epoch_1904: bool = False) -> date | None:
    """The day a cell names, or None. Day before month, always: 05/13/2025 is no day, never 13 May.

    Reads 2025-05-05, 5/5/25, 05.05.2025, 5 May 2025, Mon 5th May 2025, May 5, 2025, 20250505, and serials.
    A time of day after it is left aside.
    """
    text = tidy(text).translate(HYPHENS)
    if not text.isascii() or len(text) > 60:
        return None
    text = re.sub(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?( ?Z|[+-]\d{2}:?\d{2})?$", "", text, flags=re.I)
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"((?:19|20)\d{2})(\d{2})(\d{2})", text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{4}|\d{2})", text):
        return _day(_whole_year(found[3], pivot), int(found[2]), int(found[1]))
    text = re.sub(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? ", "", text, flags=re.I)
    if found := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)?[- ]?([a-z]{3,9}\.?),?[- ]?(\d{4}|\d{2})", text, re.I):
        month = _month(found[2])
        return _day(_whole_year(found[3], pivot), month, int(found[1])) if month else None
    if found := re.fullmatch(r"([a-z]{3,9}\.?) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", text, re.I):
        month = _month(found[1])
        return _day(int(found[3]), month, int(found[2])) if month else None
    return as_serial(text, epoch_1904=epoch_1904)


def _cased(word: str) -> str:
    """One word of a name typed all in capitals or all in small letters, as people write it."""
    if not (word.isupper() or word.islower()) or len(word) < 2:
        return word
    small = word.lower()
    if small in PARTICLES and word.islower():
        return word
    parts = re.split(r"([-'\u2019])", small)
    cased = "".join(part[:1].upper() + part[1:] for part in parts)
    return re.sub(r"^Mc([a-z])", lambda found: f"Mc{found[1].upper()}", cased)


def as_name(text: str) -> str:
    """One part of a name, tidied; a name typed in capitals is written with a capital letter only."""
    return " ".join(_cased(word) for word in tidy(text).strip(",").split())


def as_given_name(text: str) -> str:
    """A given name. Initials without a vowel, such as JP, stay as they are."""
    text = tidy(text).strip(", ")
    return text if re.fullmatch(r"[B-DF-HJ-NP-TV-XZ]{2,3}", text) else as_name(text)


def as_given_and_family(text: str) -> tuple[str, str]:
    """Given and family name, from "SMITH, John", "SMITH John" or "Dr Ann van Dyk"."""
    text = tidy(text)
    if "," in text:
        family, _, given = text.partition(",")
        given_words = [word for word in given.replace(",", " ").split() if word.casefold().strip(".") not in TITLES]
        return as_given_name(" ".join(given_words)), as_name(family)
    words = text.split()
    while len(words) > 1 and words[0].casefold().strip(".") in TITLES:
        words = words[1:]
    if len(words) < 2:
        return "", as_name(" ".join(words))
    start = len(words) - 1
    if words[0].isupper() and len(words[0]) > 1 and not words[-1].isupper():  # "SMITH John": capitals mark the family
        return as_given_name(" ".join(words[1:])), as_name(words[0])
    while start > 1 and words[start - 1].casefold() in PARTICLES:
        start -= 1
    return as_given_name(" ".join(words[:start])), as_name(" ".join(words[start:]))
