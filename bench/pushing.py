"""Messages with results, and a process of its own that takes them one after another.

``python -m bench.pushing`` reads names of files from its input, calls the whole WSGI application with each,
and prints what that took as a line of JSON.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from bench import messages, servers
from bench.report import NotMeasured
from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.domain import tijd
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats.uwlr.namespaces import LEERRESULTATEN

PATH = "/uwlr/leerresultaten"
ACTION = "BrengLeerresultaten"
ONDERDELEN = 10
DAYS = 60
PEAK = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)


def bericht(
    sleutel: str, leerlingen: Sequence[Leerling], count: int, number: object, together: int = 10
) -> bytes:
    """A message with ``count`` results, ``together`` of a pupil at a time; ``number`` makes its keys new."""
    afnames = (
        _toetsafname(
            leerlingen[start // together % len(leerlingen)],
            range(start, min(start + together, count)),
            number,
        )
        for start in range(0, count, together)
    )
    onderdelen = "".join(
        f"<toetsonderdeel><toetsonderdeelvolgnummer>{at + 1}</toetsonderdeelvolgnummer>"
        f"<toetsonderdeelcode>deel-{at}</toetsonderdeelcode></toetsonderdeel>"
        for at in range(ONDERDELEN)
    )
    year = Schooljaar.current()
    return messages.envelope(
        sleutel,
        f'<leerresultaten_verzoek xmlns="{LEERRESULTATEN}"><school><schooljaar>{year}</schooljaar>'
        "<brincode>99ZZ</brincode><dependancecode>16</dependancecode>"
        f"<aanmaakdatum>{tijd.format_moment(tijd.now())}</aanmaakdatum><xsdversie>2.2</xsdversie></school>"
        f"<toetsafnames>{''.join(afnames)}</toetsafnames>"
        "<toetsen><toets><toetscode>blok-1</toetscode><toetsnaam>Blok 1</toetsnaam><toetsnormering>"
        "<norm><term>onvoldoende</term><beginnormwaarde>0</beginnormwaarde>"
        "<eindnormwaarde>5</eindnormwaarde></norm><norm><term>voldoende</term>"
        "<beginnormwaarde>6</beginnormwaarde><eindnormwaarde>10</eindnormwaarde></norm></toetsnormering>"
        f"<toetsonderdelen>{onderdelen}</toetsonderdelen></toets></toetsen></leerresultaten_verzoek>",
    )


def _toetsafname(leerling: Leerling, numbers: range, number: object) -> str:
    last = tijd.now().date()
    return (
        f"<toetsafname><leerlingid>{leerling.key}</leerlingid><eckid>{leerling.eckid}</eckid><resultaten>"
        + "".join(_resultaat(at, number, last - timedelta(days=at // ONDERDELEN % DAYS)) for at in numbers)
        + "</resultaten></toetsafname>"
    )


def _resultaat(at: int, number: object, day: date) -> str:
    return (
        f'<resultaat key="f47ac10b-58cc-4372-{number}-{at:06}"><afnamedatum>{day}</afnamedatum>'
        f"<toetscode>blok-1</toetscode><toetsonderdeelcode>deel-{at % ONDERDELEN}</toetsonderdeelcode>"
        f"<score>{at % 11}</score></resultaat>"
    )


@dataclass(frozen=True, slots=True)
class Taken:
    """What one message took; ``peak`` is the most memory so far."""

    seconds: float
    processor_seconds: float
    peak_megabytes: float


class Pusher:
    """The process that takes messages; only ``pusher`` makes one."""

    def __init__(self, process: "subprocess.Popen[str]", folder: Path) -> None:
        self._process, self._file = process, folder / "bericht.xml"

    def push(self, body: bytes) -> Taken:
        """Let it take a message. Raises NotMeasured when that was refused."""
        self._file.write_bytes(body)
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{self._file}\n")
        self._process.stdin.flush()
        said = json.loads(self._process.stdout.readline() or '"the process ended"')
        if not isinstance(said, dict):
            raise NotMeasured(f"the answer was {said}")
        return Taken(**said)


@contextmanager
def pusher(installed: servers.Installation, folder: Path) -> Iterator[Pusher]:
    """A process that took one message with one result, and so has loaded everything."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("UWLR_")}
    with subprocess.Popen(
        servers.python("-m", "bench.pushing"),
        env=inherited | installed.environ | {"UWLR_LOG_LEVEL": "error", "PYTHONPATH": str(servers.ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=folder,
    ) as process:  # which ends when its input does
        yield Pusher(process, folder)


def _peak() -> float:
    status = Path("/proc/self/status")
    found = PEAK.search(status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else 0.0


def main() -> None:
    """Take messages until there are no more."""
    app = create_app(Settings.from_environment(os.environ))
    for line in sys.stdin:
        seen: list[str] = []
        with Path(line.strip()).open("rb") as body:
            environ = messages.environ(body, PATH, ACTION)
            wall, processor = time.perf_counter(), time.process_time()
            answer = b"".join(app(environ, messages.keep_status(seen)))
            taken = Taken(time.perf_counter() - wall, time.process_time() - processor, _peak())
        said = asdict(taken) if seen == ["200 OK"] else f"{seen}: {answer[-300:].decode(errors='replace')}"
        print(json.dumps(said), flush=True)
    app.close()


if __name__ == "__main__":
    main()
