"""So many reports an hour from one address, and of the whole site. Addresses are counted, not kept."""

import hashlib
import logging

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

logger = logging.getLogger(__name__)

HOUR = 3600
FROM_ONE = 5
FROM_ALL = 200


def may_report(request: HttpRequest) -> bool:
    """Count this report; False where there have been too many. A cache that fails lets it pass."""
    return _counted(f"reported:{_sender(request)}") <= FROM_ONE and _counted("reported") <= FROM_ALL


def _sender(request: HttpRequest) -> str:
    """What tells senders apart for an hour, and nobody who it was."""
    address = request.META.get("REMOTE_ADDR", "")
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if settings.PROXIES and len(forwarded) >= settings.PROXIES:
        address = forwarded[-settings.PROXIES]  # what the outermost of our own proxies saw
    return hashlib.sha256(f"{settings.SECRET_KEY}:{address}".encode()).hexdigest()[:24]


def _counted(key: str) -> int:
    try:
        cache.add(key, 0, HOUR)
        return cache.incr(key)
    except ValueError:  # it ran out between the two, or nothing is kept
        return 1
    except Exception:  # whatever a cache that is down raises
        logger.exception("The cache does not count reports")
        return 1
