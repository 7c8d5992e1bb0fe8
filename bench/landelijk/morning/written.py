"""A run as it is kept and shown: JSON for programs, and tables for people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from statistics import fmean
from typing import Any

from bench import machine
from bench.landelijk.land import Omvang
from bench.landelijk.morning.alone import Cost
from bench.landelijk.morning.arrivals import MINUTE
from bench.landelijk.morning.jobs import Simulated
from bench.landelijk.morning.outcome import FEWEST_TO_JUDGE, Outcome
from bench.landelijk.morning.processor import load
from bench.landelijk.morning.run import Plan
from bench.report import table

OF_KIND = ("question", "asked", "a second", "p50 ms", "p95 ms", "p99 ms", "p99.9 ms", "most ms", "errors")
OF_COST = ("question", "server ms", "database ms", "client ms", "by the clock ms")
OF_CORES = ("schools", "cores", "at work", "p99 ms of each question")


def facts(plan: Plan, omvang: Omvang, *, workers: int, database: str) -> dict[str, Any]:
    """What is run, on what; the partners are those of the country, also when by lot some have no school."""
    return {
        "schools": plan.schools,
        "stored": omvang.schools,
        "pupils": omvang.pupils,
        "partners": omvang.partners,
        "workers": workers,
        "cores": len(machine.cores()),
        "database": database,
        "pace": plan.pace,
        "minutes": plan.window.seconds / MINUTE,
        "load": round(load(), 1),
    }


def as_json(
    facts: Mapping[str, Any], outcome: Outcome, costs: Mapping[str, Cost], simulations: Sequence[Simulated]
) -> dict[str, Any]:
    """Everything of a run; ``facts`` are what was run, on what."""
    return {
        **facts,
        "good": outcome.is_good,
        "not judged": [kind.name for kind in outcome.unjudged],
        **asdict(outcome),
        "costs": {name: asdict(cost) for name, cost in costs.items()},
        "simulations": [asdict(simulated) for simulated in simulations],
    }


def tables(
    facts: Mapping[str, Any], outcome: Outcome, costs: Mapping[str, Cost], simulations: Sequence[Simulated]
) -> Iterator[str]:
    """What somebody wants to see of a run."""
    yield ", ".join(f"{name} {value}" for name, value in facts.items()) + "\n"
    yield table(OF_KIND, list(_kinds(outcome)))
    yield _processor(outcome)
    if costs:
        yield "One question alone:\n"
        yield table(OF_COST, list(_costs(costs)))
    if simulations:
        yield "By simulation:\n"
        yield table(OF_CORES, list(_simulations(simulations)))
    for kind in outcome.unjudged:
        yield f"{kind.name}: asked {kind.count} times, too few to judge the p99 (from {FEWEST_TO_JUDGE} on)"
    yield "good\n" if outcome.is_good else "".join(f"not good: {fault}\n" for fault in outcome.faults)


def _kinds(outcome: Outcome) -> Iterator[tuple[str, ...]]:
    for kind in outcome.kinds:
        errors = ", ".join(f"{count} {error}" for error, count in kind.errors.items())
        durations = (kind.p50, kind.p95, kind.p99, kind.p999, kind.most)
        yield (
            kind.name,
            str(kind.count),
            f"{kind.per_second:.2f}",
            *(f"{milliseconds:.0f}" for milliseconds in durations),
            errors or "-",
        )


def _processor(outcome: Outcome) -> str:
    taken = outcome.processor
    shares = ((taken.server, "server"), (taken.database, "database"), (taken.client, "generator"))
    used = ", ".join(f"{seconds / outcome.seconds:.2f} {name}" for seconds, name in shares)
    memory = "; ".join(" ".join(f"{size:.0f}" for size in workers) for workers in outcome.megabytes)
    return (
        f"cores in use: {used}; {taken.all / max(outcome.questions, 1) * 1000:.1f} ms a question\n"
        f"MB of each worker, at the begin and at the end: {memory}\n"
        f"the generator was {outcome.lag_p99:.1f} ms late (p99)\n"
    )


def _costs(costs: Mapping[str, Cost]) -> Iterator[tuple[str, ...]]:
    for name, cost in costs.items():
        taken = cost.taken
        seconds = (taken.server, taken.database, taken.client, fmean(cost.seconds))
        yield name, *(f"{value * 1000:.1f}" for value in seconds)


def _simulations(simulations: Sequence[Simulated]) -> Iterator[tuple[str, ...]]:
    for simulated in simulations:
        p99 = ", ".join(f"{name} {value:.0f}" for name, value in simulated.p99.items())
        yield str(simulated.schools), str(simulated.cores), f"{simulated.used:.0%}", p99
