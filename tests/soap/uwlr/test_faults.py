"""Faults: the code in the envelope's namespace, nothing of a header in the detail, and no secret anywhere."""

import pytest
from lxml import etree

from tests.support.callers import call
from tests.support.messages.cases import ENVELOPE
from tests.support.messages.soap import GETRAPT, LG, request
from uwlr_service.domain.fouten import (
    AutorisatieOngeldig,
    BerichtTeGroot,
    InterneFout,
    Melding,
    MethodeOngeldig,
    OngeldigBericht,
)
from uwlr_service.domain.uwlr.verzoek import Bericht
from uwlr_service.formats import schemas
from uwlr_service.formats.uwlr.namespaces import FOUT, SOAP
from uwlr_service.soap import faults
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

FAULT = f".//{{{SOAP}}}Fault"


@pytest.mark.parametrize("prefix", ["soap", "s"])
@pytest.mark.parametrize("bericht", [None, *Bericht])
def test_a_fault_is_valid_for_every_operation(prefix: str, bericht: Bericht | None) -> None:
    melding = Melding(tekst="fout <&>\x01", regel=3, pad='/a/"b"', key="k\n1", verwacht="twee <cijfers>")
    fout = OngeldigBericht(meldingen=[melding] * 5)
    root = etree.fromstring(faults.render(fout, prefix, bericht))
    ENVELOPE.compiled().assertValid(root)
    fault = root.find(FAULT)
    assert fault.findtext("faultcode") == f"{prefix}:Client.OngeldigBericht"
    assert fault.findtext("faultstring").endswith("en nog 2.")
    (first, *others) = fault.iterfind(f"detail/{{{FOUT}}}fout/{{{FOUT}}}melding")
    assert len(others) == 4
    assert (first.get("regel"), first.get("pad"), first.get("key")) == ("3", '/a/"b"', "k\n1")
    assert (first.text, first.get("verwacht")) == ("fout <&>\ufffd", "twee <cijfers>")


def test_a_fault_without_findings_says_in_the_detail_what_it_is() -> None:
    root = etree.fromstring(faults.render(OngeldigBericht("Het bericht is leeg."), "soap"))
    (melding,) = root.iter(f"{{{FOUT}}}melding")
    assert (melding.text, dict(melding.attrib)) == ("Het bericht is leeg.", {})


@pytest.mark.parametrize("bericht", [b for b in Bericht if b.is_getrapt])
def test_the_declared_fault_stands_on_its_own(bericht: Bericht) -> None:
    """JAX-WS takes it out of the message, and has to resolve the prefix in its faultcode."""
    melding = Melding(tekst="'schooljaar' heeft niet de juiste vorm", verwacht="JJJJ-JJJJ")
    message = faults.render(OngeldigBericht(meldingen=[melding]), "soap", bericht)
    start = message.index(f"<lg:{bericht.capitalize()}Fault".encode())
    end = message.index(f"</lg:{bericht.capitalize()}Fault>".encode())
    alone = etree.fromstring(message[start:end] + f"</lg:{bericht.capitalize()}Fault>".encode())
    assert alone.tag == f"{LG}{bericht.capitalize()}Fault"
    assert [child.tag for child in alone] == ["faultcode", "faultstring", "detail"]
    assert alone.nsmap["soap"] == SOAP
    for schema in schemas.LEERLINGGEGEVENS.values():
        schema.compiled().assertValid(alone)
    (within,) = alone.iterfind(f"detail/{{{FOUT}}}fout/{{{FOUT}}}melding")
    assert (within.text, within.get("verwacht")) == (melding.tekst, "JJJJ-JJJJ")


@pytest.mark.parametrize("bericht", [None, *Bericht])
@pytest.mark.parametrize("fout", [AutorisatieOngeldig(), InterneFout()])
def test_a_fault_of_the_header_or_of_ours_has_no_detail(
    fout: AutorisatieOngeldig | InterneFout, bericht: Bericht | None
) -> None:
    assert b"<detail" not in faults.render(fout, "soap", bericht)


def test_http_only_says_no_where_it_must() -> None:
    assert faults.status_of(OngeldigBericht()).startswith("500")
    assert faults.status_of(BerichtTeGroot()).startswith("413")
    assert faults.status_of(MethodeOngeldig()).startswith("405")


def test_what_is_unexpected_gets_a_number_and_nothing_else(
    application, uitgifte: Uitgifte, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("Zorkstra")

    monkeypatch.setattr("uwlr_service.uitwisseling.uwlr.heenweg.cut", fail)
    answer = call(application, request(uitgifte.sleutel, "structuur"), GETRAPT)
    assert (answer.status, answer.kind) == (500, "Server.InterneFout")
    number = answer.faultstring.split()[-1].rstrip(".")
    assert len(number) == 16
    assert "Zorkstra" not in answer.content.decode()
    assert "detail" not in answer.content.decode()
    assert number in capsys.readouterr().out
