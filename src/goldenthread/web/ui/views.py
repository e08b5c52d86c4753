"""Pages that belong to no surface: help, accessibility and privacy."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .colours import header_colour


@login_not_required
def colour(request: HttpRequest, code: str) -> HttpResponse:
    """The partnership's colour as a stylesheet, so that no page needs a style of its own."""
    del request  # the same for everyone
    css = f":root {{ --gt-header: {header_colour(f'#{code}')}; }}\n"
    return HttpResponse(css, content_type="text/css", headers={"Cache-Control": "public, max-age=86400"})


@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/help.html")


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/accessibility.html")


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/privacy.html")
