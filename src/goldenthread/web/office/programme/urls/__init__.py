"""Addresses of the programme, one module a subject."""

from django.urls import URLPattern

from . import bookings, courses, events, figures, money, register, rooms, trainers

urlpatterns: list[URLPattern] = [
    *courses.urlpatterns,
    *trainers.urlpatterns,
    *events.urlpatterns,
    *bookings.urlpatterns,
    *rooms.urlpatterns,
    *register.urlpatterns,
    *money.urlpatterns,
    *figures.urlpatterns,
]
