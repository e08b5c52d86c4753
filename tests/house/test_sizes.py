"""Small modules, short functions, thin views."""

import ast

from tests.house import source


def test_no_module_is_longer_than_400_lines() -> None:
    long = {
        str(path.relative_to(source.ROOT)): lines
        for path in source.modules()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


def test_no_function_is_longer_than_60_lines() -> None:
    long = [
        f"{source.where(path, function)} {function.name}"
        for path, tree in source.modules().items()
        for function in source.functions(tree)
        if (function.end_lineno or 0) - function.lineno + 1 > 60
    ]
    assert long == []


def test_a_view_has_at_most_20_statements_and_catches_nothing() -> None:
    views = [
        (path, function)
        for path, tree in source.modules().items()
        if "views" in path.parts
        for function in source.functions(tree)
    ]
    assert views, "there are views to look at"
    thick = [source.where(path, function) for path, function in views if source.statements(function) > 20]
    catching = [
        source.where(path, node) for path, function in views for node in ast.walk(function) if isinstance(node, ast.Try)
    ]
    assert (thick, catching) == ([], [])
