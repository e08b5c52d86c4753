"""Addresses of the college of trainers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
