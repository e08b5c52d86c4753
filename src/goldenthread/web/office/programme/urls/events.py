"""Addresses of the programme of events. An event's own address begins with its month, so the fixed words are free."""

from django.urls import URLPattern, path

from ..views import changes, event, events, packs, releasing, venues

ONE = "programme/events/<slug:slug>/"

urlpatterns: list[URLPattern] = [
    path("programme/events/", events.programme, name="programme"),
    path("programme/events/calendar/", events.calendar, name="programme_calendar"),
    path("programme/events/print/", events.printed, name="programme_print"),
    path("programme/events/new/", events.choose_course, name="event_new"),
    path("programme/events/new/<int:course_id>/", events.plan, name="event_plan"),
    path("programme/events/copy/", releasing.copy, name="programme_copy"),
    path("programme/events/change/", releasing.change, name="programme_change"),
    path("programme/events/publish/", releasing.publish, name="programme_publish"),
    path("programme/venues/", venues.venues, name="venues"),
    path("programme/venues/add/", venues.add, name="venue_add"),
    path("programme/venues/<int:venue_id>/", venues.change, name="venue"),
    path("programme/venues/<int:venue_id>/end/", venues.end, name="venue_end"),
    path("programme/days-to-avoid/", venues.days, name="awkward_days"),
    path("programme/days-to-avoid/add/", venues.add_days, name="awkward_days_add"),
    path("programme/days-to-avoid/load/", venues.load_days, name="awkward_days_load"),
    path("programme/days-to-avoid/<int:days_id>/", venues.change_days, name="awkward_days_change"),
    path("programme/days-to-avoid/<int:days_id>/remove/", venues.remove_days, name="awkward_days_remove"),
    path(ONE, event.event, name="event"),
    path(f"{ONE}about/", changes.about, name="event_about"),
    path(f"{ONE}sessions/", changes.sessions, name="event_sessions"),
    path(f"{ONE}booking/", changes.booking, name="event_booking"),
    path(f"{ONE}places/", changes.places, name="event_places"),
    path(f"{ONE}promise/", changes.promise, name="event_promise"),
    path(f"{ONE}joint/", changes.joint, name="event_joint"),
    path(f"{ONE}joint/<slug:partner>/end/", changes.end_joint, name="event_joint_end"),
    path(f"{ONE}trainers/", event.trainers, name="event_trainers"),
    path(f"{ONE}trainers/<int:asked_id>/confirmed/", event.confirmed, name="event_trainer_confirmed"),
    path(f"{ONE}trainers/<int:asked_id>/declined/", event.declined, name="event_trainer_declined"),
    path(f"{ONE}trainers/<int:asked_id>/remove/", event.take_off, name="event_trainer_remove"),
    path(f"{ONE}pack/", packs.pack, name="event_pack"),
    path(f"{ONE}pack/<int:file_id>/", packs.file, name="event_file"),
    path(f"{ONE}pack/<int:file_id>/remove/", packs.remove, name="event_file_remove"),
    path(f"{ONE}incident/", packs.incident, name="event_incident"),
    path(f"{ONE}publish/", event.publish, name="event_publish"),
    path(f"{ONE}close/", event.close, name="event_close"),
    path(f"{ONE}reopen/", event.reopen, name="event_reopen"),
    path(f"{ONE}give-up/", event.give_up, name="event_give_up"),
]
