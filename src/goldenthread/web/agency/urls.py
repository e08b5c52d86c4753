"""Addresses of the agency surface: an agency's own pages, and each person's."""

from django.urls import URLPattern, path

from .views import bookings, certificates, exemptions, leads, money, overview, people, person, posts, records, stricter

app_name = "agency"

AGENCY = "agency/<slug:partnership_slug>/<slug:agency_slug>/"

urlpatterns: list[URLPattern] = [
    path("agency/", overview.home, name="home"),
    path(AGENCY, overview.overview, name="overview"),
    path(f"{AGENCY}standing/", overview.behind, name="behind"),
    path(f"{AGENCY}people/", people.people, name="people"),
    path(f"{AGENCY}people/add/", people.add, name="person_add"),
    path(f"{AGENCY}people/<int:person_id>/posts/open/", people.open_post, name="post_open"),
    path(f"{AGENCY}people/<int:person_id>/duties/give/", people.give_duty, name="duty_give"),
    path(f"{AGENCY}bookings/", bookings.bookings, name="bookings"),
    path(f"{AGENCY}events/", bookings.events, name="events"),
    path(f"{AGENCY}events/<slug:event_partnership>/<slug:event_slug>/book/", bookings.book, name="book"),
    path(f"{AGENCY}exemptions/", exemptions.exempted, name="exemptions"),
    path(f"{AGENCY}people/<int:person_id>/exemptions/grant/", exemptions.grant, name="exempt"),
    path("exemptions/<int:exemption_id>/end/", exemptions.end, name="exemption_end"),
    path(f"{AGENCY}designated-leads/", leads.leads, name="leads"),
    path(f"{AGENCY}stricter-rules/", stricter.stricter, name="stricter"),
    path(f"{AGENCY}stricter-rules/add/", stricter.add, name="stricter_add"),
    path(f"{AGENCY}stricter-rules/<int:override_id>/end/", stricter.end, name="stricter_end"),
    path(f"{AGENCY}certificates/", certificates.certificates, name="certificates"),
    path(f"{AGENCY}charges/", money.statement, name="money"),
    path(f"{AGENCY}records/", records.records, name="records"),
    path(f"{AGENCY}records/to-verify/", records.to_verify, name="to_verify"),
    path(f"{AGENCY}people/<int:person_id>/records/add/", records.add, name="record_add"),
    path("records/<int:record_id>/", records.record, name="record"),
    path("records/<int:record_id>/verify/", records.verify, name="record_verify"),
    path("records/<int:record_id>/refuse/", records.refuse, name="record_refuse"),
    path("records/<int:record_id>/correct/", records.correct, name="record_correct"),
    path("records/<int:record_id>/take-away/", records.withdraw, name="record_withdraw"),
    path("people/<int:person_id>/", person.person, name="person"),
    path("people/<int:person_id>/name/", people.rename, name="rename"),
    path("posts/<int:post_id>/correct/", posts.correct, name="post_correct"),
    path("posts/<int:post_id>/close/", people.close_post, name="post_close"),
    path("posts/<int:post_id>/keep-open/", people.keep_open, name="post_keep_open"),
    path("duties/<int:duty_id>/end/", people.end_duty, name="duty_end"),
]
