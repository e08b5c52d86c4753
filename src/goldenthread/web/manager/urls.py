"""Addresses of the manager surface."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
