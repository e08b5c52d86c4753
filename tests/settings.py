"""The product's own settings with what only tests need: a database of their own, quick passwords."""

import os

os.environ["GOLDEN_THREAD_TESTING"] = "1"

from goldenthread.settings import *  # noqa: E402, F403
from goldenthread.settings import DATABASES  # noqa: E402

# In memory, in each process of its own; what a parallel run adds to the name falls on the last, unread part.
DATABASES["default"]["TEST"] = {"NAME": "file:golden_thread?mode=memory&cache=shared&run=tests"}
if "postgresql" in str(DATABASES["default"]["ENGINE"]):
    suffix = os.environ.get("GOLDEN_THREAD_TEST_SUFFIX", "")
    DATABASES["default"]["TEST"] = {"NAME": f"test_goldenthread{suffix}"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
