"""Addresses: one line a surface."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("", include("goldenthread.web.ui.urls")),
    path("", include("goldenthread.web.public.urls")),
    path("", include("goldenthread.web.learner.urls")),
    path("", include("goldenthread.web.manager.urls")),
    path("", include("goldenthread.web.agency.urls")),
    path("", include("goldenthread.web.office.urls")),
    path("", include("goldenthread.web.trainer.urls")),
    path("", include("goldenthread.web.setup.urls")),
]
