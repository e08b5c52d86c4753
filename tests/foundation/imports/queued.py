"""The tests' settings in a process of its own: a database file, and long work queued as it is outside tests."""

from tests.settings import *  # noqa: F403

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
