"""Addresses of the trainer surface."""

from django.urls import URLPattern, path

from .views import home

app_name = "trainer"

urlpatterns: list[URLPattern] = [
    path("training/", home.home, name="home"),
    path("training/cascades/<int:trainer_id>/record/", home.record, name="cascade_record"),
    path("training/cascades/<int:cascade_id>/remove/", home.remove, name="cascade_remove"),
    path("training/evidence/<int:competency_id>/", home.evidence, name="evidence"),
]
