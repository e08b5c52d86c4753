"""Exit 0 if the database named in GOLDEN_THREAD_DATABASE answers."""

import sys

import django
from django.db import DatabaseError, connection

if __name__ == "__main__":
    django.setup()
    try:
        connection.ensure_connection()
    except DatabaseError as wrong:
        sys.exit(str(wrong))
