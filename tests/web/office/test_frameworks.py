"""Frameworks on screen: read, adopt, change clause by clause, as a file, and compare."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from goldenthread.kernel import clock
from goldenthread.setting.frameworks import selectors, services
from goldenthread.setting.frameworks.models import Version
from goldenthread.setting.frameworks.rules.editing import clause_values
from goldenthread.web.office.forms.running import FORMS
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


NAMED = ("requirements", "groups", "job_roles", "courses", "levels", "questions")
RUNNING = ("standards", "lists", "delivery", "sources", "cadences", "priorities")


@pytest.mark.parametrize("section", NAMED)
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


@pytest.mark.parametrize("pack", ["kirklees-2011", "kirklees-lif", "cumbria-2022"])
def test_how_learning_is_run_goes_through_the_screen_and_back_to_the_same_file(cast: Cast, pack: str) -> None:
    draft = services.adopt_pack(by=cast.officer.actor(), at=NOW, partnership=cast.fellside, pack_key=pack)
    before, framework = draft.text, selectors.framework_of(draft)
    client, seen = cast.officer.client(), 0
    for section in RUNNING:
        for clause in getattr(framework, section)[:4]:
            address = reverse("office:clause_change", args=[draft.pk, section, clause.key])
            answer = client.post(address, form_values(text(client, address)))
            assert answer.status_code == 302, (section, clause.key)
            seen += 1
    draft.refresh_from_db()
    assert seen > 3
    assert draft.text == before


def test_every_line_of_every_pack_can_be_typed(cast: Cast) -> None:
    for found in selectors.packs():
        framework = found.framework
        for section in ("standards", "lists"):
            for clause in getattr(framework, section):
                form = FORMS[section](framework=framework, clause=clause)
                again = FORMS[section](
                    {name: value for name, value in form.initial.items() if value is not None},
                    framework=framework,
                    clause=clause,
                )
                assert again.is_valid(), (found.key, clause.key, again.errors)
                wanted = clause_values(framework, clause)
                lines = [{"text": one} if isinstance(one, str) else one for one in wanted.pop("lines", [])]
                made = {name: one for name, one in again.values().items() if one is not None}
                assert made.pop("lines", []) == lines, (found.key, clause.key)
                assert made.items() >= {name: wanted[name] for name in ("title", "source") if name in wanted}.items()


def test_a_standard_is_added_changed_moved_and_taken_out(cast: Cast) -> None:
    draft = adopted(cast)
    client = cast.officer.client()
    address = reverse("office:clause_add", args=[draft.pk, "standards"])
    typed = {"title": "Our own standard", "about": "multi-agency", "source_requirement": "B31"}
    typed |= {"lines": "1 | Values working together | Outline | B32\nIs child-centred", "renew_every": "2"}
    typed |= {"renew_every_unit": "years", "source_paragraph": "Section 4"}
    for lines, said in (
        ("1 | a | b | c | d", "Line 1 has 5 parts."),
        ("Good\n2 | | Outline", "Line 2 says nothing."),
    ):
        wrong = client.post(address, typed | {"lines": lines}).content.decode()
        assert said in wrong
        assert escape(lines.splitlines()[0]) in wrong
    assert client.post(address, typed).status_code == 302
    draft.refresh_from_db()
    made = selectors.framework_of(draft).standards[-1]
    assert (made.key, made.about, str(made.renew_every), made.source.requirement) == (
        "our-own-standard",
        "multi-agency",
        "2 years",
        "B31",
    )
    assert [(one.number, one.text, one.evidence, one.source.requirement) for one in made.lines] == [
        ("1", "Values working together", "Outline", "B32"),
        ("", "Is child-centred", "", ""),
    ]
    assert 'key = "our-own-standard"' in draft.text
    order = [one.key for one in selectors.framework_of(draft).standards]
    move = reverse("office:clause_move", args=[draft.pk, "standards", made.key])
    assert cast.other_officer.client().post(move, {"to": "up"}).status_code == 404
    client.post(move, {"to": "up"})
    draft.refresh_from_db()
    moved = [*order[:-2], order[-1], order[-2]]
    assert [one.key for one in selectors.framework_of(draft).standards] == moved
    client.post(move, {"to": "down"})
    client.post(move, {"to": "down"})
    draft.refresh_from_db()
    assert [one.key for one in selectors.framework_of(draft).standards] == order
    client.post(reverse("office:clause_remove", args=[draft.pk, "standards", made.key]), {"reason": "Not ours"})
    draft.refresh_from_db()
    assert [one.key for one in selectors.framework_of(draft).standards] == order[:-1]


def test_what_comes_round_has_one_answer_to_how_often(cast: Cast) -> None:
    draft = adopted(cast)
    client = cast.officer.client()
    setting = selectors.framework_of(draft).settings[0].key
    address = reverse("office:clause_add", args=[draft.pk, "cadences"])
    typed = {"title": "Ask the agencies", "every": "1", "every_unit": "years", "month": "9", "setting": setting}
    assert "not both" in client.post(address, typed).content.decode()
    assert client.post(address, typed | {"setting": ""}).status_code == 302
    draft.refresh_from_db()
    made = selectors.framework_of(draft).cadences[-1]
    assert (made.key, str(made.every), made.month) == ("ask-the-agencies", "1 year", 9)


def test_the_officer_is_told_how_many_more_drafts_there_are(cast: Cast) -> None:
    home = reverse("office:home")
    for pack in ("kirklees-2011", "kirklees-lif", "cumbria-2022"):
        services.adopt_pack(by=cast.officer.actor(), at=NOW, partnership=cast.fellside, pack_key=pack)
    assert "to finish or throw away" not in text(cast.officer.client(), home)
    for pack in ("kent-2020", "intercollegiate"):
        services.adopt_pack(by=cast.officer.actor(), at=NOW, partnership=cast.fellside, pack_key=pack)
    assert "2 more drafts to finish or throw away" in text(cast.officer.client(), home)


def test_a_version_whose_day_is_to_come_is_planned_wherever_it_is_shown(cast: Cast) -> None:
    draft = adopted(cast)
    services.set_day(by=cast.officer.actor(), at=NOW, version=draft, on=clock.today() + timedelta(days=30))
    for address in (reverse("office:frameworks"), reverse("office:framework", args=[draft.pk])):
        page = text(cast.officer.client(), address)
        assert "Planned" in page
        assert "Waiting" not in page


def test_a_rule_written_as_text_shows_its_own_period_and_no_other(cast: Cast) -> None:
    draft = services.adopt_pack(
        by=cast.officer.actor(), at=NOW, partnership=cast.fellside, pack_key="south-gloucestershire-2016"
    )
    client = cast.officer.client()
    every = {one.key: one for one in selectors.framework_of(draft).requirements}
    texts = 0
    for key, clause in every.items():
        page = text(client, reverse("office:clause_change", args=[draft.pk, "requirements", key]))
        is_text = re.search(r'value="text" checked', page) is not None
        texts += is_text
        assert ("As it stands:" in page) is is_text, key
        if is_text:
            assert escape(selectors.in_words(clause.rule, selectors.framework_of(draft))) in page
            assert re.search(r'name="rule_holds"[^>]* checked', page) is None, key
        else:
            assert re.search(r'name="rule_holds"[^>]* checked', page) is not None, key
    assert 0 < texts < len(every)


def test_a_comparison_and_a_clause_say_words_and_days(cast: Cast) -> None:
    first = adopted(cast)
    services.set_day(by=cast.officer.actor(), at=NOW, version=first, on=date(2026, 1, 1))
    draft = services.adopt_pack(
        by=cast.officer.actor(), at=NOW, partnership=cast.fellside, pack_key="south-gloucestershire-2016"
    )
    client = cast.officer.client()
    compared = text(client, reverse("office:framework_compare", args=[draft.pk]))
    published = selectors.framework_of(draft).header.published_on
    assert published is not None
    assert f"Published on: now {published.day} {published:%B %Y}" in unescape(compared)
    assert "→" not in compared and str(published) not in compared
    about = next(one.about for one in selectors.framework_of(draft).requirements if "-" in one.about)
    page = text(client, reverse("office:framework", args=[draft.pk]), part="requirements")
    assert about.replace("-", " ").capitalize() in page
    assert f">{about}<" not in page
