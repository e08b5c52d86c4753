"""Addresses of the office: what a learning and development officer runs, and the figures a board reads."""

from django.urls import URLPattern, path

from .views import audit, messages

app_name = "office"
urlpatterns: list[URLPattern] = [
    path("messages/", messages.log, name="messages"),
    path("messages/<int:message_id>/", messages.message, name="message"),
    path("messages/<int:message_id>/resend/", messages.resend, name="message_resend"),
    path("messages/pause/", messages.pause, name="messages_pause"),
    path("messages/resume/", messages.resume, name="messages_resume"),
    path("messages/kinds/<str:kind>/", messages.go_live, name="messages_go_live"),
    path("audit/", audit.trail, name="audit"),
]
