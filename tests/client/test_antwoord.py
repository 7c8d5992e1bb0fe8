"""Reading an answer: the three kinds, references as keys, faults, and what is not an answer."""

import pytest

from tests.support.messages.soap import envelope
from uwlr_service.client import antwoord
from uwlr_service.client.fouten import SoapFout
from uwlr_service.domain.fouten import Melding, OngeldigBericht
from uwlr_service.domain.uwlr.antwoordsoort import Antwoordsoort
from uwlr_service.formats.uwlr.namespaces import LEERLINGGEGEVENS, SOAP

GEGEVENS = f"""
<leerlinggegevens_antwoord xmlns="{LEERLINGGEGEVENS}"><leerlinggegevens>
 <school><schooljaar>2026-2027</schooljaar><brincode>99XX</brincode>
  <aanmaakdatum>2026-11-14T12:12:12.500+01:00</aanmaakdatum><xsdversie>2.2</xsdversie></school>
 <vestigingen><vestiging key="V1"><naam>De Brug</naam></vestiging></vestigingen>
 <groepen>
  <groep key="G1"><naam>Groep 7</naam><jaargroep>7</jaargroep></groep>
  <samengestelde_groep key="S1"><naam>Plus</naam></samengestelde_groep>
 </groepen>
 <leerlingen>
  <leerling key="L1" eckid="https://ketenid.nl/1"><achternaam>Çelik</achternaam><jaargroep>7</jaargroep>
   <groep key="G1"/><samengestelde_groepen><samengestelde_groep key="S1"/><samengestelde_groep key="S2"/>
   </samengestelde_groepen><toevoegingen><iets>anders</iets></toevoegingen></leerling>
  <leerling key="L2"/>
 </leerlingen>
 <leerkrachten><leerkracht key="K1"><rol>LRK</rol><rol>TAL</rol>
  <groepen><groep key="G1"><rol>LRK</rol></groep><samengestelde_groep key="S1"/></groepen>
 </leerkracht></leerkrachten>
</leerlinggegevens></leerlinggegevens_antwoord>"""


def read(body: str) -> antwoord.Antwoord:
    """An answer in an envelope."""
    return antwoord.read(envelope(body))


def test_data_become_records_under_the_names_of_the_standard() -> None:
    found = read(GEGEVENS)
    assert found.soort is Antwoordsoort.GEGEVENS
    assert found.school["brincode"] == "99XX"
    assert found.vestigingen == [{"key": "V1", "naam": "De Brug"}]
    assert found.groepen == [{"key": "G1", "naam": "Groep 7", "jaargroep": "7"}]
    assert found.samengestelde_groepen == [{"key": "S1", "naam": "Plus"}]
    assert found.leerlingen == [
        {
            "key": "L1",
            "eckid": "https://ketenid.nl/1",
            "achternaam": "Çelik",
            "jaargroep": "7",
            "groep": "G1",
            "samengestelde_groepen": ["S1", "S2"],
        },
        {"key": "L2"},
    ]
    (leerkracht,) = found.leerkrachten
    assert leerkracht["rol"] == ["LRK", "TAL"]
    assert leerkracht["groepen"] == [
        {"soort": "groep", "key": "G1", "rol": ["LRK"]},
        {"soort": "samengestelde_groep", "key": "S1"},
    ]


def test_the_aanmaakdatum_is_kept_to_the_letter() -> None:
    assert read(GEGEVENS).aanmaakdatum == "2026-11-14T12:12:12.500+01:00"


@pytest.mark.parametrize("soort", [Antwoordsoort.GEENGEGEVENS, Antwoordsoort.GEENWIJZIGINGEN])
@pytest.mark.parametrize("bericht", ["leerlinggegevens", "structuur", "leerlingen", "leerkrachten"])
def test_a_marker_holds_no_data(soort: Antwoordsoort, bericht: str) -> None:
    found = read(f'<{bericht}_antwoord xmlns="{LEERLINGGEGEVENS}"><{soort}/></{bericht}_antwoord>')
    assert (found.soort, found.school, found.leerlingen, found.aanmaakdatum) == (soort, {}, [], None)


def test_xml_is_the_answer_without_its_envelope() -> None:
    assert read(GEGEVENS).xml.strip().endswith(b"</leerlinggegevens_antwoord>")
    assert SOAP.encode() not in read(GEGEVENS).xml.partition(b">")[2]


def test_a_fault_is_raised_with_its_findings() -> None:
    fault = """<s:Fault><faultcode>s:Client.OngeldigBericht</faultcode><faultstring>Niet goed.</faultstring>
      <detail><fout xmlns="urn:x"><melding regel="7" pad="/a/b" key="L1">te lang</melding>
      <melding>zomaar</melding></fout></detail></s:Fault>"""
    with pytest.raises(SoapFout) as raised:
        read(fault)
    assert (raised.value.code, raised.value.tekst) == ("Client.OngeldigBericht", "Niet goed.")
    first, second = raised.value.meldingen
    assert (first.tekst, first.regel, first.pad, first.key) == ("te lang", 7, "/a/b", "L1")
    assert (second.tekst, second.regel) == ("zomaar", None)


def test_a_fault_without_words_still_says_something() -> None:
    with pytest.raises(SoapFout) as raised:
        read("<s:Fault><faultcode>s:Server</faultcode></s:Fault>")
    assert (raised.value.code, raised.value.tekst) == ("Server", "De dienst heeft het bericht geweigerd.")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html/>",
        b"<!DOCTYPE x [<!ENTITY e 'x'>]><x>&e;</x>",
        envelope(""),
        envelope("<iets/>"),
        envelope(f'<leerlinggegevens_antwoord xmlns="{LEERLINGGEGEVENS}"/>'),
        envelope(
            f'<leerlinggegevens_antwoord xmlns="{LEERLINGGEGEVENS}"><iets/></leerlinggegevens_antwoord>'
        ),
        envelope(GEGEVENS.replace("leerlinggegevens><", "zork><").replace("school>", "zork>")),
        envelope(f'<x_antwoord xmlns="{LEERLINGGEGEVENS}"><x><school><naam/></school></x></x_antwoord>'),
        b"<Envelope><Body><x/></Body></Envelope>",
    ],
)
def test_what_is_not_an_answer_is_refused(data: bytes) -> None:
    with pytest.raises(OngeldigBericht):
        antwoord.read(data)


FOREIGN = SoapFout(
    "Client.OngeldigBericht",
    "Ongeldig: te lang (regel 1); te kort (regel 1)",
    [Melding(tekst="te lang", regel=1), Melding(tekst="te kort", regel=1)],
)


@pytest.mark.parametrize(
    ("fout", "told"),
    [
        (FOREIGN, "Ongeldig: te lang (regel 4 van het bestand); te kort (regel 4 van het bestand)."),
        (SoapFout("Client", "Ongeldig", FOREIGN.meldingen), "Ongeldig"),
        (SoapFout("Client", "Ongeldig"), "Ongeldig"),
        (
            SoapFout("Client", FOREIGN.tekst, FOREIGN.meldingen * 2),
            f"Ongeldig: {'; '.join(['te lang (regel 4 van het bestand)'] * 3)}; en meer.",
        ),
    ],
)
def test_a_sentence_names_the_places_of_its_findings(fout: SoapFout, told: str) -> None:
    there = [Melding(tekst=melding.tekst, regel=4) for melding in fout.meldingen]
    if len(there) > 2:
        there = [there[0]] * len(there)
    assert fout.placed(there).tekst == told
