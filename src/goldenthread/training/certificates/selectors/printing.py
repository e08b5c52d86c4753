"""A certificate as an accessible PDF: what it says goes in as plain text, never as markup."""

import json
import re
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
import typst
from django.utils.formats import date_format

from ..models import Certificate
from ..rules import fit_to_print, spaced
from .checking import address_of

HERE = Path(__file__).resolve().parent.parent
FONTS = HERE / "fonts"
LAYOUT = HERE / "certificate.typ"
STANDARD = "ua-1"
LOGOS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg"}
PLAIN = "#1d4f5f"


@cache
def fonts(of_the_machine: bool = False) -> typst.Fonts:
    """What certificates are printed in: the fonts that come with the product, read once."""
    return typst.Fonts(
        include_system_fonts=of_the_machine, include_embedded_fonts=of_the_machine, font_paths=[str(FONTS)]
    )


def as_pdf(certificates: Sequence[Certificate]) -> bytes:
    """One or many, a page or more each, in one accessible file (PDF/UA).

    A name with signs that our fonts do not show still gets its certificate: it is printed without the standard, in
    whatever font the machine has, and stands whole in the document's title.
    """
    files, said = _material(certificates)
    try:
        return _compiled(files, said, standards=[STANDARD], of_the_machine=False)
    except typst.TypstError:
        return _compiled(files, said, standards=[], of_the_machine=True)


def _compiled(files: dict[str, bytes], said: str, *, standards: list[str], of_the_machine: bool) -> bytes:
    compile_: Any = typst.compile  # its types do not know that several files may be given
    made = compile_(
        files, font_paths=fonts(of_the_machine), sys_inputs={"said": said}, format="pdf", pdf_standards=standards
    )
    return bytes(made)


def _material(certificates: Sequence[Certificate]) -> tuple[dict[str, bytes], str]:
    """The layout with the logos it shows, and what is printed, as JSON."""
    files = {"main.typ": LAYOUT.read_bytes()}
    logos: dict[int, str] = {}
    for one in certificates:
        if one.partnership_id not in logos:
            logos[one.partnership_id] = _logo(one, files)
    pages = [_page(one, logos[one.partnership_id]) for one in certificates]
    first = certificates[0]
    one_of_many = f"{first.course_title}: {len(pages)} certificates"
    title = one_of_many if len(pages) > 1 else f"Certificate of {fit_to_print(first.name)}: {first.course_title}"
    return files, json.dumps({"title": title, "pages": pages})


def _logo(certificate: Certificate, files: dict[str, bytes]) -> str:
    stored = certificate.partnership.logo
    if stored is None:
        return ""
    with stored.content.open("rb") as kept:
        content = kept.read()
    kind = next((kind for start, kind in LOGOS.items() if content.startswith(start)), "")
    name = f"logo-{certificate.partnership_id}.{kind}"
    if kind:
        files[name] = content
    return name if kind else ""


def _page(certificate: Certificate, logo: str) -> dict[str, object]:
    """What one certificate says, in words."""
    partnership = certificate.partnership
    colour = partnership.colour if re.fullmatch(r"#[0-9a-fA-F]{6}", partnership.colour or "") else PLAIN
    facts = [
        ("Completed on", date_format(certificate.completed_on, "j F Y")),
        ("Length", in_hours(certificate.minutes)),
        ("Of these participatory", in_hours(certificate.participatory_minutes)),
        ("Level", certificate.level),
        ("Valid until", date_format(certificate.expires_on, "j F Y") if certificate.expires_on else ""),
    ]
    return {
        "partnership": partnership.name,
        "colour": colour,
        "logo": logo,
        "name": fit_to_print(certificate.name),
        "course": fit_to_print(certificate.course_title),
        "facts": [[label, fit_to_print(text)] for label, text in facts if text],
        "outcomes": [fit_to_print(text) for text in certificate.outcomes],
        "code": spaced(certificate.code),
        "address": address_of(certificate),
        "qr": _qr(address_of(certificate)),
    }


def _qr(address: str) -> str:
    made = BytesIO()
    segno.make(address, error="m").save(made, kind="svg", border=0, xmldecl=False)
    return made.getvalue().decode()


def in_hours(minutes: int) -> str:
    """How long, as people say it; nothing for none."""
    hours, rest = divmod(minutes, 60)
    counts = ((hours, "hour"), (rest, "minute"))
    return " ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count)
