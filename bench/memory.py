"""The memory of a worker while it serves a large school."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench import databases, messages, school, servers
from bench.report import Chapter, NotMeasured, Result

PUPILS = 3000
MOST = 200
VERSIES = ("2.1", "2.2", "2.3")
BERICHTEN = ("leerlinggegevens", "structuur")
REPEATS = 3
CONNECTIONS = 16
PULLS = 200

EXPLANATION = """\
One worker and a school of 3,000 pupils. The school is pulled in versions 2.1, 2.2 and 2.3, as data and
as structure, by two keys with the prefixes ``soap`` and ``s``, with gzip and without, three times over;
then 200 times more over 16 connections at once. The figure is the kernel's high-water mark of resident
memory (VmHWM) of the worker since it started; code that it shares with other processes is counted in
full.
"""


def serving(folder: Path) -> Chapter:
    """Measure it on both databases."""
    results, target = [], f"less than {MOST} MB"
    for name in databases.NAMES:
        what = f"memory of a worker, {PUPILS} pupils, {name}"
        try:
            peaks = _peaks(name, folder / name)
        except NotMeasured as reason:
            results.append(Result.missing(what, target, reason))
            continue
        measured = f"{peaks[-1]:.0f} MB (at start {peaks[0]:.0f})"
        print(f"  {what}: {measured}", flush=True)
        results.append(Result(what, target, measured, peaks[-1] < MOST))
    return Chapter("Memory", EXPLANATION, results)


def _peaks(name: str, folder: Path) -> tuple[float, float]:
    """The high-water marks before and after."""
    with databases.database(name, folder) as url:
        installed = servers.install(url, folder, school.make(PUPILS))
        with servers.ours(installed, folder, UWLR_WORKERS="1") as server:
            time.sleep(1)  # let the worker load
            before = server.peak_megabytes()
            for _ in range(REPEATS):
                _pull_everything(server, installed)
            body = messages.request(installed.sleutels["soap"])
            with ThreadPoolExecutor(CONNECTIONS) as clients:
                for _ in clients.map(lambda _: messages.post(server.port, body), range(PULLS)):
                    pass
            return before, server.peak_megabytes()


def _pull_everything(server: servers.Server, installed: servers.Installation) -> None:
    for sleutel in installed.sleutels.values():
        for versie in VERSIES:
            for bericht in BERICHTEN:
                body = messages.request(sleutel, bericht, versie)
                for headers in ({}, {"Accept-Encoding": "gzip"}):
                    messages.post(server.port, body, **headers)
