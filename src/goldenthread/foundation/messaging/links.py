"""Links in messages that open without signing in. The log never holds their token: it is made at the hand-over.

A message says where a link goes (a word) and for what (a thing, such as the number of an application). Only what
is signed here opens it; whether it has been spent is for the room it belongs to.
"""

from datetime import timedelta

from django.conf import settings
from django.core import signing

from .terms import LINKS

SALT = "goldenthread.messaging.links"


def token_of(word: str, thing: str) -> str:
    """What opens one thing by one link, and nothing else."""
    return signing.dumps([word, thing], salt=SALT)


def address_of(word: str, thing: str) -> str:
    """The whole address, as it stands in the mail."""
    return settings.ADDRESS + LINKS[word].path.format(token=token_of(word, thing))


def thing_of(word: str, token: str) -> str | None:
    """What a token opens by this link; None if it opens nothing, or no longer does."""
    try:
        found, thing = signing.loads(token, salt=SALT, max_age=timedelta(days=LINKS[word].days))
    except (signing.BadSignature, ValueError):
        return None
    return str(thing) if found == word else None


def filled(body: str, links: dict[str, str]) -> str:
    """A body with each of its links in place."""
    for word, thing in links.items():
        body = body.replace(placeholder(word), address_of(word, thing))
    return body


def placeholder(word: str) -> str:
    """Where a link will stand: what is kept, and what the log shows."""
    return f"[{LINKS[word].says}]"
