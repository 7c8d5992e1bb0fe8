"""An answer on the screen: groups as a school sorts them, dates as people write them, keys whole or short."""

import pytest
from lxml import etree

from uwlr_service.cli.call.pulled import show_antwoord
from uwlr_service.client.antwoord import Antwoord
from uwlr_service.domain.uwlr.antwoordsoort import Antwoordsoort

KEY = "3f2504e0-4f89-11d3-9a0c-0305e82c3301"
NAMEN = ("Groep 8", "Groep 1/2B", "Groep 10", "Groep 1/2A", "Plus")
GROEPEN = "".join(f"<groep key='G{naam}'><naam>{naam}</naam></groep>" for naam in NAMEN)
LEERLINGEN = f"""
<leerling key='{KEY}'><roepnaam>Sanne</roepnaam><achternaam>Bos</achternaam><groep key='GGroep 10'/>
<geboortedatum>2017-05-06</geboortedatum></leerling>
<leerling key='L2'><achternaam>Vos</achternaam><groep key='GGroep 8'/>
<geboortedatum>?</geboortedatum></leerling>
<leerling key='L3'><achternaam>Los</achternaam></leerling>"""
ANTWOORD = f"""<a><b><school><schooljaar>2026-2027</schooljaar></school><groepen>{GROEPEN}</groepen>
<leerlingen>{LEERLINGEN}</leerlingen>
<leerkrachten><leerkracht key='{KEY}'><achternaam>Kok</achternaam></leerkracht></leerkrachten></b></a>"""


@pytest.fixture
def antwoord(monkeypatch: pytest.MonkeyPatch) -> Antwoord:
    """An answer with groups in no order, and with a long key."""
    monkeypatch.setenv("COLUMNS", "80")
    return Antwoord(Antwoordsoort.GEGEVENS, etree.fromstring(ANTWOORD), b"")


def test_groups_and_pupils_are_sorted_as_a_school_does(
    antwoord: Antwoord, capsys: pytest.CaptureFixture[str]
) -> None:
    show_antwoord(antwoord)
    written = capsys.readouterr()
    groepen, _, leerlingen = written.out.partition("Leerlingen (3)")
    places = [groepen.index(naam) for naam in ("1/2A", "1/2B", "Groep 8", "Groep 10", "Plus")]
    assert places == sorted(places)
    assert leerlingen.index("Vos") < leerlingen.index("Sanne Bos") < leerlingen.index("Los")
    assert "06-05-2017" in leerlingen
    assert KEY not in written.out
    assert "de hele key: --keys" in written.err


def test_keys_are_whole_where_they_are_asked_for(
    antwoord: Antwoord, capsys: pytest.CaptureFixture[str]
) -> None:
    show_antwoord(antwoord, keys=True)
    written = capsys.readouterr()
    assert written.out.count(KEY) == 2
    assert "--keys" not in written.err
    assert max(map(len, written.out.splitlines())) <= 80
