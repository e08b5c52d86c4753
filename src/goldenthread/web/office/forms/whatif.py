"""What if a clause said something else."""

from typing import Any

from goldenthread.setting.frameworks.terms import Framework

from .rule import RuleForm, offer_rule


class WhatIfForm(RuleForm):
    """Another rule in a requirement's place; nothing is changed by asking."""

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rule(self, framework)

    def line(self) -> str:
        """The rule as a framework file writes it."""
        return inline(self.cleaned_data["rule"])


def inline(value: Any) -> str:
    """A value on one line of a framework file."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {inline(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(inline(one) for one in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
