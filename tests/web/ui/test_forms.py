"""Forms: each field with its own error, the summary linked to the first input, nothing secret handed back."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.kernel.refusal import Kind, Refusal, Refused
from goldenthread.web.ui.fields import error_summary, field, fields
from goldenthread.web.ui.forms import DateField, attempt

from .markup import read


class EveryKind(forms.Form):
    name = forms.CharField(label="Name", error_messages={"required": "Enter the person's name"})
    notes = forms.CharField(label="Notes", widget=forms.Textarea, required=False)
    agency = forms.ChoiceField(label="Agency", choices=[("", "Choose one"), ("a", "Alder School")])
    given_in = forms.ChoiceField(
        label="Given in", choices=[("room", "A room"), ("online", "Online")], widget=forms.RadioSelect
    )
    topics = forms.MultipleChoiceField(
        label="Topics", choices=[("n", "Neglect"), ("e", "Exploitation")], widget=forms.CheckboxSelectMultiple
    )
    started = DateField(label="Start date")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    evidence = forms.FileField(label="Certificate", required=False)
    agreed = forms.BooleanField(label="I agree", error_messages={"required": "Say that you agree"})
    kept = forms.CharField(widget=forms.HiddenInput, required=False)


def elements(markup: str, tag: str) -> list[dict[str, str]]:
    return [dict(part[1]) for part in read(markup) if isinstance(part, tuple) and part[0] == tag]


GOOD = {
    "name": "Amara",
    "agency": "a",
    "given_in": "online",
    "topics": ["n", "e"],
    "started-day": "27",
    "started-month": "3",
    "started-year": "2026",
    "password": "correct horse",
    "agreed": "on",
}


def test_each_widget_becomes_its_own_component() -> None:
    form = EveryKind()
    kinds = {name: elements(field(form[name]), "input") for name in ("given_in", "topics", "agreed")}
    assert [one["type"] for one in kinds["given_in"]] == ["radio", "radio"]
    assert [one["type"] for one in kinds["topics"]] == ["checkbox", "checkbox"]
    assert [one["type"] for one in kinds["agreed"]] == ["checkbox"]
    assert elements(field(form["evidence"]), "input")[0]["type"] == "file"
    assert [one["name"] for one in elements(field(form["started"]), "input")] == [
        "started-day",
        "started-month",
        "started-year",
    ]
    assert elements(field(form["kept"]), "input") == [{"type": "hidden", "name": "kept", "id": "id_kept"}]


def test_what_was_typed_comes_back_but_never_the_password() -> None:
    form = EveryKind(GOOD | {"name": ""}, {"evidence": SimpleUploadedFile("c.pdf", b"x")})
    markup = fields(form)
    assert "correct horse" not in markup
    ticked = {one["value"] for one in elements(markup, "input") if "checked" in one}
    assert ticked == {"online", "n", "e", "on"}
    values = {one["name"]: one.get("value") for one in elements(markup, "input") if one["name"].startswith("started")}
    assert values == {"started-day": "27", "started-month": "3", "started-year": "2026"}


def test_the_summary_links_every_error_to_the_first_input_of_its_field() -> None:
    form = EveryKind({})
    page = error_summary(form) + fields(form)
    links = [one["href"].removeprefix("#") for one in elements(error_summary(form), "a")]
    ids = {dict(part[1]).get("id") for part in read(page) if isinstance(part, tuple)}
    assert links == [
        "id_name",
        "id_agency",
        "id_given_in",
        "id_topics",
        "id_started-day",
        "id_password",
        "id_agreed",
    ]
    assert set(links) <= ids
    assert page.count("Enter the person&#39;s name") == 2  # in the summary and beside the field


def test_no_summary_before_anything_was_sent() -> None:
    assert error_summary(EveryKind()) == ""
    assert error_summary(EveryKind(GOOD)) == ""


def test_only_fields_that_may_be_left_empty_say_so() -> None:
    form = EveryKind()
    assert "Notes (optional)" in field(form["notes"])
    assert "(optional)" not in field(form["name"])
    assert "(optional)" not in field(form["notes"], plain=True)


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        (("31", "", ""), "Start date must include a month and a year"),
        (("31", "2", "2026"), "Start date must be a real date, such as 27 3 2026"),
        (("first", "2", "2026"), "Start date must be numbers, such as 27 3 2026: write the month as a number"),
        (("1", "2", "26"), "Start date must have a year from 1900 to 2200, such as 2026"),
        (("1", "2", "٢٠٢٦"), "Start date must be numbers, such as 27 3 2026: write the month as a number"),
        (("", "", ""), "This field is required."),
    ],
)
def test_a_date_says_which_part_is_wrong(parts: tuple[str, str, str], error: str) -> None:
    sent = dict(zip(("started-day", "started-month", "started-year"), parts, strict=True))
    form = EveryKind(GOOD | sent)
    assert form.errors == {"started": [error]}


@settings(max_examples=50, deadline=None)
@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31)))
def test_every_real_date_is_read_as_it_was_typed(day: date) -> None:
    form = EveryKind(
        GOOD | {"started-day": str(day.day), "started-month": f"{day.month:02}", "started-year": str(day.year)}
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data["started"] == day


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_no_text_in_a_date_breaks_the_page(day: str, month: str, year: str) -> None:
    form = EveryKind(GOOD | {"started-day": day, "started-month": month, "started-year": year})
    form.is_valid()
    assert field(form["started"]).count("<input") == 3


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet=st.characters(blacklist_categories=["Cc", "Cs"]), max_size=60))
def test_any_text_comes_back_as_text(text: str) -> None:
    form = EveryKind(GOOD | {"name": text, "agency": text})
    markup = field(form["name"])
    assert len(elements(markup, "input")) == 1
    assert elements(markup, "input")[0].get("value", "") == " ".join(text.split())


def refusing(refusal: Refusal) -> Any:
    def act(**_given: Any) -> str:
        raise Refused(refusal)

    return act


def test_a_refusal_lands_on_the_field_it_names_and_otherwise_on_the_form() -> None:
    form = EveryKind(GOOD)
    assert form.is_valid()
    refusal = Refusal(
        "Cannot be recorded.", Kind.BAD_INPUT, {"name": "That name is taken", "elsewhere": "Choose a post first"}
    )
    assert not attempt(form, refusing(refusal), by=None)
    assert form.errors == {"name": ["That name is taken"], "__all__": ["Choose a post first"]}


def test_a_refusal_without_fields_stands_at_the_top() -> None:
    form = EveryKind(GOOD)
    form.is_valid()
    assert not attempt(form, refusing(Refusal("The register is closed.")))
    assert form.non_field_errors() == ["The register is closed."]


def test_what_is_not_allowed_is_not_a_mistake_in_the_form() -> None:
    form = EveryKind(GOOD)
    form.is_valid()
    with pytest.raises(Refused):
        attempt(form, refusing(Refusal("Only officers may.", Kind.NOT_ALLOWED)))


def test_what_was_done_is_given_back() -> None:
    done = attempt(EveryKind(GOOD), lambda *, by: f"done by {by}", by="Amara")
    assert done
    assert done.value == "done by Amara"


def test_a_file_chosen_before_a_mistake_elsewhere_is_asked_for_again() -> None:
    paper = SimpleUploadedFile("certificate.pdf", b"%PDF-")
    asks_again = "Choose the file again"
    assert asks_again in str(field(EveryKind(GOOD | {"name": ""}, {"evidence": paper})["evidence"]))
    assert asks_again not in str(field(EveryKind(GOOD, {"evidence": paper})["evidence"]))
    assert asks_again not in str(field(EveryKind(GOOD | {"name": ""})["evidence"]))


def test_characters_that_cannot_be_kept_are_refused_in_words_that_help() -> None:
    form = EveryKind(GOOD | {"name": "Am\0ara"})
    assert form.errors["name"] == ["This has characters that cannot be kept, perhaps from copying: type it again"]
