"""Addresses of applications and places."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
