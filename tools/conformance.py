"""Write docs/conformance.md: every requirement, what its source says in short, and the tests that prove it.

    python -m tools.conformance

Read from the tests themselves (`@pytest.mark.requirement("B50")`) and their list of requirements, so that the
table cannot claim more than is tested.
"""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
REQUIREMENTS = TESTS / "reference" / "requirements.md"
PAGE = ROOT / "docs" / "conformance.md"
LONGEST = 160
NOT_YET = "not yet"

HEAD = """# Conformance

What the five source frameworks lay down, and the tests that prove it here. Written by `python -m tools.conformance`
from the tests; the numbers are those of [the list of requirements](../tests/reference/requirements.md), which has each
in full. Proved today: {proved} of {all}. A requirement without a test says "not yet", whatever the product may do.
"""


def requirements() -> dict[str, list[tuple[str, str]]]:
    """For each source, its requirements in order: number, and what the source says."""
    found: dict[str, list[tuple[str, str]]] = {}
    heading = ""
    for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading = line.removeprefix("## ").partition(" (source ")[0].strip()
        row = re.match(r"\| ([A-E]\d{2}a?) \| (.*)$", line)
        if row:
            found.setdefault(heading, []).append((row[1], row[2].split(" | ")[0].strip(" |")))
    return found


def known() -> list[str]:
    """Every number on the list."""
    return [number for rows in requirements().values() for number, _ in rows]


def proofs() -> dict[str, list[str]]:
    """For each number, the tests that carry its mark: file and name, in order."""
    found: dict[str, list[str]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                for number in _marks(node.decorator_list):
                    found.setdefault(number, []).append(f"{path.relative_to(ROOT)}::{node.name}")
    return {number: sorted(set(tests)) for number, tests in found.items()}


def _marks(decorators: list[ast.expr]) -> list[str]:
    return [
        str(argument.value)
        for one in decorators
        if isinstance(one, ast.Call) and ast.unparse(one.func) == "pytest.mark.requirement"
        for argument in one.args
        if isinstance(argument, ast.Constant)
    ]


def in_short(text: str) -> str:
    """The beginning of what a source says, cut between words."""
    plain = text.replace("|", "/")
    return plain if len(plain) <= LONGEST else plain[:LONGEST].rpartition(" ")[0].rstrip(",;:") + " …"


def page() -> str:
    """The whole table, as it should stand in the folder of documents."""
    proved = proofs()
    parts = [HEAD.format(proved=len(set(proved) & set(known())), all=len(known()))]
    for source, rows in requirements().items():
        parts += [f"\n## {source}\n", "| Number | What the source says | Proved by |", "|---|---|---|"]
        for number, said in rows:
            tests = "<br>".join(f"`{test.removeprefix('tests/')}`" for test in proved.get(number, ())) or NOT_YET
            parts.append(f"| {number} | {in_short(said)} | {tests} |")
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
