"""``uwlr worker`` in a process of its own whose clock begins at another moment, which is its argument."""

import sys
from datetime import datetime

from uwlr_service.config import Settings
from uwlr_service.diensten import opened
from uwlr_service.domain import tijd
from uwlr_service.taken import service

if __name__ == "__main__":
    ahead = datetime.fromisoformat(sys.argv[1]) - tijd.now()
    settings = Settings.from_environment()
    with opened(settings) as diensten:
        service.run(diensten, lambda: tijd.now() + ahead)
