"""A LAS that sends files by ``uwlr las push``, at a service whose answers were told beforehand."""

import json
from pathlib import Path
from typing import Any

from tests.support.commandline import Uwlr
from tests.support.gkv.answering import Service
from tests.support.messages.edexml import document, leerling
from uwlr_service.formats.gkv import handtekening

JAAR = "2026-2027"
DOSSIER = '<dossier xmlns="urn:uwlr-service:dossier:1" versie="1.0"><school brincode="99XX"/></dossier>'
TAKEN = {"uitkomst": "gewijzigd", "verslag": {"toegevoegd": 3, "gewijzigd": 0, "bezwaren": []}}
HELD = {
    "type": "urn:uwlr-service:probleem:aangehouden",
    "detail": "Er zou te veel verdwijnen.",
    "bezwaren": [{"tekst": "60 van de 250 leerlingen zouden verdwijnen", "parameter": "toestaan"}],
    "toestaan": "170.abc",
}


def gegevens(code: str, jaar: str = JAAR) -> str:
    """The address of the data of a school."""
    return f"/las/v1/scholen/{code}/schooljaren/{jaar}/gegevens"


def edexml(brin: str, *keys: str, jaar: str = JAAR) -> bytes:
    """The file of a school."""
    school = f"<schooljaar>{jaar}</schooljaar><brincode>{brin}</brincode><xsdversie>2.1</xsdversie>"
    return document("".join(leerling(key) for key in keys or ("L1",)), school=school)


class Las:
    """A LAS with a folder of exports, a state and a key, at a service whose answers were told."""

    def __init__(self, service: Service, folder: Path) -> None:
        self.service = service
        self.folder = folder / "exports"
        self.folder.mkdir()
        self.stand = folder / "stand.json"
        self.key = folder / "sleutel.json"
        self.key.write_text(json.dumps(handtekening.new_key()))
        self.uwlr = Uwlr(folder)

    def options(self) -> list[str | Path]:
        """All that the command wants beside the files."""
        return ["--url", self.service.url, "--las", "1", "--key-file", self.key, "--stand", self.stand]

    def export(self, name: str, content: bytes) -> Path:
        """Put a file in the folder."""
        path = self.folder / name
        path.write_bytes(content)
        return path

    def push(self, *args: str | Path, exit_code: int = 0) -> dict[str, str]:
        """Send the folder; what came of each file, by its name."""
        return {
            Path(said["bestand"]).name: said["uitkomst"] for said in self.records(*args, exit_code=exit_code)
        }

    def records(self, *args: str | Path, exit_code: int = 0) -> list[dict[str, Any]]:
        """The same with all that is said."""
        given = args if args and isinstance(args[0], Path) else (self.folder, *args)
        records: list[dict[str, Any]] = self.uwlr.json(
            "las", "push", *given, *self.options(), exit_code=exit_code
        )
        return records

    def asked(self) -> list[str]:
        """The addresses that were called since the last look, without those of tokens."""
        asked = [path for path in self.service.asked if path != "/oauth/token"]
        self.service.asked.clear()
        return asked
