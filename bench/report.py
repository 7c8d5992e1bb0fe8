"""What was measured, and how it is written down in bench/README.rst."""

from collections.abc import Sequence
from dataclasses import dataclass, field


class NotMeasured(Exception):
    """Why a figure could not be had; it goes into the table in place of the figure."""


@dataclass(frozen=True, slots=True)
class Result:
    """One figure with its target; ``met`` is None when it was not measured or has no target."""

    what: str
    target: str
    measured: str
    met: bool | None

    @classmethod
    def missing(cls, what: str, target: str, reason: NotMeasured) -> "Result":
        """A figure that could not be had."""
        return cls(what, target, f"not measured: {reason}", None)

    @property
    def verdict(self) -> str:
        """For the last column."""
        return {True: "yes", False: "**no**", None: "-"}[self.met]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One measurement: its figures, how they were come by, and details for readers that want them."""

    title: str
    explanation: str
    results: Sequence[Result]
    columns: Sequence[str] = ()
    details: Sequence[Sequence[str]] = field(default=())


INTRODUCTION = """\
Benchmarks
==========

Made by ``make bench``, which writes this file anew; nothing here was edited by hand. Read the numbers as
ratios of one machine in one run: client and server share its cores. What a peer needs and this machine
does not have is named in the table, and passed over.

The school that is measured is synthetic and has every field of the set ``volledig``. The speeds are of
runs that took turns, and each ratio is the median of the ratios within a turn, so that whatever else the
machine does falls on both sides.

What a whole country asks has commands of its own, whose figures are not in here. ``make landelijk`` is the
peak of a morning, at its real pace. ``python -m bench.landelijk.day`` is two million questions of 2,000
schools as fast as they are answered, by a clock of its own that passes 32 days on the way. It says what piles
up: memory, by its slope with the 95% bound, files, threads, connections and rows, and what retention left. It
takes hours, and a quiet machine. With ``--schools 60 --calls 60000 --cache 4MB`` it shows that it works. Such
a day says little of memory: a week is far from what so few calls can tell, and with the whole cache the
answers that are kept would be taken for a leak.

``python -m bench.landelijk.morning.series`` plays mornings that differ in one thing each from a usual one, in
schools, pupils, partners or workers, and draws what a question takes. Drawn here is ``--schools 100 --pace 6
--minutes 1``, a minute of the peak in which 100 schools ask as often as 600. In so short a time most kinds
are asked fewer than a hundred times, and their p99 is that of a few answers.

.. image:: landelijk.svg
   :alt: Curves of the p99 and of the processor time of a question, against schools, pupils, partners, workers
"""

COLUMNS = ("figure", "target", "measured", "met")


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A simple table of reStructuredText; no cell of the first column may be empty."""
    widths = [max(len(row[at]) for row in (columns, *rows)) for at in range(len(columns))]
    rule = "  ".join("=" * width for width in widths)
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (columns, *rows)
    ]
    return "\n".join([rule, lines[0], rule, *lines[1:], rule]) + "\n"


def heading(title: str) -> str:
    """A heading below that of the document."""
    return f"{title}\n{'-' * len(title)}\n"


def document(machine: Sequence[tuple[str, str]], chapters: Sequence[Chapter]) -> str:
    """The whole of bench/README.rst."""
    results = [result for chapter in chapters for result in chapter.results]
    figures = [(result.what, result.target, result.measured, result.verdict) for result in results]
    parts = [INTRODUCTION, heading("Figures"), table(COLUMNS, figures)]
    for chapter in chapters:
        parts += [heading(chapter.title), chapter.explanation.strip() + "\n"]
        if chapter.details:
            parts.append(table(chapter.columns, chapter.details))
    parts += [heading("The machine"), table(("what", "which"), machine)]
    return "\n".join(parts)
