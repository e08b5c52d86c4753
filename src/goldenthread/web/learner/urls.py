"""Addresses of the learner surface."""

from django.urls import URLPattern, path

from .views import bookings, certificates, details, feed, find, home, record, requirement

app_name = "learner"
urlpatterns: list[URLPattern] = [
    path("my-learning/", home.home, name="home"),
    path("my-learning/requirements/<int:agency_id>/<int:requirement_id>/", requirement.requirement, name="requirement"),
    path("my-learning/record/", record.record, name="record"),
    path("my-learning/record/add/", record.add, name="add"),
    path("my-learning/record/add/details/", record.add_details, name="add_details"),
    path("my-learning/record/<int:record_id>/", record.one, name="one_record"),
    path("my-learning/record/<int:record_id>/evidence/", record.evidence, name="evidence"),
    path("my-learning/record/<int:record_id>/correct/", record.correct, name="correct"),
    path("my-learning/record/<int:record_id>/withdraw/", record.withdraw_own, name="withdraw"),
    path("my-learning/find-an-event/", find.find, name="find"),
    path("events/<slug:partnership_slug>/<slug:event_slug>/apply/", find.apply, name="apply"),
    path("my-learning/bookings/", bookings.bookings, name="bookings"),
    path("my-learning/calendar/", feed.calendar, name="calendar"),
    path("my-learning/calendar/make/", feed.make, name="calendar_make"),
    path("my-learning/calendar/revoke/", feed.revoke, name="calendar_revoke"),
    path("bookings/<int:booking_id>/", bookings.booking, name="booking"),
    path("bookings/<int:booking_id>/calendar.ics", bookings.calendar, name="booking_calendar"),
    path("bookings/<int:booking_id>/hand-on/", bookings.hand_on, name="hand_on"),
    path("bookings/<int:booking_id>/needs/", bookings.needs, name="needs"),
    path("bookings/<int:booking_id>/switch/", bookings.switch, name="switch"),
    path("bookings/<int:booking_id>/<slug:act>/", bookings.act, name="booking_act"),
    path("my-learning/certificates/", certificates.certificates, name="certificates"),
    path("certificates/<int:certificate_id>/", certificates.certificate, name="certificate"),
    path("certificates/<int:certificate_id>/file/", certificates.file, name="certificate_file"),
    path("certificates/<int:certificate_id>/issue-again/", certificates.again, name="certificate_again"),
    path("my-details/", details.details, name="details"),
    path("my-details/<int:partnership_id>/<slug:question_key>/", details.answer, name="answer"),
]
