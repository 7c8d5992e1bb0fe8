"""The ``uwlr`` command.

A help page has to be there at once. So a module of this package imports click, rich, the domain and its
neighbours; use cases come from ``environment.opened``, and whatever else a command needs is imported in the
function that runs. Only modules that are themselves imported there need not mind: ``demo/story.py`` with what
it prints, and ``call/pulled.py``.
"""

from uwlr_service.cli.root import main

__all__ = ["main"]
