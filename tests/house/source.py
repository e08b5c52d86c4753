"""What the house tests read: every module of the product, parsed once."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "goldenthread"
ROOM_STOREYS = ("foundation", "setting", "training", "whole")


@cache
def modules() -> dict[Path, ast.Module]:
    """Every Python file of the product but migrations, with its syntax tree."""
    return {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
        if "migrations" not in path.parts
    }


def rooms() -> list[Path]:
    """Folders that are rooms: Django apps within a storey."""
    return sorted(path.parent for storey in ROOM_STOREYS for path in (PACKAGE / storey).glob("*/apps.py"))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def shelf(path: Path) -> str:
    """Which shelf of its room a module stands on: services, selectors, rules..."""
    parts = path.relative_to(PACKAGE).parts
    return parts[2].removesuffix(".py") if len(parts) > 2 and parts[0] in ROOM_STOREYS else ""


def statements(function: ast.FunctionDef) -> int:
    """How many statements stand in a function, its docstring aside."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return sum(isinstance(node, ast.stmt) for part in body for node in ast.walk(part))


def where(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
