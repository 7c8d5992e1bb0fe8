"""Operators see the reports on which the admission of a product rests, over HTTP."""

from datetime import timedelta
from io import BytesIO

import pytest

from tests.support.partners.products import add_product
from tests.support.portaal.visiting import Visitor
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.portaal.beheer.toelatingen import rapporten
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.keurmerk.keurmerken import Keurmerken
from uwlr_service.uitwisseling.keurmerk.keurrapporten import Keurrapporten

DOOR = Handelende.opdrachtregel("beheerder")


def test_the_reports_of_a_product_are_seen_and_one_is_asked_for(
    operator: Visitor, database: Database, diensten: Diensten
) -> None:
    made = add_product(database, "LL1", Toelatingstand.KWALIFICATIE)
    page = f"/portaal/beheer/partners/{made.koppelpartner}/toelating/{made.id}"
    assert "Er is nog geen keurrapport over dit product." in operator.get(page).text
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


def test_a_report_is_brought_as_a_file_and_judged_as_on_the_command_line(
    operator: Visitor, database: Database, diensten: Diensten, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diensten.keurmerken, "_uitgever", "https://uwlr.example.nl")
    made, other = (add_product(database, code, Toelatingstand.KWALIFICATIE) for code in ("LL1", "LL2"))
    page = f"/portaal/beheer/partners/{made.koppelpartner}/toelating/{made.id}/rapport"

    def bring(content: bytes) -> str:
        """Bring a file; returns what the page that this leads to says."""
        answer = operator.submit(page, {"bestand": (BytesIO(content), "C:\\naam.json")})
        assert answer.status_code == 303
        return operator.get(answer.location).text

    def signed(product: int, stand: str) -> bytes:
        content = {"suite": "uitgever", "versie": "1", "goed": True}
        gevallen = [{"gewicht": "moet", "stand": stand}]
        return diensten.keurmerken.sign({**content, "gevallen": gevallen}, product, door=DOOR).encode()

    nothing = operator.submit(page, {}, content_type="multipart/form-data")
    assert "Kies een bestand." in operator.get(nothing.location).text
    for content, told in (
        (b"", "geen rapport in JSON"),
        (b'{"suite": "uitgever", "ondertekend": false}', "niet ondertekend"),
        (b"<html>", "geen rapport in JSON"),
        (signed(other.id, "goed"), f"over product {other.id}"),
    ):
        assert told in bring(content)
    toelating = diensten.toelatingen.get(made.id, door=DOOR)
    assert toelating.rapporten == ()
    assert "kan geen overeenkomst berusten" in bring(signed(made.id, "overgeslagen"))
    assert "kan een overeenkomst berusten" in bring(signed(made.id, "goed"))
    assert len(diensten.toelatingen.get(made.id, door=DOOR).rapporten) == 2


def test_a_file_that_is_too_large_is_not_read(operator: Visitor, database: Database) -> None:
    made = add_product(database, "LL1")
    page = f"/portaal/beheer/partners/{made.koppelpartner}/toelating/{made.id}/rapport"
    too_large = {"CONTENT_LENGTH": str(rapporten.LARGEST + 1)}
    fields = {"bestand": (BytesIO(b"x"), "groot.json")}
    assert operator.submit(page, fields, environ_overrides=too_large).status_code == 413
