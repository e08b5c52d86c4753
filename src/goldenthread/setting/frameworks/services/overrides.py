"""Agencies that ask for more than the partnership."""

from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.audit.services import record
from goldenthread.foundation.freshness.services import PARTNERSHIP, mark
from goldenthread.kernel.actor import Actor
from goldenthread.kernel.refusal import Kind, Refusal, Refused, bad_input, refuse
from goldenthread.setting.partnerships.models import Agency

from .. import access, rules, selectors
from ..models import AgencyOverride, Line, Version
from ..terms import Requirement
from ._mistakes import mistakes_refused
from ._rows import keep_rows_in_step


@transaction.atomic
def override_for_agency(
    *,
    by: Actor,
    at: datetime,
    version: Version,
    agency: Agency,
    requirement_key: str,
    starts_on: date,
    rule: str = "",
    mandatory: bool = False,
    reason: str,
) -> AgencyOverride:
    """An agency asks for more than the partnership: its rule is added to the requirement's own (B62).

    `version` is the one in force, whose requirement it is; the override follows the line into later versions.
    """
    line = version.line
    refuse(access.can_override(by, line, agency))
    framework = selectors.framework_of(version)
    base: Requirement | None = rules.clause_of(framework, "requirements", requirement_key)
    if base is None:
        raise Refused(Refusal("This framework has no such requirement.", Kind.NOT_VISIBLE))
    _refuse_override(line, agency, base, rule, mandatory, reason)
    if rule:
        with mistakes_refused("rule"):
            added = rules.read_rule(rule, framework)
        chosen = framework.chosen()
        refuse(rules.why_not_stricter(rules.resolve(base.rule, chosen), rules.resolve(added, chosen)))
        rule = rules.write_rule(added)
    override = AgencyOverride.objects.create(
        line=line,
        agency=agency,
        requirement_key=requirement_key,
        rule=rule,
        mandatory=mandatory,
        reason=reason.strip(),
        starts_on=starts_on,
    )
    for each in line.versions.all():
        keep_rows_in_step(each, selectors.framework_of(each))
    _note_override(by, at, override, "stricter for agency", reason)
    return override


def _refuse_override(line: Line, agency: Agency, base: Requirement, rule: str, mandatory: bool, reason: str) -> None:
    if not reason.strip():
        refuse(bad_input("Say why your agency asks for more.", reason="Give the reason."))
    if not rule and not mandatory:
        asked = "Give a stricter rule, or make the requirement mandatory."
        refuse(bad_input(f"Nothing more is asked. {asked}", rule=asked))
    if not line.partnership.memberships.filter(agency=agency, ends_on__isnull=True).exists():
        refuse(bad_input(f"{agency} does not belong to {line.partnership}.", agency="Choose one of its agencies."))
    standing = AgencyOverride.objects.filter(line=line, agency=agency, requirement_key=base.key, ends_on__isnull=True)
    if standing.exists():
        refuse(Refusal(f"{agency} has a stricter rule for “{base.title}” already. End that one first."))


@transaction.atomic
def end_override(
    *, by: Actor, at: datetime, override: AgencyOverride, ends_on: date, reason: str = ""
) -> AgencyOverride:
    """The agency asks no more than the partnership after that day. What held before stays history."""
    refuse(access.can_override(by, override.line, override.agency))
    if override.ends_on is not None:
        refuse(Refusal("This stricter rule has ended already."))
    if ends_on < override.starts_on:
        refuse(bad_input("It cannot end before it starts.", ends_on="Choose a later day."))
    override.ends_on = ends_on
    override.save(update_fields=["ends_on"])
    _note_override(by, at, override, "end stricter rule", reason)
    return override


def _note_override(by: Actor, at: datetime, override: AgencyOverride, act: str, reason: str) -> None:
    partnership_id = override.line.partnership_id
    mark(kind=PARTNERSHIP, keys=[partnership_id], at=at)
    record(
        by=by,
        at=at,
        act=act,
        thing="agency override",
        thing_id=override.pk,
        partnership_id=partnership_id,
        reason=reason,
        changes={
            "requirement_key": [None, override.requirement_key],
            "rule": [None, override.rule],
            "mandatory": [None, override.mandatory],
        },
    )
