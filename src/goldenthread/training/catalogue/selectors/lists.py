"""The lists that courses are chosen from and held against: the framework's own, and ours where it says nothing."""

from collections.abc import Iterable
from datetime import date

from goldenthread.setting.frameworks.selectors import framework_of, in_force
from goldenthread.setting.frameworks.terms import Framework, FrameworkKind, Listing, Standard

from ..terms import OUR_ABILITIES, OUR_VALUES, TAG_KINDS, About, Choice, DeliveryType, Format, Lists, Place

OURS = "ours"


def lists_of(partnership_id: int, on: date) -> Lists:
    """What a partnership's courses are chosen from on a day."""
    return lists_from(tuple(framework_of(version) for version in in_force(partnership_id, on)))


def local_framework(partnership_id: int, on: date) -> Framework | None:
    """The partnership's own framework in force on a day."""
    found = (framework_of(version) for version in in_force(partnership_id, on))
    return next((one for one in found if one.kind is FrameworkKind.LOCAL), None)


def lists_from(frameworks: tuple[Framework, ...]) -> Lists:
    """The lists of the partnership's own framework; levels, topics and named courses of national ones too."""
    local = next((one for one in frameworks if one.kind is FrameworkKind.LOCAL), None)
    listed = local.lists if local else ()
    standards = [one for one in local.standards if one.about == "course-design"] if local else []
    own = {
        "abilities": choices(one for one in listed if one.kind == "abilities"),
        About.CONTENT.value: choices(one for one in listed if one.kind == "mandatory-content"),
        About.VALUES.value: choices(one for one in listed if one.kind == "values"),
        About.PRINCIPLES.value: choices(standards),
        **{kind: choices(one for one in listed if one.kind == kind) for kind in TAG_KINDS},
    }
    return Lists(
        abilities=own["abilities"] or of_ours("abilities", OUR_ABILITIES),
        content=own[About.CONTENT],
        values=own[About.VALUES] or of_ours("values", OUR_VALUES),
        principles=own[About.PRINCIPLES],
        tags={kind: own[kind] for kind in TAG_KINDS if own[kind]},
        deliveries=deliveries(local),
        levels=levels(frameworks),
        groups=tuple(Place(group.key, group.name) for group in (local.groups if local else ())),
        topics=tuple(sorted({topic for one in frameworks for course in one.courses for topic in course.topics})),
        demanded=frozenset(kind for kind, lines in own.items() if lines),
        named=frozenset(course.key for one in frameworks for course in one.courses),
    )


def choices(lists: Iterable[Listing | Standard]) -> tuple[Choice, ...]:
    return tuple(
        Choice(f"{one.key}:{place}", line.text, line.evidence, one.title)
        for one in lists
        for place, line in enumerate(one.lines, start=1)
    )


def of_ours(key: str, lines: Iterable[str]) -> tuple[Choice, ...]:
    return tuple(Choice(f"{OURS}-{key}:{place}", text) for place, text in enumerate(lines, start=1))


def deliveries(local: Framework | None) -> tuple[DeliveryType, ...]:
    """The partnership's own types (A22, C32, D17), then every format that none of them covers."""
    named = local.delivery if local else ()
    covered = {one.key for one in named} | {one.format for one in named}
    return (
        *(DeliveryType(one.key, one.title, one.minutes) for one in named),
        *(DeliveryType(one.value, one.label, own=not named) for one in Format if one.value not in covered),
    )


def levels(frameworks: Iterable[Framework]) -> tuple[Place, ...]:
    return tuple(
        Place(level.key, level.name, level.scheme or ("" if one.kind is FrameworkKind.LOCAL else one.key))
        for one in frameworks
        for level in sorted(one.levels, key=lambda level: level.order if level.order is not None else 0)
    )
