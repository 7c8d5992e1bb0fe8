"""The figures of many runs as curves: how they grow with schools, pupils, partners and workers."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

PICTURE = Path(__file__).parents[2] / "landelijk.svg"
ALONG = ("schools", "pupils", "partners", "workers")
SHOWN = ("pull, unchanged", "pull, whole", "results", "sign-in")

Kept = dict[str, Any]
"""A run, as it was written down."""
Points = list[tuple[float, float]]


def draw(files: Iterable[Path]) -> Path:
    """Draw what some files have; returns the picture.

    Along each axis are the runs that differ from most of them in nothing else.
    """
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "uwlr"  # the same drawing from the same numbers
    from matplotlib import pyplot
    from matplotlib.ticker import MaxNLocator

    runs = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    figure, axes = pyplot.subplots(2, len(ALONG), figsize=(14, 6), sharey="row", layout="constrained")
    for at, what in enumerate(ALONG):
        chosen = along(what, runs)
        for name in SHOWN:
            axes[0][at].plot(*_columns(of_kind(name, what, chosen)), marker="o", label=name)
        axes[1][at].plot(*_columns(per_question(what, chosen)), marker="o")
        for axis in (axes[0][at], axes[1][at]):
            axis.set_xlabel(what)
            axis.xaxis.set_major_locator(MaxNLocator(integer=True))
            axis.set_ylim(bottom=0)
            axis.grid(visible=True, alpha=0.3)
    axes[0][0].set_ylabel("p99, ms")
    axes[1][0].set_ylabel("processor ms a question")
    handles, names = axes[0][0].get_legend_handles_labels()
    figure.legend(handles, names, loc="outside upper center", ncols=len(SHOWN))
    figure.savefig(PICTURE, metadata={"Date": None})
    return PICTURE


def along(what: str, runs: Sequence[Kept]) -> list[Kept]:
    """The runs that have in everything but this the values that most runs have, by that one."""
    others = [name for name in (*ALONG, "database") if name != what]
    usual = {name: Counter(run[name] for run in runs).most_common(1)[0][0] for name in others}
    chosen = [run for run in runs if all(run[name] == usual[name] for name in others)]
    return sorted(chosen, key=lambda run: float(run[what]))


def of_kind(name: str, what: str, runs: Sequence[Kept]) -> Points:
    """The p99 of a kind of question in each run that has it."""
    return [(run[what], kind["p99"]) for run in runs for kind in run["kinds"] if kind["name"] == name]


def per_question(what: str, runs: Sequence[Kept]) -> Points:
    """The processor time of a question in each run, in milliseconds."""
    return [(run[what], sum(run["processor"].values()) / run["questions"] * 1000) for run in runs]


def _columns(points: Points) -> tuple[list[float], list[float]]:
    return [x for x, _ in points], [y for _, y in points]
