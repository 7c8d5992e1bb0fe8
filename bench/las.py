"""Processor time of a LAS that sends its school: unchanged, and with one pupil changed."""

import gc
import io
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path
from statistics import median
from wsgiref.types import WSGIApplication, WSGIEnvironment

from werkzeug.test import Client

from bench import databases, messages, school
from bench.report import Chapter, NotMeasured, Result
from tests.support.las.las import API, Beller
from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats import edexml

PUPILS = 250
TIMES = 40
CHANGES = 15
UNCHANGED_MS = 8.0
CHANGED_MS = 60.0

EXPLANATION = f"""\
A LAS sends a school of {PUPILS} pupils, every field filled in, by ``PUT`` at ``/las/v1``: the very same bytes
again, and a file in which one pupil has another roepnaam. The whole WSGI application is called in this
process, with a token, so that the processor time of all its threads can be taken; a PostgreSQL server has
its own. The median of {TIMES} and of {CHANGES} calls.
"""


def sending(folder: Path) -> Chapter:
    """Measure both, on both databases."""
    results = []
    for name in databases.NAMES:
        unchanged = f"PUT of {PUPILS} pupils, unchanged, {name}"
        changed = f"PUT of {PUPILS} pupils, one changed, {name}"
        try:
            with databases.database(name, folder / name) as url:
                sender = Sender(url, folder / name)
                results.append(_result(unchanged, UNCHANGED_MS, list(sender.unchanged())))
                results.append(_result(changed, CHANGED_MS, list(sender.changed())))
                sender.close()
        except NotMeasured as reason:
            results.append(Result.missing(unchanged, _at_most(UNCHANGED_MS), reason))
            results.append(Result.missing(changed, _at_most(CHANGED_MS), reason))
    return Chapter("A school from its LAS", EXPLANATION, results)


def _at_most(milliseconds: float) -> str:
    return f"at most {milliseconds:g} ms"


def _result(what: str, target: float, seconds: list[float]) -> Result:
    milliseconds = [one * 1000 for one in seconds]
    middle = median(milliseconds)
    spread = f"{middle:.1f} ms ({min(milliseconds):.1f} to {max(milliseconds):.1f})"
    print(f"  {what}: {spread}", flush=True)
    return Result(what, _at_most(target), spread, middle <= target)


class Sender:
    """A LAS with one school, in this process."""

    def __init__(self, url: str, folder: Path) -> None:
        settings = Settings.from_environment({"UWLR_DATABASE_URL": url, "UWLR_VAR": str(folder / "var")})
        self._diensten = Diensten.open(settings)
        self._diensten.upgrade()
        with redirect_stdout(io.StringIO()):  # the log
            self._app = create_app(settings)
            beller = Beller(Client(self._app), self._diensten)
            self._token = beller.token()
        self._gegevens = school.make(PUPILS)
        self._put(self._gegevens, "gewijzigd")

    def unchanged(self) -> Iterator[float]:
        """The processor seconds of each time that the same bytes come again."""
        for _ in range(TIMES):
            yield self._put(self._gegevens, "gelijk")

    def changed(self) -> Iterator[float]:
        """Those of each file with one pupil changed."""
        for number in range(CHANGES):
            yield self._put(school.change(self._gegevens, number), "gewijzigd")

    def close(self) -> None:
        """Give the connections back."""
        with redirect_stdout(io.StringIO()):
            self._app.close()
        self._diensten.close()

    def _put(self, gegevens: Schoolgegevens, outcome: str) -> float:
        """Send a school; the processor seconds that it took. Raises NotMeasured for another outcome."""
        body = b"".join(edexml.write(gegevens))
        environ = self._environ(gegevens, body)
        answers: list[bytes] = []
        gc.collect()
        with redirect_stdout(io.StringIO()):
            seconds = _taken(lambda: answers.append(_called(self._app, environ)))
        if f'"uitkomst":"{outcome}"'.encode() not in answers[0].replace(b" ", b""):
            raise NotMeasured(f"the answer was {answers[0][:200]!r}")
        return seconds

    def _environ(self, gegevens: Schoolgegevens, body: bytes) -> WSGIEnvironment:
        place = f"{API}/scholen/{schoolpad.write(gegevens.school.code)}"
        environ = messages.environ(io.BytesIO(body))
        return environ | {
            "REQUEST_METHOD": "PUT",
            "PATH_INFO": f"{place}/schooljaren/{gegevens.school.schooljaar}/gegevens",
            "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": "application/xml",
            "HTTP_AUTHORIZATION": f"Bearer {self._token}",
            "HTTP_HOST": "localhost",
        }


def _called(app: WSGIApplication, environ: WSGIEnvironment) -> bytes:
    return b"".join(app(environ, messages.keep_status([])))


def _taken(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before
