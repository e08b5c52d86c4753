"""Addresses of the agency surface."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
