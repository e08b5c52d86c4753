"""Addresses of the learner surface."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
