"""Addresses of the trainer surface."""

from django.urls import URLPattern, path

from .views import events, home, meeting, register

app_name = "trainer"

REGISTER = "training/events/<slug:partnership_slug>/<slug:slug>/register/"

urlpatterns: list[URLPattern] = [
    path("training/", home.home, name="home"),
    path("training/events/asked/<int:asked_id>/confirm/", events.confirm, name="confirm"),
    path("training/events/asked/<int:asked_id>/decline/", events.decline, name="decline"),
    path("training/events/<slug:partnership_slug>/<slug:slug>/", events.event, name="event"),
    path("training/events/<slug:partnership_slug>/<slug:slug>/pack/<int:file_id>/", events.file, name="file"),
    path("training/events/<slug:partnership_slug>/<slug:slug>/incident/", events.incident, name="incident"),
    path(REGISTER, register.register, name="register"),
    path(f"{REGISTER}sheet/", register.sheet, name="register_sheet"),
    path(f"{REGISTER}apologies/", register.apologies, name="register_apologies"),
    path(f"{REGISTER}door/", register.door, name="register_door"),
    path(f"{REGISTER}door/<int:post_id>/", register.let_in, name="register_let_in"),
    path(f"{REGISTER}code/", meeting.code, name="register_code"),
    path(f"{REGISTER}meeting/", meeting.meeting, name="register_meeting"),
    path(f"{REGISTER}meeting/apply/", meeting.apply_list, name="register_meeting_apply"),
    path(f"{REGISTER}close/", register.close, name="register_close"),
    path(f"{REGISTER}reopen/", register.reopen, name="register_reopen"),
    path("training/cascades/<int:trainer_id>/record/", home.record, name="cascade_record"),
    path("training/cascades/<int:cascade_id>/remove/", home.remove, name="cascade_remove"),
    path("training/evidence/<int:competency_id>/", home.evidence, name="evidence"),
]
