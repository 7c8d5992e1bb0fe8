"""Brings every input of a door of commands to ``uwlr``, inside this process, and lists what deviates."""

import json
import os
import signal
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from click.testing import Result

from tests.support.commandline import Uwlr
from tests.support.schools.builders import JAAR, SCHOOL, schoolgegevens
from tests.support.vijandig.directives import Directives
from tests.support.vijandig.exchange import HANG
from tests.support.vijandig.index import Input, inputs
from tests.support.vijandig.judging import wording
from tests.support.vijandig.listener import answering
from tests.support.vijandig.packages import Packages
from tests.support.vijandig.stored import changed, digests
from tests.support.vijandig.world import MEMORY, memory_of
from uwlr_service.config import Settings
from uwlr_service.formats import edexml
from uwlr_service.formats.gkv import handtekening
from uwlr_service.repository.database import Database

OBEYED = ("Cc", "Zl", "Zp", "Cs")
"""Categories of signs that a screen obeys instead of showing them."""
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of what follows."""
SHOWN = 400


class Shell:
    """A folder and a database with the small school, a link of each kind, and the commands on them."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder = folder
        self.uwlr = Uwlr(folder, database_url)
        self.parts = {"JAAR": str(JAAR), "MAP": str(folder), "SCHOOL": str(SCHOOL)}
        school = folder / "school.xml"
        school.write_bytes(b"".join(edexml.write(schoolgegevens())))
        self.uwlr.good("edexml", "import", school)
        for klant, gegevensset in (("U1", "volledig"), ("OC", "gkv-basis")):
            args = ("--klantnaam", klant, "--klantcode", klant, "--school", str(SCHOOL))
            self.uwlr.good("koppeling", "add", *args, "--gegevensset", gegevensset)
        published = self.uwlr.good("gkv", "jwks").stdout
        (folder / "sleutels.json").write_text(published, encoding="utf-8")
        self.parts["SLEUTELS"] = json.dumps(json.loads(published)["keys"])
        self.database = Database.open(database_url)
        self.packages = Packages(self.uwlr, self.database, self._secret())
        (folder / "sleutel.json").write_text(json.dumps(handtekening.new_key()), encoding="utf-8")

    def knock(self, door: str) -> list[str]:
        """Everything that deviates at one door."""
        entries = inputs(door)
        before = digests(self.database)
        copied = self.packages.copied()
        Path("/proc/self/clear_refs").write_text("5")
        at_start = memory_of(os.getpid(), "VmRSS")
        listed = list(self._ended(entry for entry in entries if entry.expected.is_refusal))
        if tables := changed(before, self.database):
            listed.append(f"{door}: what was refused changed {tables}")
        if self.packages.copied() != copied:
            listed.append(f"{door}: what was refused changed the copy")
        listed += self._ended(entry for entry in entries if not entry.expected.is_refusal)
        taken = memory_of(os.getpid(), "VmHWM") - at_start
        if taken > MEMORY:
            listed.append(f"{door}: {taken // 1024} MB more than at start")
        return listed

    def _ended(self, entries: Iterable[Input]) -> Iterator[str]:
        for entry in entries:
            try:
                with _deadline():
                    result = self._run(entry)
            except Exception as error:  # whatever a command lets out is what is looked for
                yield f"{entry.name}: {type(error).__name__}: {str(error)[:SHOWN]}"
                continue
            for deviation in _judged(entry, result):
                yield f"{entry.name}: {deviation}"

    def _run(self, entry: Input) -> Result:
        texts = {name: part for name, part in entry.parts.items() if isinstance(part, str)}
        directives = Directives({**self.parts, **texts})
        path = self.folder / _text(directives, texts.get("naam", "bestand.xml"))
        if "inhoud" in texts:
            path.write_bytes(directives.write(texts["inhoud"]))
        named = {**self.parts, **texts, "bestand": str(path)}
        if entry.door == "pakketten":
            self.packages.write(directives, texts)
        if "antwoorden" not in entry.parts:
            return self._call(entry, Directives(named))
        answers = [directives.write(answer) for answer in entry.parts["antwoorden"]]
        with answering(answers, has_wsdl="wsdl" in texts) as server:
            return self._call(entry, Directives({**named, "URL": server.url}))

    def _call(self, entry: Input, directives: Directives) -> Result:
        words = [_text(directives, word) for word in entry.parts["opdracht"]]
        settings: dict[str, Any] = entry.parts.get("omgeving", {})
        environ = {name: _text(directives, text) for name, text in settings.items()}
        return self.uwlr(*words, **environ)

    def _secret(self) -> bytes:
        """The secret that the commands of the folder made."""
        environ = {"UWLR_VAR": str(self.folder / "var"), "UWLR_DATABASE_URL": self.uwlr.database_url}
        return Settings.from_environment(environ).secret


@contextmanager
def shell(folder: Path, database_url: str) -> Iterator[Shell]:
    """The commands, until the end of the block."""
    made = Shell(folder, database_url)
    with closing(made.database):
        yield made


def _text(directives: Directives, text: str) -> str:
    """A word as a shell hands it over: bytes that are not UTF-8 become surrogates."""
    return os.fsdecode(directives.write(text))


def _judged(entry: Input, result: Result) -> Iterator[str]:
    text = " ".join((result.stdout + result.stderr).split())
    if result.exit_code != entry.expected.exit:
        yield f"ends with {result.exit_code} instead of {entry.expected.exit}: {text[:SHOWN]!r}"
        return
    yield from wording(entry.expected, text)
    if "--json" in entry.parts["opdracht"] and result.exit_code == 0:
        json.loads(result.stdout)
    obeyed = {sign for sign in text if unicodedata.category(sign) in OBEYED or sign in TURNING}
    if obeyed and "--json" not in entry.parts["opdracht"]:
        yield f"writes {obeyed!r}: {text[:SHOWN]!r}"


@contextmanager
def _deadline() -> Iterator[None]:
    def end(_: int, __: FrameType | None) -> None:
        raise TimeoutError("no end")

    former = signal.signal(signal.SIGALRM, end)
    signal.alarm(HANG)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, former)
