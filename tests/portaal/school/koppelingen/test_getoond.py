"""A school reads what stood on the page when somebody said yes, and whether what is kept is still that."""

import hashlib

from sqlalchemy import select, update

from tests.support.portaal.beslissen import path, say_yes
from tests.support.portaal.visiting import Visitor, document
from tests.support.portaal.voorstellen import Aanbod
from uwlr_service.domain.koppeling.besluitvorming.getoond import Bewijs
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.getoond import bewijs_of
from uwlr_service.repository.schema.koppeling import gegevensafspraak
from uwlr_service.repository.schema.voorstel import getoond


def cells(anna: Visitor, aanbod: Aanbod, taal: str = "nl") -> list[str]:
    """What each version says of the page that was seen."""
    anna.set_cookie("taal", taal, path="/portaal")
    page = document(anna.get(path(aanbod, "")))
    head = {"nl": "Wat er op de pagina stond", "en": "What was on the page"}[taal]
    shown = page.xpath(f"//td[@data-kop='{head}']")
    return [" ".join(cell.text_content().split()) for cell in shown]


def kept(database: Database) -> Bewijs:
    with database.read() as connection:
        row = connection.execute(
            select(gegevensafspraak.c.versie, *getoond.c).join_from(getoond, gegevensafspraak)
        )
        return bewijs_of(row.one())


def test_each_version_says_what_was_seen(
    anna: Visitor, aanbod: Aanbod, voorstel: int, database: Database
) -> None:
    say_yes(anna, aanbod, "leerling/roepnaam")
    bewijs = kept(database)
    assert hashlib.sha256(bewijs.inhoud.encode()).hexdigest() == bewijs.digest
    (cell,) = cells(anna, aanbod)
    assert cell.startswith("Klopt, gezien op ")
    assert bewijs.doel in cell
    assert "Roepnaam" in bewijs.velden
    assert all(naam in cell for naam in bewijs.velden)
    (cell,) = cells(anna, aanbod, "en")
    assert cell.startswith("Correct, seen on ")


def test_what_was_altered_since_is_not_shown_and_said_to_be_wrong(
    anna: Visitor, aanbod: Aanbod, voorstel: int, database: Database
) -> None:
    say_yes(anna, aanbod, "leerling/roepnaam")
    with database.write() as connection:
        connection.execute(update(getoond).values(inhoud="{}"))
    assert cells(anna, aanbod) == ["Klopt niet"]
    assert (kept(database).doel, kept(database).velden) == ("", ())
