"""The address of a service, and how long a client waits for it."""

import ipaddress
from urllib.parse import urlsplit

TIMEOUT = 60.0
"""Seconds."""


def is_loopback(url: str) -> bool:
    """Whether an address is this machine itself."""
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
