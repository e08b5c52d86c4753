"""Addresses of charging."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
