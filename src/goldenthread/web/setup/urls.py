"""Addresses of the setup surface."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
