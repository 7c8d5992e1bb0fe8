"""A migration changes no agreement: an upgraded database answers its partners as before, byte for byte.

``uitgaven/*/antwoorden.json`` has the SHA-256 of what the last checkout before these tables gave out
from the same database: the four messages of UWLR in each version, a package, and GeneriekeService.
"""

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from werkzeug.test import Client

from tests.support.gkv.generiek import LEERLINGEN, MEDEWERKERS, vraag
from tests.support.messages.soap import PULL, envelope, header, verzoek
from tests.support.partners.handelenden import DOOR
from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database

HERE = Path(__file__).parent / "uitgaven"
UITGAVEN = sorted(path.parent.name for path in HERE.glob("*/antwoorden.json"))
NACHT = datetime(2026, 11, 26, 6, tzinfo=UTC)
EVERYBODY = "<groepen><groep/></groepen>"
BERICHTEN = {"leerlinggegevens": "", "structuur": "", "leerlingen": EVERYBODY, "leerkrachten": EVERYBODY}
GKV = 2
"""The link of GKV."""


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def pulled(client: Client, sleutel: str) -> Iterator[tuple[str, str]]:
    """Every message of UWLR in every version."""
    for versie in ("2.1", "2.2", "2.3"):
        for bericht, extra in BERICHTEN.items():
            asked = verzoek(
                bericht,
                schooljaar="2026-2027",
                brincode="99AA",
                dependancecode=None,
                xsdversie=versie,
                extra=extra,
            )
            message = envelope(asked, header(sleutel, "UX1", "UitgeverX"))
            answer = client.post(PULL, data=message, content_type="text/xml")
            assert answer.status_code == 200
            yield f"{versie} {bericht}", digest(answer.data)


def delivered(diensten: Diensten, folder: Path) -> Iterator[tuple[str, str]]:
    """The files of a full package; its manifest has a number of its own each time."""
    levering = diensten.leveringen.make(GKV, Schoolcode("99AA"), volledig=True, moment=NACHT)
    with zipfile.ZipFile(folder / str(levering.pad)) as archive:
        for name in archive.namelist():
            if not name.startswith("manifest"):
                yield f"pakket {name}", digest(archive.read(name))


def asked(client: Client, sleutel: str) -> Iterator[tuple[str, str]]:
    """Both operations of GeneriekeService."""
    for operatie in (LEERLINGEN, MEDEWERKERS):
        message = vraag(sleutel, operatie, leveranciernaam="Ouderapp", brinnummer="99AA")
        answer = client.post("/gkv/GeneriekeService", data=message, content_type="text/xml")
        assert answer.status_code == 200
        yield f"generiek {operatie}", digest(answer.data)


@pytest.mark.parametrize("uitgave", UITGAVEN)
def test_every_answer_is_what_it_was(uitgave: str, tmp_path: Path) -> None:
    script = (HERE / uitgave / "sqlite.sql").read_text(encoding="utf-8")
    made = sqlite3.connect(tmp_path / "uwlr.sqlite")
    made.executescript(script)
    made.close()
    settings = Settings.from_environment(
        {
            "UWLR_DATABASE_URL": f"sqlite:///{tmp_path / 'uwlr.sqlite'}",
            "UWLR_VAR": str(tmp_path / "var"),
            "UWLR_OPSLAG": str(tmp_path / "leveringen"),
            "UWLR_SECRET": "een-geheim-voor-een-proef-van-32-tekens-lang",
        }
    )
    database = Database.open(settings.database_url)
    database.upgrade()
    database.close()
    application = create_app(settings)
    client = Client(application)
    first_line = script.partition("\n")[0]
    given = dict(pulled(client, first_line.removeprefix("-- sleutel: ")))
    diensten = Diensten.open(settings)
    given |= dict(delivered(diensten, tmp_path / "leveringen"))
    diensten.generiekbeheer.switch(GKV, aan=True, door=DOOR)
    given |= dict(asked(client, diensten.koppelingbeheer.rotate(GKV, timedelta(), door=DOOR).sleutel))
    diensten.close()
    application.close()
    assert given == json.loads((HERE / uitgave / "antwoorden.json").read_text(encoding="utf-8"))
