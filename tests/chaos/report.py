"""Writes what happened into docs/reliability.rst: each scenario has a part between two comments."""

from collections.abc import Iterable, Iterator, Sequence

from bench.report import table
from tests.chaos.outcome import Outcome

COLUMNS = (
    "disturbance",
    "database",
    "blows",
    "sent",
    "confirmed",
    "lost",
    "half",
    "doubled",
    "median",
    "longest",
)
BEGIN = ".. Written by make chaos: {name}"
END = ".. End of {name}"


def part(outcomes: Sequence[Outcome]) -> str:
    """The results of one scenario: a table with figures, and what clients heard."""
    done = [outcome for outcome in outcomes if not outcome.skipped]
    parts = [table(COLUMNS, [_row(outcome) for outcome in done])] if done else []
    parts.append("\n".join(_sentences(outcomes)) + "\n")
    return "\n".join(parts)


def replaced(document: str, name: str, text: str) -> str:
    """The document with another part of this name. Raises ValueError if it has none."""
    begin = BEGIN.format(name=name)
    end = END.format(name=name)
    before, is_begun, following = document.partition(f"{begin}\n")
    _, is_ended, after = following.partition(f"{end}\n")
    if not is_begun or not is_ended:
        raise ValueError(f"there is no part {name!r} between {begin!r} and {end!r}")
    return f"{before}{begin}\n\n{text.strip()}\n\n{end}\n{after}"


def facts(lines: Iterable[tuple[str, str]]) -> str:
    """A table of two columns, for the machine and the run."""
    return table(("what", "which"), list(lines))


def _row(outcome: Outcome) -> tuple[str, ...]:
    figures = (outcome.blows, outcome.sent, outcome.confirmed, outcome.lost, outcome.half, outcome.doubled)
    return (outcome.disturbance, outcome.database, *(f"{figure:,}" for figure in figures), *outcome.recovery)


def _sentences(outcomes: Iterable[Outcome]) -> Iterator[str]:
    for outcome in outcomes:
        who = f"* {outcome.disturbance}, {outcome.database}:"
        if outcome.skipped:
            yield f"{who} skipped, {outcome.skipped}"
            continue
        heard = "; ".join(f"{what} {count:,}" for what, count in sorted(outcome.heard.items()))
        faults = [f"**{fault}**" for fault in outcome.faults]
        yield f"{who} {'. '.join([heard, *outcome.remarks, *faults])}."
