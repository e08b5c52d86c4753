"""Addresses of the learner surface."""

from django.urls import URLPattern, path

from .views import details

app_name = "learner"
urlpatterns: list[URLPattern] = [
    path("my-details/", details.details, name="details"),
    path("my-details/<int:partnership_id>/<slug:question_key>/", details.answer, name="answer"),
]
