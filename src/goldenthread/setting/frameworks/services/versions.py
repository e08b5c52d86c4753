"""Versions: adopted from a pack, edited as drafts, given the day they take force."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from goldenthread.foundation.audit.services import record
from goldenthread.foundation.freshness.services import PARTNERSHIP, mark
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Kind, Refusal, bad_input, refuse
from goldenthread.setting.partnerships.models import Partnership

from .. import access, rules, selectors
from ..models import Line, Version
from ..terms import Framework, FrameworkKind
from ._mistakes import mistakes_refused
from ._rows import keep_rows_in_step

THING = "framework version"
LOCAL = "local"


def _refuse_unless_draft(version: Version) -> None:
    """Look again, and hold the row: someone else may have set its day or thrown it away meanwhile."""
    drafts = Version.objects.select_for_update().filter(pk=version.pk, takes_force_on__isnull=True)
    if not list(drafts.values_list("pk")):
        refuse(Refusal("This version has its day already. Copy it to a draft and change that."))


@transaction.atomic
def adopt_pack(*, by: Actor, at: datetime, partnership: Partnership, pack_key: str, reason: str = "") -> Version:
    """Begin a draft from a pack: the local framework's next version, or the national overlay's."""
    refuse(access.can_edit(by, partnership))
    pack = selectors.get_pack(pack_key)
    framework = replace(pack.framework, partnership=partnership.name)
    return _new_version(by, at, partnership, framework, pack.key, reason, act="adopt pack")


@transaction.atomic
def import_text(*, by: Actor, at: datetime, partnership: Partnership, text: str, reason: str = "") -> Version:
    """Begin a draft from a file's text, such as one exported here or written elsewhere."""
    refuse(access.can_edit(by, partnership))
    with mistakes_refused():
        framework = rules.read(text, "your file")
    return _new_version(by, at, partnership, framework, "", reason, act="import framework", text=text)


@transaction.atomic
def copy_to_draft(*, by: Actor, at: datetime, version: Version, reason: str = "") -> Version:
    """Begin a draft that says what a version says, to change it for a later day."""
    refuse(access.can_change_version(by, version))
    framework = selectors.framework_of(version)
    partnership = version.line.partnership
    return _new_version(by, at, partnership, framework, version.pack, reason, act="copy to draft", text=version.text)


def _new_version(
    by: Actor,
    at: datetime,
    partnership: Partnership,
    framework: Framework,
    pack: str,
    reason: str,
    *,
    act: str,
    text: str = "",
) -> Version:
    key = framework.key if framework.kind is FrameworkKind.OVERLAY else LOCAL
    line, _ = Line.objects.get_or_create(partnership=partnership, key=key, defaults={"kind": framework.kind.value})
    newest = line.versions.order_by("-number").first()
    version = Version.objects.create(
        line=line,
        number=1 if newest is None else newest.number + 1,
        title=framework.title,
        pack=pack,
        text=text or rules.write(framework),
        made_at=at,
        changed_at=at,
        reason=reason,
    )
    keep_rows_in_step(version, framework)
    _note(by, at, version, act, reason)
    return version


@transaction.atomic
def save_draft(*, by: Actor, at: datetime, version: Version, text: str, reason: str = "") -> Version:
    """Put another text in a draft. Nothing is kept of a text with mistakes; all of them are said."""
    refuse(access.can_change_version(by, version))
    _refuse_unless_draft(version)
    with mistakes_refused():
        framework = rules.read(text, "this framework")
    if framework.kind.value != version.line.kind:
        kinds = f'kind is "{framework.kind.value}", and this is a version of a {version.line.kind} framework'
        refuse(bad_input(f'In [framework], {kinds}. Write kind = "{version.line.kind}".', text=kinds))
    if version.line.kind == FrameworkKind.OVERLAY.value and framework.key != version.line.key:
        keys = f'key is "{framework.key}", and this is a version of "{version.line.key}"'
        refuse(bad_input(f'In [framework], {keys}. Write key = "{version.line.key}".', text=keys))
    before = version.title
    version.text = text
    version.title = framework.title
    version.changed_at = at
    version.reason = reason or version.reason
    version.save()
    keep_rows_in_step(version, framework)
    _note(by, at, version, "save draft", reason, {"title": [before, version.title]})
    return version


def _save(by: Actor, at: datetime, version: Version, framework: Framework, reason: str) -> Version:
    """Save an edited framework; writing and reading it again checks it whole."""
    return save_draft(by=by, at=at, version=version, text=rules.write(framework), reason=reason)


@transaction.atomic
def change_clause(
    *,
    by: Actor,
    at: datetime,
    version: Version,
    section: str,
    key: str,
    values: Mapping[str, Any],
    reason: str = "",
) -> Version:
    """Change some of what a clause of a draft says: `values` as the file would hold them, None to leave out."""
    framework = _for_editing(by, version, section)
    if rules.clause_of(framework, section, key) is None:
        refuse(Refusal(f'There is no "{key}" among the {section} of this draft.', Kind.NOT_VISIBLE))
    with mistakes_refused("clause"):
        changed = rules.with_clause(framework, section, values, key)
    return _save(by, at, version, changed, reason)


@transaction.atomic
def change_requirement(
    *, by: Actor, at: datetime, version: Version, key: str, values: Mapping[str, Any], reason: str = ""
) -> Version:
    """Change a requirement of a draft. A rule may be given as its text."""
    return change_clause(by=by, at=at, version=version, section="requirements", key=key, values=values, reason=reason)


@transaction.atomic
def choose_setting(*, by: Actor, at: datetime, version: Version, key: str, value: str, reason: str = "") -> Version:
    """Choose an option of a setting that the source leaves open."""
    values = {"value": value}
    return change_clause(by=by, at=at, version=version, section="settings", key=key, values=values, reason=reason)


@transaction.atomic
def add_clause(
    *, by: Actor, at: datetime, version: Version, section: str, values: Mapping[str, Any], reason: str = ""
) -> Version:
    """Add a clause to a draft."""
    framework = _for_editing(by, version, section)
    key = str(values.get("key", ""))
    if rules.clause_of(framework, section, key) is not None:
        refuse(bad_input(f'There is a "{key}" among the {section} already.', key="Choose another key."))
    with mistakes_refused("clause"):
        changed = rules.with_clause(framework, section, values)
    return _save(by, at, version, changed, reason)


@transaction.atomic
def remove_clause(*, by: Actor, at: datetime, version: Version, section: str, key: str, reason: str = "") -> Version:
    """Take a clause out of a draft. Refused while another clause still names it."""
    framework = _for_editing(by, version, section)
    if rules.clause_of(framework, section, key) is None:
        refuse(Refusal(f'There is no "{key}" among the {section} of this draft.', Kind.NOT_VISIBLE))
    return _save(by, at, version, rules.without_clause(framework, section, key), reason)


@transaction.atomic
def move_clause(*, by: Actor, at: datetime, version: Version, section: str, key: str, places: int) -> Version:
    """Put a clause of a draft so many places further down its part, or up: the order in which people read it."""
    framework = _for_editing(by, version, section)
    if rules.clause_of(framework, section, key) is None:
        refuse(Refusal(f'There is no "{key}" among the {section} of this draft.', Kind.NOT_VISIBLE))
    return _save(by, at, version, rules.with_clause_moved(framework, section, key, places), "")


@transaction.atomic
def change_header(*, by: Actor, at: datetime, version: Version, values: Mapping[str, Any], reason: str = "") -> Version:
    """Change what a draft's [framework] table says: its title, its documents, its review."""
    framework = _for_editing(by, version, "requirements")
    with mistakes_refused("clause"):
        changed = rules.with_header(framework, values)
    return _save(by, at, version, changed, reason)


def _for_editing(by: Actor, version: Version, section: str) -> Framework:
    refuse(access.can_change_version(by, version))
    _refuse_unless_draft(version)
    if section not in rules.sections_of_clauses():
        refuse(bad_input(f'A framework has no part called "{section}" whose clauses can be changed one at a time.'))
    return selectors.framework_of(version)


@transaction.atomic
def set_day(*, by: Actor, at: datetime, version: Version, on: date) -> Version:
    """Set the day on which a draft takes force. Days already lived under another version are not rewritten."""
    refuse(access.can_change_version(by, version))
    _refuse_unless_draft(version)
    lived = version.line.versions.filter(takes_force_on__gte=on).order_by("-takes_force_on").first()
    if lived is not None and lived.takes_force_on is not None:
        day = f"{lived.takes_force_on.day} {lived.takes_force_on:%B %Y}"
        said = f"Version {lived.number} takes force on {day}. Choose a later day, or withdraw that version first."
        refuse(Refusal(said, errors={"on": said}))
    version.takes_force_on = on
    version.changed_at = at
    version.save(update_fields=["takes_force_on", "changed_at"])
    mark(kind=PARTNERSHIP, keys=[version.line.partnership_id], at=at)
    _note(by, at, version, "set day", "", {"takes_force_on": [None, on.isoformat()]})
    return version


@transaction.atomic
def withdraw_planned(*, by: Actor, at: datetime, version: Version, on: date, reason: str = "") -> Version:
    """Make a version a draft again, while the day it was to take force is still to come. `on` is today."""
    refuse(access.can_change_version(by, version))
    if version.takes_force_on is None or version.takes_force_on <= on:
        refuse(Refusal("Only a version whose day is still to come can be withdrawn."))
    before = version.takes_force_on
    version.takes_force_on = None
    version.changed_at = at
    version.save(update_fields=["takes_force_on", "changed_at"])
    mark(kind=PARTNERSHIP, keys=[version.line.partnership_id], at=at)
    _note(by, at, version, "withdraw", reason, {"takes_force_on": [str(before), None]})
    return version


@transaction.atomic
def discard_draft(*, by: Actor, at: datetime, version: Version, reason: str = "") -> None:
    """Throw a draft away. What was in force is never thrown away."""
    refuse(access.can_change_version(by, version))
    _refuse_unless_draft(version)
    _note(by, at, version, "discard draft", reason)
    version.delete()


def _note(
    by: Actor,
    at: datetime,
    version: Version,
    act: str,
    reason: str,
    changes: Mapping[str, Any] | None = None,
) -> None:
    partnership_id = version.line.partnership_id
    record(
        by=by,
        at=at,
        act=act,
        thing=THING,
        thing_id=version.pk,
        partnership_id=partnership_id,
        reason=reason,
        changes=changes,
    )
