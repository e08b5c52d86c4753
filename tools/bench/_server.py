"""The product as a server runs it, with the bench's bare view beside."""

import os
from typing import Any


def application() -> Any:
    """What granian is told to serve: settings first, addresses after."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.settings")
    import django
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler

    django.setup(set_prefix=False)
    settings.ROOT_URLCONF = "tools.bench.serving"
    return WSGIHandler()
