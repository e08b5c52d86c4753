"""Addresses of what every page needs: the partnership's colour, and the words in the footer."""

from django.conf import settings
from django.urls import URLPattern, path

from . import areas, views
from .styleguide import styleguide

app_name = "ui"
urlpatterns: list[URLPattern] = [
    path("colour/<str:code>.css", views.colour, name="colour"),
    path("areas/", areas.areas, name="areas"),
    path("areas/<slug:slug>/", areas.choose, name="choose_area"),
    path("help/", views.help_page, name="help"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
]
if settings.DEMO or settings.TESTING:
    urlpatterns.append(path("styleguide/", styleguide, name="styleguide"))
