"""Every school on every day: by UWLR in each version, and as a package of GKV, all of it valid."""

from collections.abc import Iterator
from pathlib import Path
from wsgiref.types import WSGIApplication

import pytest

from tests.support.callers import call
from tests.support.fresh_databases import migrated
from tests.support.gkv.deliveries import SECRET
from tests.support.messages.soap import request
from tests.support.messages.uwlr import assert_valid
from tests.support.partners.handelenden import DOOR
from tests.support.partners.products import product_of
from uwlr_service.demodata.proeftuin import SCRIPT
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.levering import Leveringsoort
from uwlr_service.domain.koppeling.gegevenssets import VOLLEDIG
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.domain.proeftuin.proeftuin import FIRST_DAY, LAST_DAY, NEW_YEAR, Proeftuin
from uwlr_service.domain.proeftuin.script import Proefstand
from uwlr_service.domain.school.codelijsten import HISTORISCH
from uwlr_service.formats.gkv.pakket import Pakket, open_pakket
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.opslag import Opslag
from uwlr_service.uitwisseling.gkv.levering import Leveringen
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

VERSIES = ("2.2", "2.3")
DAYS = range(1, LAST_DAY + 1)


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh migrated SQLite database; a message or package is of neither kind."""
    with migrated(request, tmp_path) as url:
        yield url


@pytest.fixture
def proeftuin(diensten: Diensten, database: Database, uitgifte: Uitgifte) -> Proeftuin:
    """The proeftuin of Uitgeverij, on its first day."""
    assert uitgifte.koppeling.klant.code == "U1"
    return diensten.proeftuinen.make(product_of(database, "U1").id, door=DOOR)


def linked(beheer: Koppelingbeheer, proeftuin: Proeftuin, gegevensset: str) -> Uitgifte:
    """A link of Uitgeverij with every school of its proeftuin."""
    scholen = [proeftuin.school(school.nummer) for school in SCRIPT.scholen]
    return beheer.add(
        klantnaam="Uitgeverij", klantcode="U1", scholen=scholen, gegevensset=gegevensset, door=DOOR
    )


def days(diensten: Diensten, proeftuin: Proeftuin) -> Iterator[Proeftuin]:
    """Every day, called forward when the one before is done with."""
    yield proeftuin
    for _ in DAYS[1:]:
        yield diensten.proeftuinen.next_day(proeftuin.product, seen=proeftuin.dag, door=DOOR)
        proeftuin = proeftuin.at(proeftuin.dag + 1)


def at_school(stand: Proefstand, at: int = 0) -> list[str]:
    """The pupils whom partners get."""
    return sorted(leerling.key for leerling in stand.jaren[at].leerlingen if leerling.jaargroep != HISTORISCH)


def test_uwlr_answers_validly_for_every_school_on_every_day(
    diensten: Diensten, beheer: Koppelingbeheer, application: WSGIApplication, proeftuin: Proeftuin
) -> None:
    sleutel = linked(beheer, proeftuin, VOLLEDIG).sleutel
    for today in days(diensten, proeftuin):
        for stand in SCRIPT.standen(today):
            code = today.school(stand.school.nummer)
            for at, gegevens in enumerate(stand.jaren):
                for versie in VERSIES:
                    question = request(
                        sleutel,
                        brincode=code.brincode,
                        dependancecode=code.dependancecode,
                        schooljaar=gegevens.school.schooljaar,
                        xsdversie=versie,
                    )
                    answer = call(application, question)
                    assert answer.status == 200, (today.dag, str(code), answer.content)
                    assert_valid(answer.body, versie, VOLLEDIG)
                    assert sorted(answer.keys()) == at_school(stand, at), (today.dag, str(code))


def test_gkv_packages_every_school_on_every_day(
    diensten: Diensten,
    database: Database,
    beheer: Koppelingbeheer,
    tmp_path: Path,
    proeftuin: Proeftuin,
) -> None:
    koppeling = linked(beheer, proeftuin, GKV_UITGEBREID).koppeling.id
    leveringen = Leveringen(database, Ondertekening(database, SECRET), Opslag(str(tmp_path / "pakketten")))
    keys = Ondertekening(database, SECRET).published()
    texts: dict[tuple[int, int], str] = {}
    for today in days(diensten, proeftuin):
        moment = tijd.now()
        for stand in SCRIPT.standen(today):
            nummer = stand.school.nummer
            # Nobody is there to say that so much may disappear, as on the day of the merger.
            levering = leveringen.make(koppeling, today.school(nummer), moment=moment)
            pakket = open_pakket(tmp_path / "pakketten" / str(levering.pad), keys)
            pakket.check()
            # The new school year begins with everything.
            is_full = today.dag in (FIRST_DAY, NEW_YEAR)
            expected = Leveringsoort.VOLLEDIG if is_full else Leveringsoort.MUTATIE
            assert (levering.soort, levering.schooljaar) == (expected, today.lopend_schooljaar), today.dag
            texts[today.dag, nummer] = _text(pakket)
    told = "".join(texts[1, nummer] for nummer in (16, 18))
    assert "Proefweg" in told
    assert "06-00000001" not in texts[1, 16]
    assert "<geblokkeerd>true" not in told
    assert "<geblokkeerd>true" in texts[3, 18]
    assert "<inzage_toegestaan>false" in texts[1, 17]


def _text(pakket: Pakket) -> str:
    """Every file of a package."""
    files = (bestand for bestand in pakket.manifest.bestanden if bestand.naam is not None)
    return "".join(b"".join(pakket.read(bestand)).decode() for bestand in files)
