"""Addresses of the web as they may be shown, without what is secret in some of them, and those of mail."""

import re

USER = re.compile(r"(?<=://)[^/?#]*@")
BEHIND = re.compile(r"[?#].*", re.DOTALL)
MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")
"""The form of a mail address that a browser takes too (HTML, input type=email), with a dot in the domain."""


def typed(text: str) -> str:
    """What somebody typed where an address belongs, so that it can be said back: it may be none at all."""
    return text.rpartition("@")[2].partition("?")[0].partition("#")[0]


def without_secrets(address: str) -> str:
    """An address, or a path, without what stands before an at sign or behind a question mark."""
    if "://" not in address:
        return address
    return BEHIND.sub("", USER.sub("", address))
