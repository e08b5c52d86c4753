"""The product's own settings with what only tests need: a database of their own, quick passwords."""

import os

os.environ["GOLDEN_THREAD_TESTING"] = "1"

from goldenthread.settings import *  # noqa: E402, F403
from goldenthread.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE  # noqa: E402

# In memory, in each process of its own; what a parallel run adds to the name falls on the last, unread part.
DATABASES["default"]["TEST"] = {"NAME": "file:golden_thread?mode=memory&cache=shared&run=tests"}
if "postgresql" in str(DATABASES["default"]["ENGINE"]):
    suffix = os.environ.get("GOLDEN_THREAD_TEST_SUFFIX", "")
    DATABASES["default"]["TEST"] = {"NAME": f"test_goldenthread{suffix}"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# A page that asks the database again for each row of a list fails its test. Left out is what is asked again for another
# reason: signing in changes the session's key, two services write what was typed or named one by one, and the plan of a
# day, which is kept, reads each of the two or three versions in force.
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
ZEAL_RAISE = True
ZEAL_ALLOWLIST = [
    {"model": "sessions.Session", "field": "get()"},
    {"model": "imports.RememberedWord", "field": "get()"},
    {"model": "partnerships.Agency", "field": "memberships"},
    {"model": "frameworks.Version", "field": "requirements"},
]
