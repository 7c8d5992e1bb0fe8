"""Operators see the reports on which the admission of a product rests, over HTTP."""

from datetime import timedelta

from tests.support.partners.products import add_product
from tests.support.portaal.visiting import Visitor
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.keurmerk.keurmerken import Keurmerken
from uwlr_service.uitwisseling.keurmerk.keurrapporten import Keurrapporten

DOOR = Handelende.opdrachtregel("beheerder")


def test_the_reports_of_a_product_are_seen_and_one_is_asked_for(
    operator: Visitor, database: Database, diensten: Diensten
) -> None:
    made = add_product(database, "LL1", Toelatingstand.KWALIFICATIE)
    page = f"/portaal/beheer/partners/{made.koppelpartner}/toelating/{made.id}"
    assert "Keurrapporten" not in operator.get(page).text
    gevallen = [{"gewicht": "moet", "stand": stand} for stand in ("goed", "overgeslagen")]
    content = {"suite": "uitgever", "versie": "1", "goed": True, "gevallen": gevallen}
    keurmerken = Keurmerken(database, diensten.ondertekening, "https://uwlr.example.nl", timedelta(days=9))
    signed = keurmerken.sign(content, made.id, door=DOOR).encode()
    Keurrapporten(database, keurmerken).take(made.id, signed, door=DOOR)
    seen = operator.get(page).text
    for text in (
        "gevallen uitgever, versie 1",
        "Alles wat moet is goed.",
        "1 geval dat moet is overgeslagen.",
    ):
        assert text in seen
    answer = operator.submit(f"{page}/overeenkomst", {"nummer": "VO-12", "ondertekend": "2026-03-14"})
    assert "geen goed keurrapport" in operator.get(answer.location).text
    assert diensten.toelatingen.get(made.id, door=DOOR).stand is Toelatingstand.KWALIFICATIE
