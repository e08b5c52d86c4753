"""Addresses of the learner surface."""

from django.urls import URLPattern, path

from .views import details, home, record, requirement

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
    path("my-details/", details.details, name="details"),
    path("my-details/<int:partnership_id>/<slug:question_key>/", details.answer, name="answer"),
]
