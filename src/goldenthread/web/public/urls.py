"""Addresses of the public surface."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
