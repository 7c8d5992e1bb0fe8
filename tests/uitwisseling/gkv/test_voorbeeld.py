"""What a school would agree to, in its own data."""

import re
from pathlib import Path

import pytest

from tests.support.gkv.deliveries import Gkv
from tests.support.partners.handelenden import DOOR
from uwlr_service import demodata
from uwlr_service.domain.fouten import Geweigerd, VeldOngeldig
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.gkv.voorbeeld import Veldvoorbeelden
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.school.dossier import Dossiers
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

DEMO = next(iter(demodata.schools(1, 40, 5)))
IN_SCOPE = 39
"""One of the forty has left."""


@pytest.fixture
def gkv(database: Database, tmp_path: Path) -> Gkv:
    EdexmlUitwisseling(database).store(DEMO)
    Dossiers(database).store(demodata.make_dossier(DEMO, 5, 1))
    return Gkv(database, tmp_path, DEMO.school.code)


@pytest.mark.parametrize("veld", ["leerling/emailadres", "leerlingdetail/adres", "absentie/absentiereden"])
def test_a_field_that_is_not_agreed_is_shown_and_still_not_delivered(gkv: Gkv, veld: str) -> None:
    found = Veldvoorbeelden(gkv.database).of_veld(gkv.koppeling, gkv.school, veld, 2)
    assert (found.is_agreed, len(found.voorbeelden)) == (False, 2)
    assert 0 < found.gevuld <= found.objecten
    assert found.voorbeelden[0] not in gkv.text(gkv.make())


def test_a_field_that_goes_out_already_says_so(gkv: Gkv) -> None:
    assert Veldvoorbeelden(gkv.database).of_veld(gkv.koppeling, gkv.school, "leerling/roepnaam").is_agreed


def switch(gkv: Gkv, veld: str) -> None:
    gkv.beheer.change_afspraak(gkv.koppeling, velden={veld: True}, door=DOOR)


@pytest.fixture
def uitgebreid(database: Database, tmp_path: Path) -> Gkv:
    EdexmlUitwisseling(database).store(DEMO)
    Dossiers(database).store(demodata.make_dossier(DEMO, 5, 1))
    return Gkv(database, tmp_path, DEMO.school.code, GKV_UITGEBREID)


def test_the_secret_values_that_would_go_out_are_counted_and_shown(uitgebreid: Gkv) -> None:
    veld = "leerlingdetail/geheime_waarden"
    before = Veldvoorbeelden(uitgebreid.database).of_veld(uitgebreid.koppeling, uitgebreid.school, veld, 100)
    assert (before.is_agreed, before.objecten, before.gevuld) == (False, IN_SCOPE, 2)
    assert "straat " in before.voorbeelden[0]
    hidden = uitgebreid.text(uitgebreid.make(), "leerlingdetails.xml")
    switch(uitgebreid, veld)
    after = Veldvoorbeelden(uitgebreid.database).of_veld(uitgebreid.koppeling, uitgebreid.school, veld, 100)
    assert (after.is_agreed, after.gevuld, after.voorbeelden) == (True, 2, before.voorbeelden)
    told = uitgebreid.text(uitgebreid.make(), "leerlingdetails.xml")
    (straat,) = {part for part in before.voorbeelden[0].split(", ") if part.startswith("straat ")}
    shown = f"<straat>{straat.removeprefix('straat ')}</straat>"
    assert told.count(shown) == hidden.count(shown) + 1


def test_results_of_another_supplier_are_counted(uitgebreid: Gkv) -> None:
    veld = "toetsresultaat/herkomst_uwlr"
    found = Veldvoorbeelden(uitgebreid.database).of_veld(uitgebreid.koppeling, uitgebreid.school, veld)
    without = uitgebreid.text(uitgebreid.make(), "toetsen.xml").count("</toetsresultaat>")
    switch(uitgebreid, veld)
    told = uitgebreid.text(uitgebreid.make(), "toetsen.xml").count("</toetsresultaat>")
    assert (found.is_agreed, found.objecten, found.gevuld) == (False, told, told - without)
    assert found.gevuld > 0
    assert "herkomst uwlr" in found.voorbeelden[0]


@pytest.mark.parametrize("naam", ["groep", "samengestelde_groepen"])
def test_a_group_that_goes_out_as_a_groepsindeling_is_counted_with_the_pupil(gkv: Gkv, naam: str) -> None:
    found = Veldvoorbeelden(gkv.database).of_veld(gkv.koppeling, gkv.school, f"leerling/{naam}", IN_SCOPE)
    text, attribute = gkv.text(gkv.make()), naam.removesuffix("en")
    indelingen = re.findall(f'<groepsindeling [^>]*leerling="([^"]+)" {attribute}="([^"]+)"', text)
    assert (found.objecten, found.gevuld) == (IN_SCOPE, len({leerling for leerling, _ in indelingen}))
    assert sorted("; ".join(found.voorbeelden).split("; ")) == sorted(groep for _, groep in indelingen)
    assert indelingen


def test_a_field_of_a_set_that_is_off_does_not_go_out(uitgebreid: Gkv) -> None:
    found = Veldvoorbeelden(uitgebreid.database).of_veld(
        uitgebreid.koppeling, uitgebreid.school, "absentie/absentiereden"
    )
    assert (found.is_agreed, found.gevuld > 0) == (False, True)


def test_a_link_that_is_withdrawn_or_of_uwlr_has_nothing_to_show(gkv: Gkv) -> None:
    uwlr = gkv.beheer.add(klantnaam="Uitgever", klantcode="U1", scholen=[gkv.school], door=DOOR).koppeling.id
    with pytest.raises(Geweigerd, match="geen GKV-koppeling"):
        Veldvoorbeelden(gkv.database).of_veld(uwlr, gkv.school, "leerling/roepnaam")
    Intrekkingen(gkv.database).withdraw(gkv.koppeling, door=DOOR)
    with pytest.raises(Geweigerd, match="ingetrokken"):
        Veldvoorbeelden(gkv.database).of_veld(gkv.koppeling, gkv.school, "leerling/roepnaam")


@pytest.mark.parametrize(
    ("veld", "words"),
    [
        ("leerlingdetail/adress", "bestaat niet. Bedoeld: leerlingdetail/adres"),
        ("leerling/bsn", "bestaat niet"),
        ("niets", "bestaat niet. Zie docs/gkv-1.rst"),
        ("set/absenties", "is een hele set"),
        ("set/oneroster", "de set basis nog eens, als OneRoster 1.2. Noem een veld daarvan"),
        ("set/sds", "zoals leerling/emailadres;"),
    ],
)
def test_what_no_set_holds_is_refused_with_what_was_meant(gkv: Gkv, veld: str, words: str) -> None:
    with pytest.raises(VeldOngeldig) as refused:
        Veldvoorbeelden(gkv.database).of_veld(gkv.koppeling, gkv.school, veld)
    assert words in refused.value.tekst
