"""Addresses of Today and of an event's room."""

from django.urls import URLPattern, path

from ..views import emergency, room, today

ONE = "programme/events/<slug:slug>/room/"
BOOKING = "programme/today/bookings/<int:booking_id>/"

urlpatterns: list[URLPattern] = [
    path("programme/today/", today.today, name="today"),
    path(f"{BOOKING}ask-again/", today.ask_again, name="ask_again"),
    path(f"{BOOKING}accept/", today.accept, name="offer_accept"),
    path(f"{BOOKING}decline/", today.decline, name="offer_decline"),
    path(f"{BOOKING}offer-next/", today.offer_next, name="offer_next"),
    path(f"{BOOKING}address/", today.address, name="booking_address"),
    path("programme/today/messages/<int:message_id>/", today.send_again, name="told_again"),
    path("programme/today/trainers/<int:asked_id>/", today.trainer_confirmed, name="today_trainer"),
    path(ONE, room.room, name="event_room"),
    path(f"{ONE}needs/<int:need_id>/", room.need, name="event_need"),
    path(f"{ONE}kept/<int:fence_id>/release/", room.release, name="event_release"),
    path(f"{ONE}selection/", room.selection, name="event_selection"),
    path(f"{ONE}emergencies/<slug:what>/", emergency.emergency, name="event_emergency"),
]
