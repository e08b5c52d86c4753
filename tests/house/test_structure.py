"""The map of the house holds: storeys, rooms and shelves by contract, doors by the import graph."""

import re
import subprocess
import sys

import grimp

from tests.house import source

DOORS = {"services", "selectors", "access", "terms", "jobs", "apps"}
"""Another room, and the surfaces, come in by these. A room above may also point a foreign key at a model below."""


def test_contracts_are_kept() -> None:
    found = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=source.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert re.search(r"(\d+) kept, 0 broken", found.stdout), found.stdout[-4000:]


def test_rooms_are_entered_by_their_doors() -> None:
    graph = grimp.build_graph("goldenthread", cache_dir=None)
    rooms = {
        f"goldenthread.{room.parent.name}.{room.name}" for room in source.rooms() if room.parent.name != "foundation"
    }
    through_the_wall = sorted(
        f"{importer} -> {imported}"
        for room in rooms
        for imported in graph.find_descendants(room)
        for importer in graph.find_modules_that_directly_import(imported)
        if not importer.startswith(f"{room}.")
        and importer != room
        and imported.removeprefix(f"{room}.").split(".")[0] not in DOORS
        and not allowed(importer, imported, room)
    )
    assert through_the_wall == []


def allowed(importer: str, imported: str, room: str) -> bool:
    """Stored things above may name stored things below; pure rules above may call pure rules below; the demo both."""
    shelf_in = imported.removeprefix(f"{room}.").split(".")[0]
    parts = importer.split(".")
    shelf_from = parts[3] if len(parts) > 3 else ""
    if shelf_in == "models":
        return shelf_from in {"models", "services", "selectors", "access"} or parts[1] == "cli"
    return shelf_in == "rules" and (shelf_from in {"rules", "services", "selectors"} or parts[1] == "cli")
