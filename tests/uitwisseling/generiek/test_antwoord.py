"""GeneriekeService below SOAP, on both databases: numbers, rates, the switch, and what a dossier adds."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from tests.support.gkv.generiek import LEERLINGEN, LEVERANCIER, MEDEWERKERS, schema
from tests.support.schools.builders import JAAR, SCHOOL, leerkracht, leerling, schoolgegevens
from uwlr_service.config import Settings
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import GeneriekUit, Geweigerd, LeverancierOngeldig, TeVeelVerzoeken
from uwlr_service.domain.gkv.generiek import (
    Adres,
    Dienstverband,
    Inschrijving,
    Inschrijvingtype,
    Leerlingdetail,
    Leveranciersverzoek,
    Medewerkerdetail,
    Nummersoort,
    Telefoon,
    Uittreksel,
)
from uwlr_service.domain.koppeling.gegevensafspraak import Veldenlijst
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats.generiek.leerlingen import write_leerlingen
from uwlr_service.formats.generiek.medewerkers import write_medewerkers
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.opslag import Opslag
from uwlr_service.soap.generiek import envelope
from uwlr_service.uitwisseling.generiek.antwoord import MISLUKT_PER_MINUUT, Generiek
from uwlr_service.uitwisseling.generiek.beheer import Generiekbeheer
from uwlr_service.uitwisseling.generiek.samenstelling import leerlingenlijst, medewerkerslijst
from uwlr_service.uitwisseling.gkv.levering import Leveringen
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer, Uitgifte
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

ADRES = "192.0.2.1"


@pytest.fixture
def gkv(beheer: Koppelingbeheer, stored: Schoolgegevens) -> Uitgifte:
    return beheer.add(klantnaam=LEVERANCIER, klantcode="IAM", scholen=[SCHOOL], gegevensset="gkv-basis")


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


def test_a_pupil_who_comes_back_has_the_number_that_he_had(
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
    """From one agreement: who moved to another group was first seen there today."""
    moved = tuple(replace(one, groep="G2") if one.key == "L1" else one for one in stored.leerlingen)
    EdexmlUitwisseling(database).store(replace(stored, leerlingen=moved))
    leveringen = Leveringen(database, settings.secret, Opslag(str(tmp_path)))
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
    other = beheer.add(klantnaam=LEVERANCIER, klantcode="IAM", scholen=[SCHOOL], gegevensset="gkv-basis")
    for _ in range(3):
        generiek.identify(vraag(gkv.sleutel), ADRES)
    with pytest.raises(TeVeelVerzoeken) as caught:
        generiek.identify(vraag(gkv.sleutel), ADRES)
    assert 50 < caught.value.seconden <= 60
    generiek.identify(vraag(other.sleutel), ADRES)


def test_who_guesses_is_stopped_and_who_knows_is_not(
    database: Database, ruim: Generiek, gkv: Uitgifte, beheer: Koppelingbeheer
) -> None:
    ruim.identify(vraag(gkv.sleutel), ADRES)
    for number in range(MISLUKT_PER_MINUUT):
        with pytest.raises(LeverancierOngeldig):
            ruim.identify(vraag(f"zork{number}"), ADRES)
    with pytest.raises(TeVeelVerzoeken):
        ruim.identify(vraag("zork"), ADRES)
    with pytest.raises(LeverancierOngeldig):
        ruim.identify(vraag("zork"), "192.0.2.2")
    ruim.identify(vraag(gkv.sleutel), ADRES)
    Intrekkingen(database).withdraw(gkv.koppeling.id)
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
        generiekbeheer.switch(gkv.koppeling.id, aan=aan)
        assert generiekbeheer.get(gkv.koppeling.id).aan is aan
    houder = generiek.identify(vraag(gkv.sleutel), ADRES)
    with pytest.raises(GeneriekUit):
        generiek.admit(houder, ADRES)
    with pytest.raises(Geweigerd, match="geen GKV-koppeling"):
        generiekbeheer.switch(uitgifte.koppeling.id, aan=True)


DOSSIER = Uittreksel(
    inschrijvingtypes=(Inschrijvingtype("I", "Bekostigd", "B"),),
    dienstverbanden=(Dienstverband("D", "VAST", "Vaste aanstelling"),),
    leerlingen={
        "L1": Leerlingdetail(
            leerlingnummer="1001",
            achternaamofficieel="Jansen-Vos",
            voorvoegselofficieel="de",
            geboortedatumonzeker=False,
            geboorteplaats="Utrecht",
            datumaanmelding=date(2021, 1, 5),
            adres=Adres(
                key="L1",
                gemeente="Utrecht",
                plaats="Utrecht",
                straat="Laan",
                huisnummer="7 b",
                postcode="1234AB",
                land="Nederland",
            ),
            communicatie=Telefoon(soort=Nummersoort.TELEFOON, key="L1", nummer="030-1"),
        ),
        "L2": Leerlingdetail(
            leerlingnummer="1002",
            adres=Adres(
                key="L2",
                gemeente="Geheimstad",
                plaats="Geheimdorp",
                straat="Geheimlaan",
                huisnummer="8",
                postcode="9999ZZ",
                land="NL",
                geheim=True,
            ),
            communicatie=Telefoon(soort=Nummersoort.TELEFOON, key="L2", nummer="06-99"),
        ),
    },
    inschrijvingen={
        "L1": (
            Inschrijving(
                key="IN1",
                inschrijvingtype="I",
                datuminschrijving=date(2021, 3, 1),
                datumuitschrijving=date(2026, 7, 31),
            ),
        )
    },
    medewerkers={
        "K1": Medewerkerdetail(
            aanhef="mevrouw",
            mobielnummer=Telefoon(soort=Nummersoort.MOBIEL, key="K1", nummer="06-12"),
            telefoonwerk=Telefoon(soort=Nummersoort.TELEFOONWERK, key="K1", nummer="06-98", geheim=True),
            geboortedatum=date(1980, 1, 2),
            geboortedatumonzeker=True,
            geboorteland="NL",
            dienstverband=("D",),
        )
    },
    anderen=(leerkracht("M9", roepnaam="Pim", achternaam="De Wit"),),
)
NODIG = frozenset(
    {"set/leerlingdetails", "set/loopbaan", "set/medewerkers", "set/codelijsten", "codewaarde/key"}
    | {f"{element}/key" for element in ("leerling", "leerkracht", "groepsindeling")}
    | {f"{element}/key" for element in ("leerlingdetail", "inschrijving", "medewerker")}
)
ALLES = frozenset(
    f"{element}/{veld}"
    for element, velden in {
        "leerling": "roepnaam achternaam",
        "leerlingdetail": "leerlingnummer achternaamofficieel voorvoegselofficieel geboortedatumonzeker"
        " geboorteplaats datumaanmelding adres communicatie",
        "inschrijving": "inschrijvingtype datuminschrijving datumuitschrijving",
        "leerkracht": "roepnaam achternaam",
        "medewerker": "roepnaam achternaam emailadres aanhef mobielnummer telefoonwerk geboortedatum"
        " geboortedatumonzeker geboorteland dienstverband",
    }.items()
    for veld in velden.split()
)


def written(operatie: str, allowed: frozenset[str] = ALLES) -> etree._Element:
    """An answer with the dossier, valid by our schema."""
    velden = Veldenlijst(
        gegevensset="gkv-uitgebreid",
        xsdversie="gkv-1",
        velden=allowed | NODIG,
        verplicht=frozenset(),
        verwacht=frozenset(),
    )
    gegevens = schoolgegevens(
        school=schoolgegevens().school,
        leerlingen=(leerling("L1"), leerling("L2", roepnaam="Daan", instroomdatum=date(2020, 1, 1))),
        leerkrachten=(leerkracht("K1"),),
    )
    lijst = (
        leerlingenlijst(gegevens, {}, DOSSIER)
        if operatie == LEERLINGEN
        else medewerkerslijst(gegevens, DOSSIER)
    )
    nummers = {sleutel: number for number, sleutel in enumerate(lijst.nummersleutels(), 1)}
    write = write_leerlingen if operatie == LEERLINGEN else write_medewerkers
    message = etree.fromstring(envelope(operatie, write(lijst, velden, nummers)))  # type: ignore[arg-type]
    schema().assertValid(message[0][0])
    return message[0][0][0]


def test_a_dossier_has_one_place_to_come_in() -> None:
    root = written(LEERLINGEN)
    first, second = root.iter("leerling")
    (adres, _) = root.iter("adres")
    assert [child.tag for child in adres] == [
        *("id", "gemeente", "plaats", "straat", "huisnummer", "postcode", "land", "geheimadres", "telefoon")
    ]
    assert [child.text for child in adres.find("telefoon")][1:] == ["030-1", "false"]
    assert first.findtext("leerlingAdres") == adres.findtext("id")
    assert [child.tag for child in first] == [
        *("id", "leerlingNummer", "roepNaam", "achternaam", "achternaamOfficieel", "tussenvoegselOfficieel"),
        *("geboortedatumOnzeker", "geboorteplaats", "datumAanmelding", "leerlingAdres"),
        *("groepsindelingen", "inschrijvingen"),
    ]
    inschrijving = first.find("inschrijvingen/inschrijving")
    assert inschrijving.findtext("inschrijvingType") == root.findtext("inschrijvingtypes/inschrijvingtype/id")
    assert inschrijving.findtext("datumUitschrijving") == "2026-07-31T00:00:00+02:00"
    assert second.findtext("leerlingNummer") == "1002"


def test_of_what_is_secret_only_that_goes_out() -> None:
    root = written(LEERLINGEN)
    (_, adres) = root.iter("adres")
    assert [(child.tag, child.text) for child in adres][1:] == [("geheimadres", "true"), ("telefoon", None)]
    assert [(child.tag, child.text) for child in adres.find("telefoon")][1:] == [("geheim", "true")]
    text = etree.tostring(root, encoding="unicode")
    assert not [secret for secret in ("Geheim", "9999ZZ", "06-99") if secret in text]
    (medewerker, other) = written(MEDEWERKERS).iter("medewerker")
    assert other.findtext("lastName") == "De Wit"
    assert [child.text for child in medewerker.find("mobile")][1:] == ["06-12", "false"]
    assert [(child.tag, child.text) for child in medewerker.find("telefoonWerk")][1:] == [("geheim", "true")]


@pytest.mark.parametrize("veld", sorted(ALLES))
def test_a_field_of_the_dossier_that_is_off_is_absent(veld: str) -> None:
    for operatie in (LEERLINGEN, MEDEWERKERS):
        full, less = written(operatie), written(operatie, ALLES - {veld})
        of_operatie = veld.startswith(("leerling", "inschrijving")) is (operatie == LEERLINGEN)
        assert (len(list(less.iter())) < len(list(full.iter()))) is of_operatie


def test_without_any_field_only_numbers_are_left() -> None:
    for operatie in (LEERLINGEN, MEDEWERKERS):
        root = written(operatie, frozenset())
        tags = {one.tag for one in root.iter("*") if one.text is not None}
        # Names of groups and the lists of the school are about nobody.
        assert tags <= {"id", "naam", "schooljaar", "omschrijving", "code"}
