"""Tables for a screen of any width: they fold between words, and never inside one."""

import re
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

MOST_ROWS = 1000
"""Rows that are shown: each takes milliseconds to lay out, and nobody reads as many. JSON has them all."""
MOST_TABLES = 20
"""Tables below each other, of a school each."""
LONGEST_PATH = 2000
"""Characters of a path that are shown."""
GAP = 2
"""Columns of the screen beside each column of a table."""
STEP = re.compile("/?[^/]*")


class Listing(Table):
    """A table, or a list of names and values where its words do not fit beside each other.

    Its heading may be wider than the table: a title would be folded to it.
    """

    def __init__(self, heading: Text, **style: Any) -> None:
        super().__init__(**style)
        self._heading = heading
        self._left_out = 0

    def add_row(self, *cells: RenderableType | None, **options: Any) -> None:
        """Add a row, or count it once there are too many."""
        if self.row_count < MOST_ROWS:
            super().add_row(*cells, **options)
        else:
            self.leave_out(1)

    def leave_out(self, number: int) -> None:
        """Count rows that are not added."""
        self._left_out += number

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if self._heading:
            yield self._heading
        yield from self._laid_out(console, options)
        if self._left_out:
            yield Text(f"En nog {self._left_out}; met --json komen ze alle.")

    def _laid_out(self, console: Console, options: ConsoleOptions) -> RenderResult:
        ranges = [self._range(console, options, index) for index in range(len(self.columns))]
        room = options.max_width - GAP * len(ranges)
        if self.show_header and sum(narrowest for narrowest, _ in ranges) > room:
            yield from self._as_list()
            return
        for column, width in zip(self.columns, _widths(ranges, room), strict=True):
            column.width = width
        yield from super().__rich_console__(console, options)

    def _range(self, console: Console, options: ConsoleOptions, index: int) -> tuple[int, int]:
        """How narrow a column can be without breaking a word, and how wide it is of itself."""
        column = self.columns[index]
        parts = [Measurement.get(console, options, part) for part in (column.header, *column.cells)]
        widest = max(part.maximum for part in parts)
        if column.no_wrap:
            return widest, widest
        return max(part.minimum for part in parts), widest

    def _as_list(self) -> RenderResult:
        yield ""
        for row in zip(*(column.cells for column in self.columns), strict=True):
            grid = Table.grid(padding=(0, 1, 0, 0))
            grid.add_column(no_wrap=True)
            grid.add_column(overflow="fold")
            for column, value in zip(self.columns, row, strict=True):
                grid.add_row(f" {column.header}:", value)
            yield grid
            yield ""
        if self.caption:
            yield self.caption


def _widths(ranges: list[tuple[int, int]], room: int) -> list[int]:
    """The widths at which columns fit, taken from the widest that can still give."""
    # No column is wider than all the room, so that a text of a million signs costs no million steps.
    widths = [max(narrowest, min(widest, room)) for narrowest, widest in ranges]
    while sum(widths) > room:
        can_give = [index for index, (narrowest, _) in enumerate(ranges) if widths[index] > narrowest]
        if not can_give:
            break
        widths[max(can_give, key=widths.__getitem__)] -= 1
    return widths


class FoldedPath:
    """A path, folded before a slash where it is too long."""

    def __init__(self, path: str, style: str = "") -> None:
        if len(path) > LONGEST_PATH:
            path = f"{path[:LONGEST_PATH]}…"
        self._steps = STEP.findall(path)
        self._style = style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        line = ""
        for step in self._steps:
            if line and len(line + step) > options.max_width:
                yield Text(line, self._style)
                line = ""
            line += step
        yield Text(line, self._style, overflow="fold")

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(max(map(len, self._steps)), sum(map(len, self._steps)))
