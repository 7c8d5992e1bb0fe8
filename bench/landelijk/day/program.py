"""``python -m bench.landelijk.day.program FILE serve`` is ``uwlr serve``, by the clock of a file."""

import sys
from pathlib import Path

from bench.landelijk.day.clock import Clock, follow

if __name__ == "__main__":
    follow(Clock(Path(sys.argv.pop(1))))
    from uwlr_service.cli import main  # after that, as some of it keeps the clock

    main()
