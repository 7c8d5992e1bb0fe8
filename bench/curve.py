"""The time per result: by how many are in a message, and by how many are stored already."""

from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bench import databases, pushing, school, servers
from bench.report import Chapter, NotMeasured, Result

PICTURE = Path(__file__).with_name("results.svg")
PUPILS = 1000
SIZES = (100, 300, 1000, 3000, 10_000, 30_000, 50_000)
STORED = (0, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_000_000, 3_500_000, 5_000_000)
PROBE = 1000
PORTION = 50_000
REPEATS = 5
FLAT = 1.5

EXPLANATION = """\
The wall time of a message divided by the number of its results, taken as in the chapter above: first by the
size of the message, then of a message of 1,000 results by what one school has stored already, brought in
messages of 50,000. The medians of five messages. PostgreSQL is left to itself: its statistics are what its
own autovacuum makes of them meanwhile.

.. image:: results.svg
   :alt: two curves for each database: milliseconds per result by size of the message, and by stored results
"""

Curve = list[tuple[int, float]]


def draw(folder: Path, stored: int) -> Chapter:
    """Measure both curves on both databases up to ``stored`` results, and draw them."""
    results: list[Result] = []
    curves: dict[str, tuple[Curve, Curve]] = {}
    target = f"at most {FLAT:g} times"
    steps = [step for step in STORED if step <= stored]
    for name in databases.NAMES:
        by_size = f"time per result, {SIZES[0]} to {SIZES[-1]} a message, {name}"
        by_stored = f"time per result, 0 to {steps[-1] / 1e6:g} million stored, {name}"
        try:
            curves[name] = _curves(name, folder / name, steps)
        except NotMeasured as reason:
            results += [Result.missing(what, target, reason) for what in (by_size, by_stored)]
            continue
        for what, curve in zip((by_size, by_stored), curves[name], strict=True):
            # Beside the start, and not beside the quickest: what becomes faster is as flat as anybody asks.
            ratio = max(value for _, value in curve) / curve[0][1]
            measured = f"at most {ratio:.2f} times the first"
            results.append(Result(what, target, measured, ratio <= FLAT))
            print(f"  {what}: {measured}", flush=True)
    _draw(curves)
    rows = [
        (name, kind, f"{at}", f"{value:.4f}")
        for name, both in curves.items()
        for kind, curve in zip(("in the message", "stored"), both, strict=True)
        for at, value in curve
    ]
    return Chapter(
        "The time per result", EXPLANATION, results, ("database", "by", "results", "ms/result"), rows
    )


def _curves(name: str, folder: Path, steps: Sequence[int]) -> tuple[Curve, Curve]:
    with databases.database(name, folder, durable=True) as url:
        gegevens = school.make(PUPILS)
        installed = servers.install(url, folder, gegevens)
        sleutel, pupils, used = installed.sleutels["soap"], gegevens.leerlingen, iter(range(10**6))

        def push(pusher: pushing.Pusher, count: int) -> float:
            taken = pusher.push(pushing.bericht(sleutel, pupils, count, f"{next(used):08}"))
            return taken.seconds / count * 1000

        with pushing.pusher(installed, folder) as pusher:
            push(pusher, 1)
            sizes: Curve = []
            by_stored: Curve = []
            stored = 0
            for step in steps:
                while stored < step:
                    push(pusher, PORTION)
                    stored += PORTION
                by_stored.append((step, median(push(pusher, PROBE) for _ in range(REPEATS))))
                print(f"  {name}, {step} stored: {by_stored[-1][1]:.4f} ms per result", flush=True)
                if not sizes:
                    sizes = [(size, median(push(pusher, size) for _ in range(REPEATS))) for size in SIZES]
        return sizes, by_stored


def _draw(curves: dict[str, tuple[Curve, Curve]]) -> None:
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "uwlr"  # the same drawing from the same numbers
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, 2, figsize=(10, 3.6), sharey=True, layout="constrained")
    for at, (axis, label) in enumerate(
        zip(axes, ("results in one message", "results stored before"), strict=True)
    ):
        for name, both in curves.items():
            axis.plot(*zip(*both[at], strict=True), marker="o", label=name)
        axis.set_xlabel(label)
        axis.set_ylim(bottom=0)
        axis.grid(visible=True, alpha=0.3)
    axes[0].set_xscale("log")
    axes[1].xaxis.set_major_formatter(lambda value, _: f"{value / 1e6:g} million")
    axes[0].set_ylabel("ms per result")
    axes[0].legend()
    figure.savefig(PICTURE, metadata={"Date": None})
