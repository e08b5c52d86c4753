"""How often one address on the network may try a code: guessing must not pay."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from goldenthread.kernel import clock


def is_too_often(request: HttpRequest, what: str, most: int) -> bool:
    """Whether this address has tried more often in this minute than `most`. Counts the try."""
    address = get_adapter(request).get_client_ip(request)
    key = f"tries:{what}:{address}:{clock.now():%Y%m%d%H%M}"
    cache.add(key, 0, timeout=120)
    return int(cache.incr(key)) > most
