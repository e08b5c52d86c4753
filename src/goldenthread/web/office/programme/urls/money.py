"""Addresses of charging."""

from django.urls import URLPattern, path

from ..views import money, money_policy

urlpatterns: list[URLPattern] = [
    path("programme/charges/", money.ledger, name="money"),
    path("programme/charges/now/", money.charge, name="money_charge"),
    path("programme/charges/agencies/", money.agencies, name="money_agencies"),
    path("programme/charges/agencies/<slug:agency_slug>/", money.agency, name="money_agency"),
    path("programme/charges/events/<slug:event_slug>/", money.event, name="money_event"),
    path("programme/charges/entries/<int:entry_id>/", money.entry, name="money_entry"),
    path("programme/charges/policy/", money_policy.policy, name="money_policy"),
    path("programme/charges/policy/write/", money_policy.write, name="money_write"),
    path("programme/charges/policy/file/", money_policy.file, name="money_file"),
    path("programme/charges/policy/<int:policy_id>/end/", money_policy.end, name="money_end"),
    path("programme/charges/policy/<int:policy_id>/remove/", money_policy.remove, name="money_remove"),
]
