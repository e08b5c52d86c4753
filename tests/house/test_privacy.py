"""Every field of every model of ours stands in the privacy register, once, with how long it is kept."""

import tomllib

from django.apps import apps

from goldenthread.foundation.audit import register


def fields_of_models() -> dict[str, set[str]]:
    return {
        model._meta.label_lower: {field.name for field in model._meta.get_fields() if not field.auto_created}
        | {model._meta.pk.name}
        for model in apps.get_models()
        if model.__module__.startswith("goldenthread.")
    }


def test_every_field_is_in_the_register_and_nothing_else_is() -> None:
    registered = {model: set(fields) for model, fields in register.register().items()}
    assert registered == fields_of_models()


def test_no_field_is_of_two_kinds_and_every_model_says_how_long() -> None:
    tables = tomllib.loads(register.PATH.read_text(encoding="utf-8"))
    for app, models in tables.items():
        for model, entry in models.items():
            named = [field for kind in register.KINDS for field in entry.get(kind, ())]
            assert len(named) == len(set(named)), f"{app}.{model}"
            assert entry["keep"], f"{app}.{model}"


def test_the_trail_keeps_values_of_open_fields_only() -> None:
    kept = register.keepable(
        {"family_name": ["Ash", "Oak"], "starts_on": [None, "2026-03-02"], "refused": 4, "odd": "x"}
    )
    assert kept == {"family_name": None, "starts_on": [None, "2026-03-02"], "refused": 4, "odd": None}
