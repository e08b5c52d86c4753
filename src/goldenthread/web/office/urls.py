"""Addresses of the office surface."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
