"""Addresses of applications and places."""

from django.urls import URLPattern, path

from ..views import applications, booking

urlpatterns: list[URLPattern] = [
    path("programme/applications/", applications.applications, name="applications"),
    path("programme/bookings/<int:booking_id>/", booking.booking, name="booking"),
    path("programme/bookings/<int:booking_id>/answer/", booking.answer, name="booking_answer"),
    path("programme/bookings/<int:booking_id>/<slug:act>/", booking.act, name="booking_act"),
    path("programme/events/<slug:slug>/book/", applications.find, name="booking_find"),
    path("programme/events/<slug:slug>/book/<int:person_id>/", applications.book, name="booking_new"),
]
