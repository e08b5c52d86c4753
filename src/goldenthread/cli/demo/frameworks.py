"""The frameworks of the demo: one in force with the national overlays beside it, and what is planned next."""

from dataclasses import dataclass, replace

from goldenthread.kernel.actor import COMMAND_LINE, Actor
from goldenthread.kernel.periods import Period, Unit, add_months
from goldenthread.setting.frameworks import selectors, services
from goldenthread.setting.frameworks.models import Version
from goldenthread.setting.frameworks.rules import resolve, write, write_rule
from goldenthread.setting.frameworks.terms import (
    AllOf,
    AnyOf,
    AtLeast,
    BySetting,
    Completed,
    Count,
    Framework,
    FrameworkKind,
    Minutes,
    Requirement,
    Rule,
    Weight,
)
from goldenthread.setting.partnerships.models import Agency, Partnership
from goldenthread.training.standing.services import take_force

from .moment import Moment

YEARS_IN_FORCE = 4
THREE_YEARS, TWO_YEARS = Period(3, Unit.YEARS), Period(2, Unit.YEARS)


@dataclass(frozen=True)
class Adopted:
    """What is in force in one partnership: the local framework first, then the overlays."""

    partnership: Partnership
    versions: tuple[Version, ...]
    frameworks: tuple[Framework, ...]

    @property
    def questions(self) -> tuple[str, ...]:
        return tuple(question.key for framework in self.frameworks for question in framework.questions)


def adopt(partnership: Partnership, pack: str, moment: Moment) -> Adopted:
    """Adopt a pack and every national overlay, in force since four years ago."""
    on = add_months(moment.today, -12 * YEARS_IN_FORCE)
    overlays = [each.key for each in selectors.packs() if each.kind is FrameworkKind.OVERLAY]
    versions = []
    for key in (pack, *overlays):
        version = services.adopt_pack(by=COMMAND_LINE, at=moment.at, partnership=partnership, pack_key=key)
        take_force(by=COMMAND_LINE, at=moment.at, version=version, on=on)
        versions.append(version)
    return Adopted(partnership, tuple(versions), tuple(selectors.framework_of(version) for version in versions))


def local_packs() -> list[str]:
    """The packs that a partnership can adopt as its own."""
    return [each.key for each in selectors.packs() if each.kind is FrameworkKind.LOCAL]


def pack_called(wanted: str) -> str | None:
    """The one local pack meant: by its key, by how its key begins, or by words of its title."""
    keys, words = local_packs(), wanted.lower().replace("-", " ").split()
    titles = {each.key: f"{each.key} {each.title}".lower() for each in selectors.packs()}
    ways = (
        [key for key in keys if key == wanted],
        [key for key in keys if key.startswith(wanted)],
        [key for key in keys if words and all(word in titles[key] for word in words)],
    )
    return next((found[0] for found in ways if len(found) == 1), None)


def draft_successor(adopted: Adopted, by: Actor, moment: Moment) -> Version:
    """A draft in which the main refresher comes every two years: something to preview before it takes force."""
    draft = services.copy_to_draft(by=by, at=moment.at, version=adopted.versions[0], reason="For consultation")
    now = adopted.frameworks[0]
    sooner = tuple(come_sooner(requirement) for requirement in now.requirements)
    successor = replace(now, title=f"{now.title}: draft for consultation", requirements=sooner)
    return services.save_draft(by=by, at=moment.at, version=draft, text=write(successor))


def come_sooner(requirement: Requirement) -> Requirement:
    """The same requirement, every two years where it was every three."""
    if requirement.weight is not Weight.REQUIRED:
        return requirement
    return replace(requirement, rule=shorten(requirement.rule))


def shorten(rule: Rule) -> Rule:
    if isinstance(rule, Completed | Count | Minutes):
        return replace(rule, within=TWO_YEARS) if rule.within == THREE_YEARS else rule
    if isinstance(rule, BySetting):
        return replace(rule, options={key: shorten(option) for key, option in rule.options.items()})
    if isinstance(rule, AtLeast | AllOf | AnyOf):
        return replace(rule, rules=tuple(shorten(part) for part in rule.rules))
    return rule


def ask_for_more(adopted: Adopted, agency: Agency, by: Actor, moment: Moment) -> None:
    """One agency asks its own people for the first three-yearly refresher every two years."""
    renewed = renewed_every_three_years(adopted.frameworks[0])
    if renewed:
        rule = resolve(shorten(renewed[0].rule), adopted.frameworks[0].chosen())
        services.override_for_agency(
            by=by,
            at=moment.at,
            version=adopted.versions[0],
            agency=agency,
            requirement_key=renewed[0].key,
            starts_on=add_months(moment.today, -12),
            rule=write_rule(rule),
            reason="Asked for by the agency's own safeguarding policy.",
        )


def renewed_every_three_years(framework: Framework) -> list[Requirement]:
    """Requirements that an agency could ask more often."""
    return [each for each in framework.requirements if come_sooner(each) != each]
