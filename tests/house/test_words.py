"""What may not stand in the tree."""

import re

from tests.house import source

BANNED_MODULES = {"utils", "util", "helpers", "helper", "common", "misc", "managers", "signals"}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|raise NotImplementedError)\b")


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    assert [str(path) for path in source.modules() if path.stem in BANNED_MODULES] == []


def test_nothing_is_left_for_later() -> None:
    left = [
        f"{path.relative_to(source.ROOT)}: {line.strip()}"
        for path in source.modules()
        for line in path.read_text(encoding="utf-8").splitlines()
        if UNFINISHED.search(line)
    ]
    assert left == []


def test_every_room_says_what_it_owns() -> None:
    without = [str(room.relative_to(source.ROOT)) for room in source.rooms() if not (room / "README.md").exists()]
    assert without == []


def test_templates_carry_no_script_or_style_of_their_own() -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle=|\son[a-z]+=\"", re.IGNORECASE)
    carrying = [
        str(path.relative_to(source.ROOT))
        for path in source.PACKAGE.rglob("*.html")
        if "vendor" not in path.parts and inline.search(path.read_text(encoding="utf-8"))
    ]
    assert carrying == []
