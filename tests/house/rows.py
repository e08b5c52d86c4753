"""Rows that the database would take, filled in field by field: what a constraint test then spoils."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.db import models

_numbers = count(1)

A_DAY = date(2026, 3, 2)
A_MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 12, 30, tzinfo=UTC)

GOOD: dict[str, dict[str, Any]] = {
    "messaging.message": {"state": "due"},
    "messaging.pause": {"open_slot": 1},
    "imports.batch": {"state": "uploaded"},
    "imports.notedrow": {"outcome": "new"},
    "imports.journalpage": {"act": "created"},
    "questionnaires.setquestion": {"kind": "text"},
    "partnerships.agencychange": {"kind": "merged"},
    "partnerships.partnershipchange": {"kind": "merged"},
    "partnerships.aggregatereturn": {"headcount": 10, "compliant": 1},
    "events.session": {"ends_at": LATER},
    "frameworks.line": {"kind": "local"},
    "frameworks.requirementrow": {"weight": "required", "owner": "employer"},
}
"""Words that a field without choices takes."""


def filled(model: type[models.Model], **given: Any) -> models.Model:
    """An unsaved row of the model with every required field filled; what is required behind it is saved."""
    values = {**GOOD.get(model._meta.label_lower, {}), **given}
    for field in model._meta.concrete_fields:
        if field.primary_key or field.name in values or field.attname in values:
            continue
        if field.has_default() or field.null or getattr(field, "auto_now_add", False):
            continue
        values[field.name] = _value(field)
    return model(**values)


def saved(model: type[models.Model], **given: Any) -> models.Model:
    row = filled(model, **given)
    row.save(force_insert=True)
    return row


def _value(field: models.Field[Any, Any]) -> Any:
    if isinstance(field, models.ForeignKey):
        return saved(field.related_model)
    if isinstance(field, models.FileField):
        return "a-file.csv"
    if field.choices and field.blank:
        return ""
    if field.choices:
        return next(iter(field.flatchoices))[0]
    if isinstance(field, models.EmailField):
        return f"someone{next(_numbers)}@agency.example"
    if isinstance(field, models.CharField | models.TextField):
        return f"a{next(_numbers)}"[: field.max_length or 20]
    if isinstance(field, models.DateTimeField):
        return A_MOMENT
    if isinstance(field, models.DateField):
        return A_DAY
    if isinstance(field, models.BooleanField):
        return False
    return next(_numbers)
