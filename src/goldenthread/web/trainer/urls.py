"""Addresses of the trainer surface."""

from django.urls import URLPattern, path

from .views import events, home

app_name = "trainer"

urlpatterns: list[URLPattern] = [
    path("training/", home.home, name="home"),
    path("training/events/asked/<int:asked_id>/confirm/", events.confirm, name="confirm"),
    path("training/events/asked/<int:asked_id>/decline/", events.decline, name="decline"),
    path("training/events/<slug:partnership_slug>/<slug:slug>/", events.event, name="event"),
    path("training/events/<slug:partnership_slug>/<slug:slug>/pack/<int:file_id>/", events.file, name="file"),
    path("training/events/<slug:partnership_slug>/<slug:slug>/incident/", events.incident, name="incident"),
    path("training/cascades/<int:trainer_id>/record/", home.record, name="cascade_record"),
    path("training/cascades/<int:cascade_id>/remove/", home.remove, name="cascade_remove"),
    path("training/evidence/<int:competency_id>/", home.evidence, name="evidence"),
]
