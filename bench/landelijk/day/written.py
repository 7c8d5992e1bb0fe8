"""A day as it is kept and shown: JSON for programs, and tables for people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from bench.landelijk.day.rows import Kept, Rows
from bench.landelijk.day.run import Seen
from bench.landelijk.day.samples import Sample
from bench.landelijk.day.tables import TAKEN_AWAY
from bench.landelijk.day.verdict import MOST_MEGABYTES, in_a_week, slopes
from bench.report import table

OF_PROCESS = ("process", "USS MB", "bytes a 1,000 questions (95%)", "MB a week", "files", "threads")
OF_TABLE = ("table", "rows at first", "rows more", "a 1,000 questions", "MB", "what takes them away")
OF_KEPT = ("what is forgotten", "of before: first", "cleared up", "at last", "of now")


def as_json(facts: Mapping[str, Any], seen: Seen, faults: Sequence[str]) -> dict[str, Any]:
    """Everything of a day; ``facts`` are what was run, on what."""
    return {
        **facts,
        "faults": list(faults),
        "slopes": [asdict(slope) for slope in slopes(seen.samples)],
        "seconds": seen.seconds,
        "questions": dict(seen.tally.counts),
        "errors": dict(seen.tally.errors),
        "confirmed": seen.confirmed,
        "taken": None if seen.taken is None else asdict(seen.taken),
        "samples": [asdict(sample) for sample in seen.samples],
        "rows": [_by_name(counted) for counted in seen.rows],
        "kept": [_by_name(held) for held in seen.kept],
        "var": seen.var,
        "clear_ups": seen.clear_ups,
    }


def _by_name(figures: Mapping[str, Rows] | Mapping[str, Kept]) -> dict[str, Any]:
    return {name: asdict(of_name) for name, of_name in figures.items()}


def tables(facts: Mapping[str, Any], seen: Seen, calls_a_day: float, faults: Sequence[str]) -> Iterator[str]:
    """What somebody wants to see of a day."""
    tally = seen.tally
    yield ", ".join(f"{name} {value}" for name, value in facts.items()) + "\n"
    yield (
        f"{tally.asked} questions in {seen.seconds:.0f} s, {tally.asked / seen.seconds:.0f} a second;"
        f" {tally.errors.total()} errors; {seen.confirmed} results confirmed, and read by the LAS\n"
    )
    if seen.taken is not None:
        each = asdict(seen.taken.each(max(tally.asked, 1)))
        yield ", ".join(f"{name} {seconds * 1000:.2f}" for name, seconds in each.items()) + " ms a question\n"
    yield table(("question", "asked"), [(name, str(count)) for name, count in tally.counts.most_common()])
    if slopes(seen.samples):
        yield f"The second half; a worker may grow by {MOST_MEGABYTES} MB in a week of such days:\n"
        yield table(OF_PROCESS, list(_processes(seen.samples, calls_a_day)))
    yield _together(seen.samples)
    sizes = ", ".join(f"{size / 1e6:.1f}" for size in seen.var)
    yield f"MB in the folder of the service, at first, before the weeks that pass, and at last: {sizes}\n"
    yield table(OF_TABLE, list(_rows(seen)))
    yield table(OF_KEPT, list(_kept(seen)))
    yield "\n".join(seen.clear_ups) + "\n"
    yield "good\n" if not faults else "".join(f"not good: {fault}\n" for fault in faults)


def _processes(samples: Sequence[Sample], calls_a_day: float) -> Iterator[tuple[str, ...]]:
    ends = {held.name: held for held in samples[-1].processes}
    for slope in slopes(samples):
        week = [in_a_week(bound, calls_a_day) for bound in (slope.least, slope.most)]
        end = ends.get(slope.name)
        yield (
            slope.name,
            f"{slope.megabytes:.1f}",
            f"{slope.slope:.0f} ({slope.least:.0f} to {slope.most:.0f})",
            f"{week[0]:.1f} to {week[1]:.1f}",
            str(end.files if end else "-"),
            str(end.threads if end else "-"),
        )


def _together(samples: Sequence[Sample]) -> str:
    first, last = samples[0], samples[-1]
    return (
        f"{len(samples)} samples; connections to the database {first.connections} at first,"
        f" {last.connections} at last; the log grew by {(last.log - first.log) / 1e6:.1f} MB,"
        f" {(last.log - first.log) / max(last.asked - first.asked, 1):.0f} bytes a question\n"
    )


def _rows(seen: Seen) -> Iterator[tuple[str, ...]]:
    first, last = seen.rows[0], seen.rows[-1]
    for name, rows in sorted(last.items(), key=lambda item: first[item[0]].rows - item[1].rows):
        more = rows.rows - first[name].rows
        if more:
            yield (
                name,
                str(first[name].rows),
                str(more),
                f"{more / seen.tally.asked * 1000:.1f}",
                f"{(rows.bytes - first[name].bytes) / 1e6:.1f}",
                TAKEN_AWAY.get(name, "nothing"),
            )


def _kept(seen: Seen) -> Iterator[tuple[str, ...]]:
    at_first, cleared, at_last = seen.kept
    for name, held in at_last.items():
        numbers = (at_first[name].before, cleared[name].before, held.before, held.since)
        yield name, *(str(number) for number in numbers)
