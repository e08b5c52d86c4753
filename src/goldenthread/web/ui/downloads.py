"""A file made for the reader: downloaded by its name, kept by nobody on the way."""

from django.http import HttpResponse
from django.utils.text import slugify


def download(content: bytes, name: str, kind: str, media_type: str) -> HttpResponse:
    """The file to save, named for what it is."""
    filename = f"{slugify(name)[:80] or 'file'}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{filename}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=media_type, headers=headers)


def pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF to save."""
    return download(content, name, "pdf", "application/pdf")
