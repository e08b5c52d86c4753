"""What the pages are dressed in: locked, without addresses, and without the brand of GOV.UK."""

import json
import re
from pathlib import Path

import pytest

from tools.assets import BRANDED, VENDOR, brand_free

ROOT = Path(__file__).resolve().parents[3]


def test_the_lock_names_contents_and_no_addresses() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    fetched = {name: one for name, one in packages.items() if name}
    assert {name for name, one in fetched.items() if "integrity" not in one} == set()
    assert "resolved" not in (ROOT / "package-lock.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("@font-face{font-family:GDS Transport;src:url(/assets/fonts/a.woff2)}p{color:red}", "p{color:red}"),
        (".a,.govuk-header__logotype-crown{top:0}", ".a{top:0}"),
        (".b{background:url(/assets/images/govuk-crest.svg)}.c{top:0}", ".c{top:0}"),
        ("@media print{.moj-header__logo{top:0}.d{left:0}}", "@media print{.d{left:0}}"),
        (".e{background:url(/assets/images/icon-tick.svg)}", ".e{background:url(icon-tick.svg)}"),
        (".f{top:0}/*# sourceMappingURL=x.css.map */", ".f{top:0}"),
    ],
)
def test_the_brand_comes_out_and_the_rest_stays(css: str, expected: str) -> None:
    assert brand_free(css) == expected


def test_nothing_of_the_brand_is_shipped() -> None:
    shipped = sorted(VENDOR.glob("*.css"))
    assert [path.name for path in shipped] == ["govuk-frontend.min.css", "moj-frontend.min.css"], (
        "python -m tools.assets"
    )
    assert [path.name for path in shipped if BRANDED.search(path.read_text("utf-8"))] == []
    assert {path.suffix for path in VENDOR.iterdir()} <= {".css", ".js", ".svg", ".txt", ".made-from", ""}


def test_every_picture_a_stylesheet_names_is_there() -> None:
    named = {name for path in VENDOR.glob("*.css") for name in re.findall(r"url\(([^)]+)\)", path.read_text("utf-8"))}
    assert {name for name in named if not name.startswith("data:") and not (VENDOR / name).exists()} == set()
