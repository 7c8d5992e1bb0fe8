"""Addresses as they may be shown: without the user, the password and the keys that some of them hold."""

import re

USER = re.compile(r"(?<=://)[^/?#]*@")
BEHIND = re.compile(r"[?#].*", re.DOTALL)


def typed(text: str) -> str:
    """What somebody typed where an address belongs, so that it can be said back: it may be none at all."""
    return text.rpartition("@")[2].partition("?")[0].partition("#")[0]


def without_secrets(address: str) -> str:
    """An address, or a path, without what stands before an at sign or behind a question mark."""
    if "://" not in address:
        return address
    return BEHIND.sub("", USER.sub("", address))
