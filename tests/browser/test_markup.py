"""Every kind of page is valid HTML: the validator of the W3C reads one page of each.

1. Sign in as each role that reaches other pages than the rest.
2. Follow every link once for each kind of page.
3. Give what came back to the validator; nothing is left but what is known and explained here.
"""

import json
import re
import subprocess
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import APIRequestContext

from .conftest import JAVA, WITHOUT_JAVA, Open, Visit

pytestmark = pytest.mark.browser
VALIDATOR = Path(__file__).resolve().parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
ROLES = [
    "Administrator",
    "Officer, Wexmere and Aldersby",
    "Agency lead, hospital trust",
    "Board member",
    "New account, in no agency yet",
]
KNOWN = {
    # Our tables become cards on a phone: a style that takes the meaning of rows and cells from a screen reader.
    r"^The “(table|row|rowgroup|cell|columnheader|rowheader)” role is unnecessary": "roles said again for the cards",
    r"^The “role” attribute must not be used on a “(td|th|tr)” element": "the same roles, inside a table",
    r"^The “group” role is unnecessary for element “fieldset”": "govuk-frontend says it for older screen readers",
}
"""What we or govuk-frontend do on purpose, by the validator's own words, with the reason."""
HREF = re.compile(r"""href="([^"#]*)""")
KINDS_AT_LEAST = 60


def kind_of(address: str) -> str:
    """Which kind of page an address is: the name of its view; nothing for what is no page of ours."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def followed(here: Visit, seen: set[str], folder: Path) -> None:
    """Every kind of page that is reached from where this person begins, each kept once as a file."""
    waiting, asked = [here.page.url], set[str]()
    request: APIRequestContext = here.page.request
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if not kind or kind in asked or "logout" in kind or "export=" in address:
            continue
        asked.add(kind)
        answer = request.get(address)
        if not answer.ok or "text/html" not in answer.headers.get("content-type", ""):
            continue
        text = answer.text()
        if kind not in seen:
            seen.add(kind)
            (folder / f"{kind.replace(':', '-')}.html").write_text(text, encoding="utf-8")
        found = (urljoin(address, href.replace("&amp;", "&")) for href in HREF.findall(text))
        waiting += [one for one in found if one.startswith(here.site)]


def found_wrong(folder: Path) -> Counter[str]:
    """What the validator says of the pages, each fault once for each page, without what is known."""
    assert JAVA, WITHOUT_JAVA
    command = [JAVA, "-Xss4m", "-jar", str(VALIDATOR), "--format", "json", "--exit-zero-always", str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    report = json.loads(said.stderr or said.stdout)
    faults: Counter[str] = Counter()
    for one in report["messages"]:
        words = one["message"]
        if one.get("subType") != "warning" and one["type"] != "error":
            continue
        if not any(re.search(known, words) for known in KNOWN):
            faults[f"{Path(one['url']).stem}: {words} | {one.get('extract', '').strip()[:120]}"] += 1
    return faults


def test_one_page_of_each_kind_is_valid(visit: Open, tmp_path: Path) -> None:
    seen: set[str] = set()
    visitor = visit()
    visitor.go("/demo/")
    followed(visitor, seen, tmp_path)
    for role in ROLES:
        here = visit()
        here.become(role)
        followed(here, seen, tmp_path)
    assert len(seen) >= KINDS_AT_LEAST, sorted(seen)
    assert list(found_wrong(tmp_path)) == []
