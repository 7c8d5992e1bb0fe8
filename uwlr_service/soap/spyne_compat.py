"""Spyne 2.14 made to import on Python 3.12 and later, and kept quiet; imported before Spyne itself.

Spyne vendors a six without ``find_spec``, which 3.12 asks for; 3.13 also needs the package legacy-cgi. The
six of today takes its place on every Python, so that they all go the way that every test of SOAP goes.
"""

import importlib
import logging
import sys

import six

MOVES = ("collections_abc", "http_cookies", "urllib", "urllib.parse", "urllib.request", "urllib.error")

# These write whole invalid messages, so pupil data, and a stack trace for every mistake of a client.
LOGGERS = (
    "spyne.protocol.xml",
    "spyne.protocol.xml.invalid",
    "spyne.protocol.soap.soap11",
    "spyne.protocol.soap.soap11.invalid",
    "spyne.application",
    "spyne.application.client",
    "spyne.application.server",
    "spyne.server._base",
    "spyne.server.wsgi",
)


def install() -> None:
    """Prepare the import of Spyne."""
    for name in LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    six.get_function_name = lambda function: function.__name__  # Spyne's own addition to its copy
    sys.modules["spyne.util.six"] = six
    sys.modules["spyne.util.six.moves"] = six.moves
    for name in MOVES:
        sys.modules[f"spyne.util.six.moves.{name}"] = importlib.import_module(f"six.moves.{name}")
    import spyne.const

    # Spyne collects garbage from every call, at most once in this many seconds; it holds up all threads.
    spyne.const.MIN_GC_INTERVAL = float("inf")


install()
