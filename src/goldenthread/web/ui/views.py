"""Pages that belong to no surface: help, accessibility and privacy."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from .colours import INK, why_not_colour


@login_not_required
def colour(request: HttpRequest, code: str) -> HttpResponse:
    """The partnership's colour as a stylesheet, so that no page needs a style of its own."""
    if why_not_colour(f"#{code}") and len(code) != 6:
        raise Http404
    chosen = INK if why_not_colour(f"#{code}") else f"#{code}"
    css = f":root {{ --gt-header: {chosen}; }}\n"
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
