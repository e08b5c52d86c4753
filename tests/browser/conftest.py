"""Journeys in a real browser: Debian's Chromium against the product as `./run demo` serves it."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MISSING = "no Chromium was found (Debian: apt-get install chromium fonts-liberation)"
ON_POSTGRES = os.environ.get("GOLDEN_THREAD_DATABASE", "").startswith("postgres")
LEFT_OUT = CHROMIUM is None and os.environ.get("CI") != "true"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BESIDES = {rule: {"enabled": True} for rule in ("heading-order", "landmark-one-main", "page-has-heading-one")}
"""Asked of every page beside the standards: headings in order, one main part, one main heading."""
PEOPLE = "300"

JAVA = shutil.which("java")
WITHOUT_JAVA = "no Java was found (Debian: apt-get install default-jre-headless)"
UNREAD = JAVA is None and os.environ.get("CI") != "true"

collect_ignore_glob = ["test_*.py"] if LEFT_OUT or ON_POSTGRES else ["test_markup.py"] if UNREAD else []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if ON_POSTGRES:
        terminalreporter.write_line("The browser journeys bring an embedded database: they are in the run on SQLite.")
    elif LEFT_OUT:
        terminalreporter.write_line(f"Left out: the browser journeys, because {MISSING}.")
    elif UNREAD:
        terminalreporter.write_line(f"Left out: whether every page is valid HTML, because {WITHOUT_JAVA}.")


def free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


def answers(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers, or say why it does not."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert server.poll() is None, "the server stopped as it started"
        try:
            with urllib.request.urlopen(address, timeout=5) as page:
                assert page.status == 200
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"{address} did not answer within a minute")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small demonstration with a database of its own, served as `./run demo` serves it."""
    assert CHROMIUM, MISSING
    state = tmp_path_factory.mktemp("demonstration")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GOLDEN_THREAD_", "DJANGO_"))}
    environment = kept | {
        "GOLDEN_THREAD_DEMO": "1",
        "GOLDEN_THREAD_STATE": str(state),
        "DJANGO_SETTINGS_MODULE": "goldenthread.settings",
    }
    for command in (["demo", "--people", PEOPLE], ["collectstatic", "--noinput", "--verbosity", "0"]):
        run = [sys.executable, "-m", "goldenthread", *command]
        subprocess.run(run, check=True, env=environment, cwd=ROOT, timeout=180, stdout=subprocess.DEVNULL)
    port = free_port()
    granian = Path(sys.executable).with_name("granian")
    serve = [granian, "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    serve += ["--blocking-threads", "2", "--no-ws", "--log-level", "warning", "goldenthread.wsgi:application"]
    with subprocess.Popen(serve, env=environment, cwd=ROOT) as server:
        try:
            answers(f"http://127.0.0.1:{port}/demo/", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@dataclass
class Visit:
    """One person at one screen, and what went wrong while they were there."""

    page: Page
    site: str
    trouble: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open a page of the site; it must be there."""
        answer = self.page.goto(self.site + path)
        assert answer is not None and answer.ok, f"{path} answered {answer.status if answer else 'nothing'}"

    def become(self, role: str) -> None:
        """Sign in with one click as somebody of that role."""
        self.go("/demo/")
        self.page.get_by_role("button", name=role, exact=True).click()
        self.page.wait_for_load_state()

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.site)

    def heading(self) -> str:
        return self.page.locator("h1").first.inner_text()

    def main_menu(self) -> list[str]:
        """Where the menu at the top leads, each place once."""
        links = self.page.locator("header a[href^='/'], nav a[href^='/']")
        found = [link.get_attribute("href") or "" for link in links.all()]
        return list(dict.fromkeys(href.split("#")[0] for href in found if "logout" not in href))

    def scrolls_sideways(self) -> bool:
        return bool(
            self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")
        )

    def barriers(self) -> list[str]:
        """What axe finds that keeps somebody out, in a line each."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: Any = self.page.evaluate(f"axe.run({{runOnly: {json.dumps(STANDARDS)}, rules: {json.dumps(BESIDES)}}})")
        return [
            f"{self.path}: {one['id']} at {node['target'][0]} ({one['help']})"
            for one in found["violations"]
            for node in one["nodes"]
        ]


Open = Callable[..., Visit]


@pytest.fixture
def visit(site: str, chromium: Browser) -> Iterator[Open]:
    """Open a screen: `visit()`, `visit(script=False)`, `visit(width=390)`. It ends without trouble of its own."""
    opened: list[Visit] = []

    def open_screen(*, script: bool = True, width: int = 1280) -> Visit:
        context = chromium.new_context(java_script_enabled=script, viewport={"width": width, "height": 900})
        context.set_default_timeout(10_000)
        one = Visit(context.new_page(), site)
        one.page.on("pageerror", lambda error: one.trouble.append(f"{one.path}: {error}"))
        one.page.on("console", lambda said: one.trouble.append(said.text) if said.type == "error" else None)
        opened.append(one)
        return one

    yield open_screen
    trouble = [line for one in opened for line in one.trouble]
    for one in opened:
        one.page.context.close()
    assert trouble == []
