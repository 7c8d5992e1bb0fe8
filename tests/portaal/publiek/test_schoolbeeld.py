"""What an applicant sees of the page on which schools decide: each sentence is true for its reader."""

from flask import Flask

from tests.support.aanvragen.filled import draft
from tests.support.portaal import people
from tests.support.portaal.visiting import Visitor, document
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.aanvraag.gegevensvraag import Gegevensvraag, Koppelsoort
from uwlr_service.repository.database import Database

START = "/portaal/aanvragen"


def test_what_is_written_for_schools_is_told_to_be(
    portaal: Flask, database: Database, diensten: Diensten
) -> None:
    nummer = draft(diensten)
    visitor = Visitor(portaal, token=people.visit(database, {"aanvragen": [nummer]}))
    asks = visitor.get(f"{START}/{nummer}/koppelingen/uwlr").text
    assert "is voor scholen geschreven" in asks
    assert "De school leest hierbij: Vraag waarom het product dit moet weten." in asks
    unsaid = Gegevensvraag(soort=Koppelsoort.UWLR, antwoorden={"gegevensset": "volledig"})
    diensten.aanvraagbalie.aanvragen.save_gegevens(nummer, unsaid, door=Handelende.aanvrager(nummer))
    page = document(visitor.get(f"{START}/{nummer}/controle"))
    (view,) = page.xpath("//details[summary[starts-with(., 'Zo ziet')]]")
    said = " ".join(view.text_content().split())
    assert "Hieronder staat wat een school leest." in said
    assert "Waarvoor?Nog niet ingevuld." in said.replace("? ", "?")
    assert "Het bedrijf zegt: Nog niet" not in said
    assert "De school kiest" not in said
