"""Addresses of figures of the programme."""

from django.urls import URLPattern, path

from ..views import figures

urlpatterns: list[URLPattern] = [
    path("programme/figures/", figures.came_to, name="programme_figures"),
    path("programme/figures/people/", figures.people, name="figures_people"),
    path("programme/figures/events/", figures.events, name="figures_events"),
]
