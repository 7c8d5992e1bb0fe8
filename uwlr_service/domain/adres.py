"""Addresses as they may be shown: without the user, the password and the keys that some of them hold."""

import re

USER = re.compile(r"(?<=://)[^/?#]*@")
BEHIND = re.compile(r"[?#].*", re.DOTALL)


def without_secrets(address: str) -> str:
    """An address, or a path, without what stands before an at sign or behind a question mark."""
    if "://" not in address:
        return address
    return BEHIND.sub("", USER.sub("", address))
