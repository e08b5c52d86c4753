"""Addresses of the public surface."""

from django.conf import settings
from django.urls import URLPattern, path

from .views import arriving, certificates, chooser, courses, demo, home, links, programme

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("which-training/", chooser.chooser, name="chooser"),
    path("programme/courses/", courses.programmes, name="programmes"),
    path("programme/courses/<slug:partnership_slug>/", courses.courses, name="programme_courses"),
    path("programme/courses/<slug:partnership_slug>/training-tree/", courses.tree, name="programme_tree"),
    path("programme/courses/<slug:partnership_slug>/<str:course_key>/", courses.course, name="programme_course"),
    path("join/<str:token>/", home.join, name="join"),
    path("approve/<str:token>/", links.approve, name="link_approval"),
    path("offered/<str:token>/", links.offered, name="link_offer"),
    path("new-date/<str:token>/", links.new_date, name="link_new_date"),
    path("calendar/<str:token>.ics", links.calendar_feed, name="calendar_feed"),
    path("certificate/", certificates.certificate_check, name="certificate_check"),
    path("certificate/<str:code>/", certificates.certificate, name="certificate"),
    path("check-in/<str:token>/", arriving.check_in, name="check_in"),
    path("your-account/", home.no_area, name="no_area"),
    path("programme/", programme.programmes, name="programme"),
    path("programme/of/<slug:partnership_slug>/", programme.programme, name="public_programme"),
    path("programme/of/<slug:partnership_slug>/calendar.ics", programme.calendar, name="public_calendar"),
    path("programme/of/<slug:partnership_slug>/events/<slug:slug>/", programme.event, name="public_event"),
]

if settings.DEMO or settings.TESTING:
    urlpatterns += [
        path("demo/", demo.choose, name="demo"),
        path("demo/<int:account_id>/", demo.sign_in, name="demo_sign_in"),
        path("demo/files/<str:name>", demo.spreadsheet, name="demo_file"),
    ]
