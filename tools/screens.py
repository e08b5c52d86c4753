"""Photograph every page of the demonstration, as each role, on a phone and on a desk.

    python -m tools.screens [--state DIR] [--out DIR] [--variant NAME] [--only TEXT] [--base URL] [--readme]

Serves the demonstration's database (made with ./run demo) on a free port, signs in by the demonstration's
own page, and visits what tools/pages.toml lists and what each role's navigation leads to. The pictures go to
screens/VARIANT/ROLE/NAME-WIDTH.png. Run it on databases made for it to see the pages empty or with long names
(`--variant empty --state var/screens-empty`; `./run screens` does all three). `--readme` makes the few pictures
of docs/screenshots instead, each the first screen of a page. Says at the end which pages failed, scrolled
sideways or wrote errors to the browser's console, and then fails itself.
"""

import argparse
import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
WIDTHS = (390, 1280)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TALLEST = 15_000
PATIENCE = 20_000
HEAVIEST = 250 * 1024


@dataclass(frozen=True)
class Wanted:
    """A page to photograph: as whom, where, and what the picture is called."""

    role: str
    path: str
    name: str
    follow: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A picture of docs/screenshots: the first screen of a page, after what it takes to get there."""

    role: str
    path: str
    name: str
    width: int = 1280
    follow: str = ""
    answers: tuple[str, ...] = ()
    upload: str = ""
    to: str = ""


@dataclass
class Album:
    """Where the pictures go, and what was wrong on the way."""

    folder: Path
    only: str = ""
    taken: int = 0
    faults: list[str] = field(default_factory=list)


def listed() -> list[Wanted]:
    """The declared pages."""
    pages = tomllib.loads((ROOT / "tools/pages.toml").read_text("utf-8"))["page"]
    return [Wanted(**{**page, "follow": tuple(page.get("follow", ()))}) for page in pages]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def answers(base: str) -> bool:
    try:
        with urllib.request.urlopen(f"{base}/help/", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


@contextlib.contextmanager
def served(state: Path) -> Iterator[str]:
    """The demonstration on a port of its own, for as long as the pictures take."""
    environ = {**os.environ, "GOLDEN_THREAD_STATE": str(state), "GOLDEN_THREAD_DEMO": "1"}
    environ.pop("GOLDEN_THREAD_TESTING", None)
    subprocess.run([sys.executable, "-m", "goldenthread", "collectstatic", "--noinput", "-v0"], env=environ, check=True)
    port = free_port()
    command = [str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", "1", "--blocking-threads", "2", "--no-ws", "--log-level", "warning"]
    server = subprocess.Popen([*command, "goldenthread.wsgi:application"], env=environ, cwd=ROOT)
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(120):
            if answers(base):
                break
            if server.poll() is not None:
                raise SystemExit("The demonstration did not start: read what it said above.")
            time.sleep(0.25)
        else:
            raise SystemExit("The demonstration did not answer within half a minute.")
        yield base
    finally:
        server.terminate()
        server.wait(timeout=15)


def browser(play: Playwright) -> Browser:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        raise SystemExit("No Chromium was found. On Debian: apt-get install chromium fonts-liberation")
    return play.chromium.launch(executable_path=found, args=FLAGS)


def roles(page: Page, base: str) -> list[str]:
    """The buttons of the demonstration's sign-in page."""
    page.goto(f"{base}/demo/")
    return [text.strip() for text in page.locator("form[action^='/demo/'] button").all_inner_texts()]


def sign_in(page: Page, base: str, role: str) -> None:
    page.goto(f"{base}/demo/")
    page.get_by_role("button", name=role, exact=True).first.click()
    page.wait_for_load_state()


def places(page: Page, base: str) -> list[Wanted]:
    """Where this role's own navigation leads, second rows included."""
    page.goto(f"{base}/")
    found: dict[str, str] = {}
    waiting = [page.url]
    seen: set[str] = set()
    while waiting:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        page.goto(address)
        for link in page.locator("nav[aria-label=Menu] a, nav.gt-parts a").all():
            path = urlsplit(link.evaluate("one => one.href")).path
            if path not in found:
                found[path] = link.inner_text().strip()
                waiting.append(base + path)
    often = Counter(slug(label) for label in found.values())
    return [Wanted("", path, slug(label if often[slug(label)] == 1 else path)) for path, label in found.items()]


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-") or "page"


def follow(page: Page, ways: tuple[str, ...]) -> str:
    """Click through to a page that has no address one could write down; answers the step that led nowhere."""
    for way in ways:
        link = (
            page.locator("main a")
            .filter(has_not_text="Download")
            .evaluate_all(
                "(all, way) => all.map(a => a.getAttribute('href')).find(h => new RegExp(way).test(h))",
                way,
            )
        )
        if not link:
            return way
        page.goto(urljoin(page.url, str(link)))
    return ""


def photograph(page: Page, base: str, wanted: Wanted, role: str, album: Album) -> None:
    """One page at each width; what is wrong with it is written down."""
    if album.only and album.only not in f"{role} {wanted.path} {wanted.name}":
        return
    expected = 404 if "no-such" in wanted.path else 200
    folder = album.folder / slug(role)
    folder.mkdir(parents=True, exist_ok=True)
    said: list[str] = []

    def listen(message: object) -> None:
        if getattr(message, "type", "") == "error" and expected == 200:
            said.append(str(getattr(message, "text", "")))

    page.on("console", listen)
    address = wanted.path
    if wanted.follow:
        page.goto(base + wanted.path)
        if nowhere := follow(page, wanted.follow):
            album.faults.append(f"{role}: nothing on {urlsplit(page.url).path} leads to {nowhere}")
            page.remove_listener("console", listen)
            return
        address = page.url.removeprefix(base)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        answer = page.goto(base + address)
        where = f"{role}: {urlsplit(page.url).path} at {width}"
        if answer is not None and answer.status != expected:
            album.faults.append(f"{where} answered {answer.status}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            album.faults.append(f"{where} scrolls sideways ({wide})")
        height = min(int(page.evaluate("document.documentElement.scrollHeight")), TALLEST)
        clip = {"x": 0.0, "y": 0.0, "width": float(width), "height": float(height)}
        page.screenshot(path=folder / f"{wanted.name}-{width}.png", full_page=True, clip=clip)  # type: ignore[arg-type]
        album.taken += 1
    page.remove_listener("console", listen)
    album.faults.extend(f"{role}: {wanted.path} wrote to the console: {text[:200]}" for text in dict.fromkeys(said))


def shown() -> list[Shown]:
    """The declared pictures of docs/screenshots."""
    declared = tomllib.loads((ROOT / "tools/pages.toml").read_text("utf-8"))["shown"]
    return [Shown(**{**one, "answers": tuple(one.get("answers", ()))}) for one in declared]


def reach(page: Page, base: str, one: Shown, state: Path) -> None:
    """Go where a picture is taken, as somebody would."""
    page.goto(base + one.path)
    for answer in one.answers:
        page.get_by_label(answer, exact=True).check()
        page.get_by_role("button", name="Continue").click()
    if one.upload:
        page.locator("input[type=file]").set_input_files(state / "demo-files" / one.upload)
        page.get_by_label("No: it adds people").check()
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("button", name="Preview").click()
    if one.follow:
        page.locator(f"main a[href*='{one.follow}']").first.click()
    page.wait_for_load_state()
    if one.to:
        page.locator(one.to).first.evaluate("found => found.scrollIntoView()")


def picture(chromium: Browser, base: str, one: Shown, state: Path) -> str:
    """Take one picture of docs/screenshots; says what is wrong with it, or nothing."""
    size = {"width": one.width, "height": 844 if one.width < 600 else 1100}
    context = chromium.new_context(
        locale="en-GB",
        timezone_id="Europe/London",
        reduced_motion="reduce",
        viewport=size,  # type: ignore[arg-type]
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    if one.role != "visitor":
        sign_in(page, base, one.role)
    reach(page, base, one, state)
    file = ROOT / "docs/screenshots" / f"{one.name}.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=file)
    context.close()
    return f"{file.name} is {file.stat().st_size // 1024} KB" if file.stat().st_size > HEAVIEST else ""


def session(chromium: Browser, base: str, role: str, pages: list[Wanted], album: Album) -> None:
    """Everything one role sees, in a browser profile of its own."""
    context = chromium.new_context(locale="en-GB", timezone_id="Europe/London", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    if role != "visitor":
        sign_in(page, base, role)
        known = {wanted.path for wanted in pages if not wanted.follow}
        pages = pages + [wanted for wanted in places(page, base) if wanted.path not in known]
    for wanted in pages:
        photograph(page, base, wanted, role, album)
    context.close()


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run screens", description="Photograph every page of the demonstration.")
    state = os.environ.get("GOLDEN_THREAD_STATE", str(ROOT / "var"))
    parser.add_argument("--state", type=Path, default=Path(state), help="the folder of the demonstration's database")
    parser.add_argument("--out", type=Path, default=ROOT / "screens")
    parser.add_argument("--variant", default="full", help="the name of the set, such as full, empty or long")
    parser.add_argument("--only", default="", help="only pages whose role, path or name holds this text")
    parser.add_argument("--base", default="", help="photograph a demonstration that is running already")
    parser.add_argument("--readme", action="store_true", help="make the pictures of docs/screenshots instead")
    asked = parser.parse_args()
    if not asked.base and not (asked.state / "goldenthread.sqlite3").exists():
        print(f"There is no demonstration in {asked.state}. Make one first: ./run demo", file=sys.stderr)
        return 1
    album = Album(asked.out / asked.variant, asked.only)
    with contextlib.ExitStack() as stack:
        base = asked.base.rstrip("/") or stack.enter_context(served(asked.state))
        chromium = browser(stack.enter_context(sync_playwright()))
        stack.callback(chromium.close)
        if asked.readme:
            wrong = [fault for one in shown() if (fault := picture(chromium, base, one, asked.state))]
            print("\n".join(wrong) or "The pictures of docs/screenshots are made.")
            return 1 if wrong else 0
        for role in ["visitor", *roles(chromium.new_page(), base)]:
            kinds = ("visitor",) if role == "visitor" else (role, "*")
            session(chromium, base, role, [wanted for wanted in listed() if wanted.role in kinds], album)
            print(f"{role}: {album.taken} pictures so far", file=sys.stderr)
    print(f"{album.taken} pictures in {album.folder}")
    for fault in album.faults:
        print(f"  - {fault}")
    return 1 if album.faults else 0


if __name__ == "__main__":
    sys.exit(main())
