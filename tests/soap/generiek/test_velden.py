"""GeneriekeService inside this process: no field goes out that the agreement does not hold."""

from collections.abc import Iterator
from datetime import date
from wsgiref.types import WSGIApplication

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.gkv.generiek import LEVERANCIER, leerlingen, medewerkers
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import JAAR, SCHOOL, groep, leerkracht, leerling, schoolgegevens
from uwlr_service import soap
from uwlr_service.config import Settings
from uwlr_service.domain.koppeling.gkvsets import BASIS
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.generiek.antwoord import Generiek
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

OF_VELD = {
    "leerling/roepnaam": ["roepNaam"],
    "leerling/voornamen": ["voornamen"],
    "leerling/achternaam": ["achternaam", "tussenvoegsel"],
    "leerling/voorvoegsel": ["tussenvoegsel"],
    "leerling/geslacht": ["geslacht"],
    "leerling/geboortedatum": ["geboortedatum"],
    "leerling/instroomdatum": ["inschrijvingen/inschrijving/datumInschrijving"],
    "leerling/uitstroomdatum": ["inschrijvingen/inschrijving/datumUitschrijving"],
    "groepsindeling/totdatum": ["groepsindelingen/groepsindeling/totDatum"],
    "groepsindeling/leerjaar": ["groepsindelingen/groepsindeling/leerjaar"],
    "leerkracht/roepnaam": ["roepNaam"],
    "leerkracht/emailadres": ["email"],
    "leerkracht/achternaam": ["lastName"],
}
"""What each field shows; firstName falls back on the roepnaam and is judged by its values."""
WISSELBAAR = sorted(veld for veld, regel in BASIS.items() if regel.gebruik.value == "optioneel")
VOL = schoolgegevens(
    school=schoolgegevens().school,
    groepen=(groep(),),
    leerlingen=(
        leerling(
            "LSLEUTEL",
            achternaam="Zachternaam",
            voorvoegsel="Zvoor",
            voornamen="Zvoornamen",
            voorletters_1="ZV",
            roepnaam="Zroepnaam",
            gebruikersnaam="zgebruiker",
            emailadres="z@leerling.example",
            eckid="https://ketenid.nl/201703/" + "f" * 128,
            groep="G1",
            instroomdatum=date(2021, 3, 1),
            uitstroomdatum=date(JAAR.first_day.year + 1, 7, 30),
        ),
    ),
    leerkrachten=(
        leerkracht(
            "KSLEUTEL",
            achternaam="Kachternaam",
            voorvoegsel="Kvoor",
            voornamen="Kvoornamen",
            roepnaam="Kroepnaam",
            gebruikersnaam="kgebruiker",
            emailadres="k@leerkracht.example",
        ),
    ),
)
WAARDEN = {
    "leerling/achternaam": "Zachternaam",
    "leerling/voorvoegsel": "Zvoor<",
    "leerling/voornamen": "Zvoornamen",
    "leerling/voorletters-1": ">ZV<",
    "leerling/roepnaam": "Zroepnaam",
    "leerling/gebruikersnaam": "zgebruiker",
    "leerling/emailadres": "z@leerling.example",
    "leerling/eckid": "ketenid",
    "leerling/geboortedatum": "2017-05-06",
    "leerling/geslacht": "<geslacht>",
    "leerling/groep": "<groepsindeling>",
    "leerkracht/achternaam": "Kachternaam",
    "leerkracht/voorvoegsel": "Kvoor ",
    "leerkracht/voornamen": "Kvoornamen",
    "leerkracht/roepnaam": "Kroepnaam",
    "leerkracht/gebruikersnaam": "kgebruiker",
    "leerkracht/emailadres": "k@leerkracht.example",
}
"""Values that tell by themselves from which field they came."""


@pytest.fixture(scope="module")
def switching(
    tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: object
) -> Iterator[tuple[WSGIApplication, Koppelingbeheer, Uitgifte]]:
    folder = tmp_path_factory.mktemp("switching")
    path = folder / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())  # type: ignore[attr-defined]
    settings = Settings.from_environment({"UWLR_DATABASE_URL": f"sqlite:///{path}", "UWLR_VAR": str(folder)})
    database = Database.open(settings.database_url)
    register = Register(database, 3600)
    EdexmlUitwisseling(database).store(VOL)
    beheer = Koppelingbeheer(database, settings.secret)
    gkv = beheer.add(
        klantnaam=LEVERANCIER,
        klantcode="IAM",
        scholen=[SCHOOL],
        gegevensset="gkv-basis",
        generiek=True,
        door=DOOR,
    )
    generiek = Generiek(database, settings.secret, register, 100_000)
    yield soap.generiek_application(settings, generiek, register), beheer, gkv
    register.close()
    database.close()


@given(st.dictionaries(st.sampled_from(WISSELBAAR), st.booleans()))
def test_no_field_goes_out_that_the_agreement_does_not_hold(
    switching: tuple[WSGIApplication, Koppelingbeheer, Uitgifte], schakelaars: dict[str, bool]
) -> None:
    dienst, beheer, gkv = switching
    alle = {veld: BASIS[veld].aan for veld in WISSELBAAR} | schakelaars
    (afspraak,) = beheer.change_afspraak(gkv.koppeling.id, velden=alle, door=DOOR).values()
    allowed = afspraak.veldenlijst("gkv-1").velden
    of_leerlingen, of_medewerkers = leerlingen(dienst, gkv), medewerkers(dienst, gkv)
    said = of_leerlingen.answer.content.decode() + of_medewerkers.answer.content.decode()
    leaked = {veld for veld, value in WAARDEN.items() if veld not in allowed and value in said}
    assert leaked == set()
    for veld, paths in OF_VELD.items():
        if veld in allowed:
            continue
        consumer, soort = (
            (of_medewerkers, "medewerkers/medewerker")
            if veld.startswith("leerkracht")
            else (of_leerlingen, "leerlingen/leerling")
        )
        for path in paths:
            assert not consumer.teruggave.xpath(f"{soort}/{path}"), veld
    if {"leerling/roepnaam", "leerling/geboortedatum"} <= allowed:
        assert of_leerlingen.leerling("Zroepnaam").findtext("geboortedatum") is not None
