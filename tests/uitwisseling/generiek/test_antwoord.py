"""GeneriekeService below SOAP, on both databases: numbers, rates and the switch."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from tests.support.gkv.generiek import LEERLINGEN, LEVERANCIER, MEDEWERKERS
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import JAAR, SCHOOL, leerling, schoolgegevens
from uwlr_service.config import Settings
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import GeneriekUit, Geweigerd, LeverancierOngeldig, TeVeelVerzoeken
from uwlr_service.domain.gkv.generiek import Leveranciersverzoek
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.opslag import Opslag
from uwlr_service.uitwisseling.generiek.antwoord import FAILURES_PER_MINUTE, Generiek
from uwlr_service.uitwisseling.generiek.beheer import Generiekbeheer
from uwlr_service.uitwisseling.gkv.levering import Leveringen
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

ADRES = "192.0.2.1"


@pytest.fixture
def gkv(beheer: Koppelingbeheer, stored: Schoolgegevens) -> Uitgifte:
    return beheer.add(
        klantnaam=LEVERANCIER,
        klantcode="IAM",
        scholen=[SCHOOL],
        gegevensset="gkv-basis",
        generiek=True,
        door=DOOR,
    )


@pytest.fixture
def generiek(database: Database, settings: Settings, register: Register) -> Generiek:
    """The service, for three calls a minute."""
    return Generiek(database, settings.secret, register, 3)


@pytest.fixture
def ruim(database: Database, settings: Settings, register: Register) -> Generiek:
    """The same with a rate that no test reaches."""
    return Generiek(database, settings.secret, register, 1000)


def vraag(sleutel: str, operatie: str = LEERLINGEN) -> Leveranciersverzoek:
    return Leveranciersverzoek(
        operatie=operatie,
        leveranciernaam=LEVERANCIER,
        leveranciersleutel=sleutel,
        school=SCHOOL,
        schooljaar=JAAR,
    )


def answer(generiek: Generiek, gkv: Uitgifte, operatie: str = LEERLINGEN) -> etree._Element:
    verzoek = vraag(gkv.sleutel, operatie)
    return etree.fromstring(generiek.answer(generiek.identify(verzoek, ADRES), verzoek).inhoud)


def ids(root: etree._Element) -> dict[str, str]:
    return {one.findtext("roepNaam"): one.findtext("id") for one in root.iter("leerling", "medewerker")}


def test_a_pupil_who_comes_back_keeps_the_number(
    ruim: Generiek, gkv: Uitgifte, database: Database, stored: Schoolgegevens
) -> None:
    before = answer(ruim, gkv)
    assert etree.tostring(answer(ruim, gkv)) == etree.tostring(before)
    invoer = EdexmlUitwisseling(database)
    invoer.store(
        schoolgegevens(school=stored.school, leerlingen=(leerling("L9", roepnaam="Noor"),)), allow_shrink=True
    )
    assert set(ids(answer(ruim, gkv))) == {"Noor"}
    invoer.store(stored, allow_shrink=True)
    after = answer(ruim, gkv)
    assert etree.tostring(after) == etree.tostring(before)
    assert set(ids(answer(ruim, gkv, MEDEWERKERS))) == {"Kim", "Jan"}


def test_placements_begin_and_end_as_in_the_package(
    ruim: Generiek,
    gkv: Uitgifte,
    database: Database,
    settings: Settings,
    tmp_path: Path,
    stored: Schoolgegevens,
) -> None:
    """From one agreement: a pupil who moved to another group was first seen there today."""
    moved = tuple(replace(one, groep="G2") if one.key == "L1" else one for one in stored.leerlingen)
    EdexmlUitwisseling(database).store(replace(stored, leerlingen=moved))
    leveringen = Leveringen(database, Ondertekening(database, settings.secret), Opslag(str(tmp_path)))
    levering = leveringen.make(gkv.koppeling.id, SCHOOL)
    with zipfile.ZipFile(tmp_path / str(levering.pad)) as pakket:
        package = etree.fromstring(pakket.read("basis.xml"))
    root = answer(ruim, gkv)
    begin = {
        (leerling.findtext("leerlingNummer"), one.findtext("vanafDatum")[:10])
        for leerling in root.iter("leerling")
        for one in leerling.iter("groepsindeling")
    }
    assert ("L1", tijd.today().isoformat()) in begin
    assert begin == {
        (one.get("leerling"), one.findtext("{*}vanafdatum"))
        for one in package.iter("{*}groepsindeling")
        if one.get("leerling")
    }
    people = {one.get("key") for one in package.iter("{*}leerling")}
    assert people == {one.findtext("leerlingNummer") for one in root.iter("leerling")}


def test_a_key_does_not_show_when_the_class_is_printed(gkv: Uitgifte) -> None:
    assert gkv.sleutel not in repr(vraag(gkv.sleutel))


def test_a_link_may_ask_so_often_in_a_minute(
    generiek: Generiek, gkv: Uitgifte, beheer: Koppelingbeheer
) -> None:
    other = beheer.add(
        klantnaam=LEVERANCIER,
        klantcode="IAM2",
        scholen=[SCHOOL],
        gegevensset="gkv-basis",
        generiek=True,
        door=DOOR,
    )
    for _ in range(3):
        generiek.identify(vraag(gkv.sleutel), ADRES)
    with pytest.raises(TeVeelVerzoeken) as caught:
        generiek.identify(vraag(gkv.sleutel), ADRES)
    assert 50 < caught.value.seconden <= 60
    generiek.identify(vraag(other.sleutel), ADRES)


def test_a_guesser_is_stopped_and_a_holder_of_a_key_is_not(
    database: Database, ruim: Generiek, gkv: Uitgifte, beheer: Koppelingbeheer
) -> None:
    ruim.identify(vraag(gkv.sleutel), ADRES)
    for number in range(FAILURES_PER_MINUTE):
        with pytest.raises(LeverancierOngeldig):
            ruim.identify(vraag(f"zork{number}"), ADRES)
    with pytest.raises(TeVeelVerzoeken):
        ruim.identify(vraag("zork"), ADRES)
    with pytest.raises(LeverancierOngeldig):
        ruim.identify(vraag("zork"), "192.0.2.2")
    ruim.identify(vraag(gkv.sleutel), ADRES)
    Intrekkingen(database).withdraw(gkv.koppeling.id, door=DOOR)
    with pytest.raises(LeverancierOngeldig):
        ruim.identify(vraag(gkv.sleutel), ADRES)
    with pytest.raises(TeVeelVerzoeken):
        ruim.identify(vraag(gkv.sleutel), ADRES)


def test_the_switch_is_of_gkv_links_only(
    generiek: Generiek, gkv: Uitgifte, uitgifte: Uitgifte, database: Database
) -> None:
    generiekbeheer = Generiekbeheer(database)
    assert generiekbeheer.get(gkv.koppeling.id).aan
    for aan in (False, False, True, False):
        generiekbeheer.switch(gkv.koppeling.id, aan=aan, door=DOOR)
        assert generiekbeheer.get(gkv.koppeling.id).aan is aan
    houder = generiek.identify(vraag(gkv.sleutel), ADRES)
    with pytest.raises(GeneriekUit):
        generiek.admit(houder, ADRES)
    with pytest.raises(Geweigerd, match="geen GKV-koppeling"):
        generiekbeheer.switch(uitgifte.koppeling.id, aan=True, door=DOOR)
