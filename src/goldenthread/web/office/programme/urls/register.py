"""Addresses of evaluation forms and certificates. The register itself stands with those who give the event."""

from django.urls import URLPattern, path

from ..views import certificates, forms_returned

EVENT = "programme/events/<slug:slug>/"
ONE = "programme/certificates/<int:certificate_id>/"

urlpatterns: list[URLPattern] = [
    path("programme/certificates/", certificates.certificates, name="certificates"),
    path(ONE, certificates.certificate, name="certificate"),
    path(f"{ONE}revoke/", certificates.revoke, name="certificate_revoke"),
    path(f"{ONE}issue-again/", certificates.reissue, name="certificate_reissue"),
    path(f"{EVENT}forms/", forms_returned.forms, name="event_forms"),
    path(f"{EVENT}certificates/", certificates.of_event, name="event_certificates"),
    path(f"{EVENT}certificates/issue/", certificates.issue, name="event_certificates_issue"),
    path(f"{EVENT}certificates/<slug:form>/", certificates.files, name="event_certificates_file"),
]
