"""Addresses of the manager surface."""

from django.urls import URLPattern, path

from .views import bookings, certificates, deputies, home

app_name = "manager"
urlpatterns: list[URLPattern] = [
    path("my-team/", home.home, name="home"),
    path("my-team/people/<int:person_id>/", home.person, name="person"),
    path("my-team/people/<int:person_id>/supervision/", home.supervision, name="supervision"),
    path("my-team/approvals/", bookings.approvals, name="approvals"),
    path("my-team/bookings/", bookings.bookings, name="bookings"),
    path("my-team/people/<int:person_id>/book/", bookings.book, name="book"),
    path(
        "my-team/people/<int:person_id>/book/<slug:partnership_slug>/<slug:event_slug>/",
        bookings.book_event,
        name="book_event",
    ),
    path("my-team/certificates/", certificates.certificates, name="certificates"),
    path("my-team/deputies/", deputies.deputies, name="deputies"),
    path("my-team/deputies/name/", deputies.name, name="name_deputy"),
    path("my-team/deputies/<int:deputy_id>/end/", deputies.end, name="end_deputy"),
]
