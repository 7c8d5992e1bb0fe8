"""The errors of an exchange that went out of its bounds; each is one of requests too, as the others are."""

import requests


class TooSlow(requests.Timeout):
    """The exchange took longer than it may in all."""


class TooLarge(requests.RequestException):
    """The answer is larger than it may be, as it is sent or after decompression."""


class Elsewhere(requests.RequestException):
    """A redirect or a document leads to another scheme, host or port, and nothing is sent there."""


class Unusable(requests.RequestException):
    """The answer cannot be used, such as a redirect to something that is not an address."""


class TooIntricate(requests.RequestException):
    """The answer is small, and what it describes is too large to build."""
