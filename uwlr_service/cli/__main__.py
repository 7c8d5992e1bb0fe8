"""``python -m uwlr_service.cli`` is the ``uwlr`` command, wherever that is installed."""

from uwlr_service.cli import main

main()
