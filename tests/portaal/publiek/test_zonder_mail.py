"""An application where no mail goes out: an operator hands the link over, and the pages say so."""

import re
from dataclasses import replace

from tests.support.aanvragen.ingevuld import MAIL
from tests.support.portaal.visiting import Visitor
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.portaal import portaal_application
from uwlr_service.repository.database import Database

START = "/portaal/aanvragen"


def begin(visitor: Visitor, mail: str) -> str:
    """Begin an application; returns its address."""
    answer = visitor.submit(f"{START}/beginnen", {"mail": mail}, page=START)
    assert re.fullmatch(rf"{START}/\d+/organisatie", answer.location)
    return str(answer.location.removesuffix("/organisatie"))


def test_without_mail_an_applicant_reads_whom_to_ask(
    visitor: Visitor, settings: Settings, database: Database
) -> None:
    asks = "Vraag de beheerder van deze dienst om een link naar uw aanvraag."
    address = begin(visitor, MAIL)
    answer = visitor.submit(f"{address}/product", {"product": "Leeslijst", "later": "ja"})
    assert asks in visitor.get(answer.location).text
    controle = visitor.get(f"{address}/controle").text
    assert asks in controle
    assert "Stuur mij de link" not in controle
    assert asks in visitor.get(START).text
    assert "Stuur mij een link" not in visitor.get(START).text

    with_mail = replace(settings, smtp_url="smtp://localhost:1", mail_from="dienst@example.nl")
    other = Visitor(portaal_application(Diensten(with_mail, database)))
    address = begin(other, "noor@lezerij.example")
    controle = other.get(f"{address}/controle").text
    assert asks not in controle
    assert "Stuur mij de link" in controle
    answer = other.submit(f"{address}/product", {"product": "Leeslijst", "later": "ja"})
    assert "U krijgt een mail met een link" in other.get(answer.location).text
