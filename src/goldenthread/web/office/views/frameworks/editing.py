"""Bring a framework in and change a draft, on screen or as a file. Nothing typed is lost to a mistake."""

from typing import Any

from django.contrib import messages as said
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.kernel import clock
from goldenthread.kernel.refusal import not_visible, refuse
from goldenthread.setting.frameworks import selectors, services
from goldenthread.setting.frameworks.terms import Setting
from goldenthread.training.standing.selectors.stopping import stops_counting
from goldenthread.web.ui.forms import attempt
from goldenthread.web.ui.requests import ActorRequest

from ...area import Area, area_of
from ...forms.clauses import ClauseForm
from ...forms.framework import FileForm, ReasonForm, SettingForm
from ...forms.running import FORMS, ONE_OF


def at_clause(version_id: int, section: str, key: str = "") -> str:
    """Back to the clause that was changed, in its part."""
    anchor = f"#{section}-{key}" if key else ""
    return f"{reverse('office:framework', args=[version_id])}?part={section}{anchor}"


@require_POST
def adopt(request: ActorRequest, pack_key: str) -> HttpResponse:
    """Begin a draft from a pack."""
    area = area_of(request)
    version = services.adopt_pack(by=area.actor, at=clock.now(), partnership=area.partnership, pack_key=pack_key)
    said.success(request, "The pack is adopted as a draft. Read it, choose its settings, then let it take force.")
    return redirect("office:framework", version_id=version.pk)


@require_POST
def new_draft(request: ActorRequest, version_id: int) -> HttpResponse:
    """Begin a draft that says what a version says."""
    area = area_of(request)
    found = selectors.get_version(area.actor, version_id)
    draft = services.copy_to_draft(by=area.actor, at=clock.now(), version=found)
    said.success(request, "A new draft says the same as this version. Change it here: nobody is affected yet.")
    return redirect("office:framework", version_id=draft.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: ActorRequest) -> HttpResponse:
    """A framework from a file, as a draft."""
    area = area_of(request)
    form = FileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data
        done = attempt(
            form,
            services.import_text,
            by=area.actor,
            at=clock.now(),
            partnership=area.partnership,
            text=given["text"],
            reason=given["reason"],
        )
        if done and done.value:
            said.success(request, "The file is kept as a draft. Nobody is affected until it takes force.")
            return redirect("office:framework", version_id=done.value.pk)
    context = {"title": "Upload a framework file", "form": form, "back": reverse("office:frameworks")}
    return render(request, "office/frameworks/file.html", context | mistakes(form))


@require_http_methods(["GET", "HEAD", "POST"])
def replace_text(request: ActorRequest, version_id: int) -> HttpResponse:
    """A draft's whole text, put in by a file or changed in the box."""
    area = area_of(request)
    found = selectors.get_version(area.actor, version_id)
    form = FileForm(request.POST or None, request.FILES or None, initial={"text": found.text})
    if form.is_valid():
        given = form.cleaned_data
        save = services.save_draft
        moment = clock.now()
        if attempt(form, save, by=area.actor, at=moment, version=found, text=given["text"], reason=given["reason"]):
            said.success(request, "The draft is saved.")
            return redirect("office:framework", version_id=found.pk)
    back = reverse("office:framework", args=[found.pk])
    context = {"title": f"{found.title} as a file", "form": form, "back": back, "version": found}
    return render(request, "office/frameworks/file.html", context | mistakes(form))


def mistakes(form: FileForm) -> dict[str, Any]:
    """Everything that is wrong with a file, one mistake a line, and the text as it was put in."""
    lines = [line for text in form.errors.pop("text", []) for line in str(text).splitlines()] if form.is_bound else []
    shown = FileForm(initial={"text": form.sent, "reason": form.data.get("reason", "")}) if lines else form
    return {"mistakes": lines, "form": shown}


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: ActorRequest, version_id: int) -> HttpResponse:
    """Throw a draft away, having been asked."""
    area = area_of(request)
    found = selectors.get_version(area.actor, version_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and attempt(
        form,
        services.discard_draft,
        by=area.actor,
        at=clock.now(),
        version=found,
        reason=form.cleaned_data["reason"],
    ):
        said.success(request, "The draft is thrown away. What is in force has not changed.")
        return redirect("office:frameworks")
    context = {
        "title": "Throw this draft away?",
        "intro": f"{found.title}, version {found.number}. This cannot be undone; you can download it as a file first.",
        "form": form,
        "submit": "Throw the draft away",
        "cancel": reverse("office:framework", args=[found.pk]),
    }
    return render(request, "ui/form_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActorRequest, version_id: int, section: str) -> HttpResponse:
    """Add a clause to a draft."""
    area = area_of(request)
    found = selectors.get_version(area.actor, version_id)
    refuse(None if section in FORMS else not_visible("That part of the framework"))
    framework = selectors.framework_of(found)
    form = FORMS[section](request.POST or None, framework=framework, **offered(area, found, section, request))
    if form.is_valid():
        values = form.values()
        done = attempt(
            form, services.add_clause, by=area.actor, at=clock.now(), version=found, section=section, values=values
        )
        if done:
            said.success(request, f"The {ONE_OF[section]} is added to the draft.")
            return redirect(at_clause(found.pk, section, form.key()))
    return clause_page(request, found, section, form, f"Add a {ONE_OF[section]}")


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ActorRequest, version_id: int, section: str, key: str) -> HttpResponse:
    """Change a clause of a draft."""
    area = area_of(request)
    found = selectors.get_version(area.actor, version_id)
    form = form_of(request, found, section, key)
    if form.is_valid():
        done = attempt(
            form,
            services.change_clause,
            by=area.actor,
            at=clock.now(),
            version=found,
            section=section,
            key=key,
            values=form.values(),
        )
        if done:
            said.success(request, f"The {ONE_OF[section]} is changed in the draft.")
            return redirect(at_clause(found.pk, section, key))
    return clause_page(request, found, section, form, f"Change the {ONE_OF[section]}")


def offered(area: Area, version: Any, section: str, request: ActorRequest) -> dict[str, Any]:
    """What the form of a new clause offers from outside the framework: courses that the one in force names."""
    if section != "earlier_courses":
        return {}
    titles = {one.key: one.title for one in stops_counting(area.actor, version, version.takes_force_on or area.on)}
    return {"others": list(titles.items()), "initial": {"course": request.GET.get("course", "")}}


def form_of(request: ActorRequest, version: Any, section: str, key: str) -> ClauseForm:
    """The form of a clause that is there."""
    framework = selectors.framework_of(version)
    clause = next((one for one in getattr(framework, section, ()) if getattr(one, "key", None) == key), None)
    refuse(None if clause is not None and section in FORMS else not_visible("That clause"))
    options = {"rule_line": selectors.rule_text(clause.rule)} if section == "requirements" and clause else {}
    return FORMS[section](request.POST or None, framework=framework, clause=clause, **options)


def clause_page(request: ActorRequest, version: Any, section: str, form: ClauseForm, title: str) -> HttpResponse:
    """The form of one clause."""
    context = {
        "title": title,
        "form": form,
        "submit": "Save in the draft",
        "cancel": at_clause(version.pk, section, form.clause.key if form.clause else ""),
        "intro": f"{version.title}, version {version.number}. Nobody is affected until it takes force.",
    }
    template = "office/frameworks/requirement_form.html" if section == "requirements" else "ui/form_page.html"
    return render(request, template, context)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: ActorRequest, version_id: int, section: str, key: str) -> HttpResponse:
    """Take a clause out of a draft, having been asked."""
    area = area_of(request)
    found = selectors.get_version(area.actor, version_id)
    clause = form_of(request, found, section, key).clause
    form = ReasonForm(request.POST or None)
    if form.is_valid() and attempt(
        form, services.remove_clause, by=area.actor, at=clock.now(), version=found, section=section, key=key
    ):
        said.success(request, f"The {ONE_OF[section]} is taken out of the draft.")
        return redirect(at_clause(found.pk, section))
    name = getattr(clause, "title", "") or getattr(clause, "name", "") or key
    context = {
        "title": f"Take out “{name}”?",
        "intro": "It goes from this draft only. Clauses that name it have to be changed first.",
        "form": form,
        "submit": "Take it out",
        "cancel": at_clause(found.pk, section, key),
    }
    return render(request, "ui/form_page.html", context)


@require_POST
def move(request: ActorRequest, version_id: int, section: str, key: str) -> HttpResponse:
    """Put a clause of a draft one place up or down."""
    area = area_of(request)
    found = selectors.get_version(area.actor, version_id)
    places = -1 if request.POST.get("to") == "up" else 1
    services.move_clause(by=area.actor, at=clock.now(), version=found, section=section, key=key, places=places)
    return redirect(at_clause(found.pk, section, key))


@require_safe
def settings(request: ActorRequest, version_id: int) -> HttpResponseBase:
    """Every choice that the source leaves open, what stands, and why."""
    area = area_of(request)
    found = selectors.get_version(area.actor, version_id)
    context = {
        "title": "Settings",
        "version": found,
        "settings": [(one, SettingForm.words(one, one.chosen)) for one in selectors.framework_of(found).settings],
        "is_draft": found.takes_force_on is None,
        "back": reverse("office:framework", args=[found.pk]),
    }
    return render(request, "office/frameworks/settings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: ActorRequest, version_id: int, key: str) -> HttpResponse:
    """Choose an option of one setting."""
    area = area_of(request)
    found = selectors.get_version(area.actor, version_id)
    setting: Setting | None = next((s for s in selectors.framework_of(found).settings if s.key == key), None)
    if setting is None:
        refuse(not_visible("That setting"))
        return redirect("office:frameworks")
    form = SettingForm(request.POST or None, setting=setting)
    if form.is_valid() and attempt(
        form, services.choose_setting, by=area.actor, at=clock.now(), version=found, key=key, **form.cleaned_data
    ):
        said.success(request, "The setting is chosen in this draft.")
        return redirect("office:framework_settings", version_id=found.pk)
    why = f"The default, because: {setting.why}" if setting.why else ""
    context = {
        "title": setting.title,
        "intro": f"{why} {'Source: ' + str(setting.source) + '.' if str(setting.source) else ''}".strip(),
        "form": form,
        "submit": "Choose",
        "cancel": reverse("office:framework_settings", args=[found.pk]),
    }
    return render(request, "ui/form_page.html", context)
