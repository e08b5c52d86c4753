"""The way in for the web server."""

import os
import sys

from django.core import checks
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.settings")
application = get_wsgi_application()

# A web server asks for no system checks by itself, and an unsafe service must not open.
serious = [message for message in checks.run_checks(tags=[checks.Tags.security]) if message.is_serious()]
if serious:
    sys.exit("\n".join(f"{message.id}: {message.msg} {message.hint}" for message in serious))
