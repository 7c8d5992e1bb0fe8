"""What the commands write: tables and sentences for people, JSON for programs."""

import json
import os
import sys
from datetime import date, datetime
from typing import IO, Any

import click
from rich import box
from rich.console import Console, JustifyMethod, RenderableType
from rich.text import Text

from uwlr_service.cli.listing import Listing
from uwlr_service.domain import datum, tijd
from uwlr_service.domain.tekst import MISLEADING

WIDTH_WITHOUT_TERMINAL = 120
SHORT = 10
"""Characters of a key that are shown whole."""
TAIL = 6
"""Characters that are shown of a longer one."""
LONGEST_CELL = 1000
"""Characters of a value that a table shows; JSON has the whole."""
UNSEEN = "\N{REPLACEMENT CHARACTER}"


def plain(value: object) -> str:
    """Text from elsewhere, from a file or another server, that does nothing to a terminal but show."""
    # A terminal that goes back to the begin of its line writes over what stood there.
    return MISLEADING.sub(UNSEEN, str(value)).replace("\r", UNSEEN)


def shortened(value: object) -> str:
    """The tail of a long key or ECK-iD, which is enough to tell people apart; JSON has the whole."""
    text = str(value or "")
    return text if len(text) <= SHORT else f"…{text[-TAIL:]}"


def counted(number: int, singular: str, plural: str) -> str:
    """A number with what it counts."""
    return f"{number} {singular if number == 1 else plural}"


def cell(value: object, style: str = "") -> Text:
    """A value in a table; nothing where there is none."""
    if value is None:
        return Text(style=style)
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datum.shown(value)
    text = str(value)
    if len(text) > LONGEST_CELL:
        text = f"{text[:LONGEST_CELL]}…"
    return Text(plain(text), style=style)


def console(stream: IO[str] | None = None) -> Console:
    """The screen behind standard output, as it is at this moment."""
    stream = stream or sys.stdout
    is_measured = stream.isatty() or "COLUMNS" in os.environ
    width = None if is_measured else WIDTH_WITHOUT_TERMINAL
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False)


def show(*parts: RenderableType) -> None:
    """Write for people."""
    screen = console()
    for part in parts:
        screen.print(part)


def say(text: str, style: str = "") -> None:
    """A sentence beside the result: on standard error, so that the result can be piped."""
    screen = console(sys.stderr)
    screen.print(Text(plain(text), style=style), soft_wrap=not screen.is_terminal)


def show_json(value: Any) -> None:
    """Write for programs: UTF-8 whatever the terminal speaks (RFC 8259, 8.1), and readable for people."""
    click.echo(_json(value, indent=2))


def show_json_line(value: Any) -> None:
    """Write for programs that read along: one value on one line, which is out when this returns."""
    click.echo(_json(value))


def _json(value: Any, indent: int | None = None) -> bytes:
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=_as_text)
    return MISLEADING.sub(lambda match: f"\\u{ord(match[0]):04x}", text).encode()


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return tijd.format_moment(value)
    return str(value)


def table(title: str, *columns: str, right: tuple[str, ...] = (), fixed: tuple[str, ...] = ()) -> Listing:
    """An empty table; ``right`` names columns of numbers, ``fixed`` those that must not be wrapped."""
    listing = Listing(
        Text(plain(title), style="bold"),
        box=box.SIMPLE_HEAD,
        header_style="bold",
        pad_edge=False,
        collapse_padding=True,
    )
    for column in columns:
        is_number = column in right
        justify: JustifyMethod = "right" if is_number else "left"
        listing.add_column(column, justify=justify, no_wrap=is_number or column in fixed, overflow="fold")
    return listing
