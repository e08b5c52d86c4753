"""Addresses of the register and certificates."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
