"""Read frameworks: the packs that ship, the versions of a partnership, and what each of them says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.db.models import Min, Q, QuerySet

from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Refused, bad_input, not_visible

from . import access, rules
from .models import AgencyOverride, Line, RequirementRow, Version
from .terms import Booking, ClauseChange, Framework, FrameworkErrors, FrameworkKind, Rule

PACKS = Path(__file__).parent / "packs"


@dataclass(frozen=True)
class Pack:
    """A framework file that ships with the product."""

    key: str
    title: str
    kind: FrameworkKind
    text: str
    framework: Framework


@cache
def packs() -> tuple[Pack, ...]:
    """Every pack, local frameworks before national overlays."""
    found = []
    for path in sorted(PACKS.glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        framework = rules.read(text, path.name)
        found.append(Pack(path.stem, framework.title, framework.kind, text, framework))
    return tuple(sorted(found, key=lambda pack: (pack.kind is FrameworkKind.OVERLAY, pack.key)))


def get_pack(key: str) -> Pack:
    """One pack by its key."""
    for pack in packs():
        if pack.key == key:
            return pack
    raise Refused(not_visible("This pack"))


@lru_cache(maxsize=128)
def _read(text: str) -> Framework:
    return rules.read(text, "framework.toml")


def framework_of(version: Version) -> Framework:
    """What a version says. Read once for each text."""
    return _read(version.text)


def versions(actor: Actor) -> QuerySet[Version]:
    """Versions the actor may read, newest first within each line."""
    found = Version.objects.filter(access.visible_to(actor)).select_related("line__partnership")
    return found.order_by("line__kind", "line_id", "-number")


def get_version(actor: Actor, version_id: int) -> Version:
    """One version, if the actor may read it."""
    version = versions(actor).filter(pk=version_id).first()
    if version is None:
        raise Refused(not_visible("This framework"))
    return version


def history(actor: Actor, line: Line) -> list[Version]:
    """A line's versions, newest first: drafts too, for those who edit."""
    return list(versions(actor).filter(line=line))


def in_force(partnership_id: int, on: date) -> list[Version]:
    """The versions that hold in a partnership on a day: its local framework first, then national overlays."""
    taken = Version.objects.filter(line__partnership_id=partnership_id, takes_force_on__lte=on)
    latest: dict[int, Version] = {}
    for version in taken.select_related("line__partnership").order_by("takes_force_on"):
        latest[version.line_id] = version
    return sorted(latest.values(), key=lambda one: (one.line.kind == FrameworkKind.OVERLAY.value, one.line.key))


def local_versions(partnership_id: int) -> list[Version]:
    """Versions of the partnership's own framework that have taken force or will, in the order of their days."""
    taken = Version.objects.filter(line__partnership_id=partnership_id, takes_force_on__isnull=False)
    return list(taken.filter(line__kind=FrameworkKind.LOCAL).order_by("takes_force_on", "pk"))


@lru_cache(maxsize=128)
def booking_in(text: str, courses: frozenset[str]) -> Mapping[str, Any]:
    """What a text of its own says of booking, field by field; raises FrameworkErrors if it cannot be read."""
    return rules.read_booking(text, "policy.toml", courses)


def booking_text(booking: Booking) -> str:
    """What is said of booking, as a text to be changed by hand."""
    return rules.write_booking(booking)


def first_days(line_ids: Iterable[int], on: date) -> dict[tuple[int, str], date]:
    """By line and key, the day on which each requirement first stood in force, of all that had by a day."""
    taken = RequirementRow.objects.filter(
        version__line_id__in=line_ids, version__takes_force_on__lte=on, agency__isnull=True
    )
    days = taken.values_list("version__line_id", "key").annotate(first=Min("version__takes_force_on"))
    return {(line, key): first for line, key, first in days.order_by()}


def before(version: Version) -> Version | None:
    """The version that this one follows or would follow: the latest of its line in force, or planned before it."""
    others = Version.objects.filter(line_id=version.line_id, takes_force_on__isnull=False).exclude(pk=version.pk)
    if version.takes_force_on is not None:
        others = others.filter(takes_force_on__lt=version.takes_force_on)
    return others.order_by("-takes_force_on").first()


def differences(old: Version, new: Version) -> list[ClauseChange]:
    """What changed from one version to another, clause by clause."""
    return rules.differences(framework_of(old), framework_of(new))


def in_words(rule: Rule, framework: Framework) -> str:
    """A rule as it stands under the framework's settings, in plain English."""
    return rules.in_words(as_chosen(rule, framework), framework)


def as_chosen(rule: Rule, framework: Framework) -> Rule:
    """A rule as people are held to it: by the framework's settings as they stand."""
    return rules.resolve(rule, framework.chosen())


def overrides(line_ids: Iterable[int], on: date | None = None) -> QuerySet[AgencyOverride]:
    """Agencies' stricter rules on some lines: those that hold on a day, or all there ever were."""
    found = AgencyOverride.objects.filter(line_id__in=line_ids).select_related("agency", "line")
    if on is not None:
        found = found.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)
    return found.order_by("line_id", "requirement_key", "agency_id", "starts_on")


def requirement_ids(versions: Iterable[Version]) -> dict[int, dict[str, list[int]]]:
    """The rows of every requirement, its agencies' own forms too, by version and key. One query."""
    found: dict[int, dict[str, list[int]]] = {}
    rows = RequirementRow.objects.filter(version__in=[one.pk for one in versions]).order_by("position", "pk")
    for version_id, key, row_id in rows.values_list("version_id", "key", "pk"):
        found.setdefault(version_id, {}).setdefault(key, []).append(row_id)
    return found


def last_titles(line_id: int) -> dict[str, str]:
    """What every requirement that a line ever asked was last called, by its key."""
    rows = RequirementRow.objects.filter(version__line_id=line_id, agency=None).order_by("version__number")
    return dict(rows.values_list("key", "title"))


def effective_rule(version: Version, row: RequirementRow, stands: Iterable[AgencyOverride]) -> Rule:
    """The rule a row holds people to, every setting chosen: its own and, for an agency's row, the agency's too.

    `stands` are the overrides that hold on the day asked about.
    """
    framework = framework_of(version)
    base = next(one.rule for one in framework.requirements if one.key == row.key)
    rule = base
    for one in stands:
        mine = (one.line_id, one.agency_id, one.requirement_key) == (version.line_id, row.agency_id, row.key)
        if mine and one.rule:
            rule = rules.stricter(rule, rules.read_rule(one.rule, framework))
    return rules.resolve(rule, framework.chosen())


def rule_text(rule: Rule) -> str:
    """A rule as a framework file writes it, to be changed by hand."""
    return rules.write_rule(rule)


def proposed_rule(text: str, framework: Framework) -> Rule:
    """A rule written by hand that might stand in a framework; refused with every mistake in it."""
    try:
        return rules.resolve(rules.read_rule(text, framework), framework.chosen())
    except FrameworkErrors as mistakes:
        raise Refused(bad_input(str(mistakes.errors[0]), rule_text=str(mistakes))) from None
