"""Frameworks on screen: read, adopt, change clause by clause, as a file, and compare."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from goldenthread.setting.frameworks import selectors, services
from goldenthread.setting.frameworks.models import Version
from tests.cast import NOW, Cast

PACK = "kirklees-2011"


def adopted(cast: Cast) -> Version:
    return services.adopt_pack(by=cast.officer.actor(), at=NOW, partnership=cast.fellside, pack_key=PACK)


def text(client: Client, address: str, **asked: str) -> str:
    return client.get(address, asked).content.decode()


def form_values(page: str) -> dict[str, list[str]]:
    """What a browser would send back from the page's form, as it stands."""
    sent: dict[str, list[str]] = {}
    form = page[page.index('<form method="post"', page.index("<h1")) :]
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        kind = re.search(r'type="([^"]+)"', tag)
        if name is None or (kind and kind[1] in ("radio", "checkbox") and " checked" not in tag):
            continue
        sent.setdefault(name[1], []).append(unescape(value[1]) if value else "")
    for key, body in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        sent[key] = [unescape(chosen[1]) if chosen else ""]
    for key, body in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        sent[key] = [unescape(body)]
    return sent


def test_an_officer_adopts_a_pack_as_a_draft(cast: Cast) -> None:
    client = cast.officer.client()
    assert "No framework is in force yet." in text(client, reverse("office:frameworks"))
    answer = client.post(reverse("office:pack_adopt", args=[PACK]))
    draft = Version.objects.get()
    assert answer.headers["Location"] == reverse("office:framework", args=[draft.pk])
    assert (draft.line.partnership, draft.takes_force_on) == (cast.fellside, None)


def test_a_draft_is_seen_by_its_own_officer_only(cast: Cast) -> None:
    address = reverse("office:framework", args=[adopted(cast).pk])
    assert cast.officer.client().get(address).status_code == 200
    assert cast.other_officer.client().get(address).status_code == 404
    assert cast.board.client().get(address).status_code == 404
    assert cast.practitioner.client().get(address).status_code == 404


def test_a_framework_is_searched_for_words_and_names_its_source(cast: Cast) -> None:
    draft = adopted(cast)
    framework = selectors.framework_of(draft)
    client = cast.officer.client()
    page = text(client, reverse("office:framework", args=[draft.pk]))
    assert framework.requirements[0].title in page
    assert "Source: " in page
    found = text(client, reverse("office:framework", args=[draft.pk]), q="zebra crossing")
    assert "No clause says “zebra crossing”" in found


@pytest.mark.parametrize("section", ["requirements", "groups", "job_roles", "courses", "levels", "questions"])
def test_saving_a_clause_unchanged_changes_nothing(cast: Cast, section: str) -> None:
    draft = adopted(cast)
    framework = selectors.framework_of(draft)
    client = cast.officer.client()
    for clause in getattr(framework, section)[:5]:
        address = reverse("office:clause_change", args=[draft.pk, section, clause.key])
        answer = client.post(address, form_values(text(client, address)))
        assert answer.status_code == 302, clause.key
    draft.refresh_from_db()
    assert getattr(selectors.framework_of(draft), section) == getattr(framework, section)


def test_a_requirement_is_changed_by_answers_alone(cast: Cast) -> None:
    draft = adopted(cast)
    client = cast.officer.client()
    key = selectors.framework_of(draft).requirements[0].key
    address = reverse("office:clause_change", args=[draft.pk, "requirements", key])
    course = selectors.framework_of(draft).courses[0].key
    given = form_values(text(client, address)) | {
        "rule_kind": ["completed"],
        "rule_courses": [course],
        "rule_holds": ["period"],
        "rule_length": ["2"],
        "rule_unit": ["years"],
    }
    assert client.post(address, given).status_code == 302
    draft.refresh_from_db()
    assert "every 2 years" in selectors.in_words(
        selectors.framework_of(draft).requirements[0].rule, selectors.framework_of(draft)
    )


def test_a_rule_that_cannot_be_read_is_said_on_the_page_and_kept(cast: Cast) -> None:
    draft = adopted(cast)
    client = cast.officer.client()
    key = selectors.framework_of(draft).requirements[0].key
    address = reverse("office:clause_change", args=[draft.pk, "requirements", key])
    typed = '{ completed = { courses = ["no-such-course"] } }'
    page = client.post(address, form_values(text(client, address)) | {"rule_kind": ["text"], "rule_text": [typed]})
    shown = page.content.decode()
    assert page.status_code == 200
    assert "no-such-course" in shown[shown.index("There is a problem") : shown.index("<h1")]
    assert "no-such-course" in shown[shown.index("<h1") :]
    assert Version.objects.get().text == draft.text


def test_a_file_with_mistakes_loses_nothing_and_names_each(cast: Cast) -> None:
    draft = adopted(cast)
    client = cast.officer.client()
    wrong = draft.text.replace("[[requirements]]", '[[requirements]]\ncolour = "blue"', 2)
    page = client.post(reverse("office:framework_file_upload", args=[draft.pk]), {"text": wrong}).content.decode()
    assert page.count("colour&quot; is not a key here") + page.count("colour&#34; is not a key here") >= 2
    assert "2 things need to be mended" in page
    assert "colour = " in page[page.index("<textarea") :]
    assert Version.objects.get().text == draft.text


def test_what_is_exported_is_what_is_kept(cast: Cast) -> None:
    draft = adopted(cast)
    answer = cast.officer.client().get(reverse("office:framework_file", args=[draft.pk]))
    assert answer.content.decode() == draft.text
    assert answer.headers["Content-Disposition"].endswith('version-1.toml"')


def test_a_draft_is_compared_clause_by_clause(cast: Cast) -> None:
    first = adopted(cast)
    services.set_day(by=cast.officer.actor(), at=NOW, version=first, on=NOW.date())
    client = cast.officer.client()
    client.post(reverse("office:framework_new_draft", args=[first.pk]))
    draft = Version.objects.get(takes_force_on__isnull=True)
    gone = selectors.framework_of(draft).requirements[-1]
    services.remove_clause(by=cast.officer.actor(), at=NOW, version=draft, section="requirements", key=gone.key)
    page = text(client, reverse("office:framework_compare", args=[draft.pk]))
    assert escape(gone.title) in page
    assert "Gone" in page


def test_a_setting_is_chosen_with_its_reason(cast: Cast) -> None:
    draft = adopted(cast)
    setting = next(one for one in selectors.framework_of(draft).settings if len(one.options) > 1)
    other = next(one for one in setting.options if one != setting.chosen)
    client = cast.officer.client()
    assert setting.title in text(client, reverse("office:framework_settings", args=[draft.pk]))
    client.post(reverse("office:framework_choose", args=[draft.pk, setting.key]), {"value": other, "reason": "Agreed"})
    draft.refresh_from_db()
    assert selectors.framework_of(draft).chosen()[setting.key] == other
