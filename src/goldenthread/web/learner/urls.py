"""Addresses of the learner surface."""

from django.urls import URLPattern, path

from .views import details, home, requirement

app_name = "learner"
urlpatterns: list[URLPattern] = [
    path("my-learning/", home.home, name="home"),
    path("my-learning/<int:agency_id>/<int:requirement_id>/", requirement.requirement, name="requirement"),
    path("my-details/", details.details, name="details"),
    path("my-details/<int:partnership_id>/<slug:question_key>/", details.answer, name="answer"),
]
