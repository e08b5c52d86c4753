"""Addresses of the public surface."""

from django.conf import settings
from django.urls import URLPattern, path

from .views import chooser, demo, home

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("which-training/", chooser.chooser, name="chooser"),
    path("your-account/", home.no_area, name="no_area"),
]

if settings.DEMO or settings.TESTING:
    urlpatterns += [
        path("demo/", demo.choose, name="demo"),
        path("demo/<int:account_id>/", demo.sign_in, name="demo_sign_in"),
        path("demo/files/<str:name>", demo.spreadsheet, name="demo_file"),
    ]
