"""Every service is a verb with `by`, keyword-only, atomic and audited; nothing else writes."""

import ast

from tests.house import source

WRITES = {"create", "bulk_create", "bulk_update", "update_or_create", "get_or_create", "delete", "save"}

READS_OR_PARTS = {"foundation"}
"""Foundation's verbs are parts of a room's own act: the room audits."""


def public_services() -> list[tuple[str, ast.FunctionDef]]:
    return [
        (source.where(path, node), node)
        for path, tree in source.modules().items()
        if source.shelf(path) == "services" and path.relative_to(source.PACKAGE).parts[0] not in READS_OR_PARTS
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not path.name.startswith("_")
    ]


def decorators(function: ast.FunctionDef) -> set[str]:
    return {ast.unparse(decorator) for decorator in function.decorator_list}


def calls(function: ast.FunctionDef) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}


def test_there_are_services() -> None:
    assert len(public_services()) > 20


def test_services_take_keywords_only() -> None:
    assert [place for place, function in public_services() if function.args.args] == []


def test_services_say_who_acts() -> None:
    without = [
        f"{place} {function.name}"
        for place, function in public_services()
        if "by" not in {argument.arg for argument in function.args.kwonlyargs}
    ]
    assert without == []


def test_services_are_told_the_time() -> None:
    without = [
        f"{place} {function.name}"
        for place, function in public_services()
        if not {"at", "on"} & {argument.arg for argument in function.args.kwonlyargs}
    ]
    assert without == []


def test_services_are_atomic() -> None:
    loose = [
        f"{place} {function.name}"
        for place, function in public_services()
        if not any("atomic" in decorator for decorator in decorators(function))
        and not any("atomic" in call for call in calls(function))
    ]
    assert loose == []


def test_only_services_write() -> None:
    writers = [
        source.where(path, node)
        for path, tree in source.modules().items()
        if source.shelf(path) in {"selectors", "access", "rules", "terms"}
        or path.relative_to(source.PACKAGE).parts[0] == "web"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
        and "objects" in ast.unparse(node.func.value)
    ]
    assert writers == []
