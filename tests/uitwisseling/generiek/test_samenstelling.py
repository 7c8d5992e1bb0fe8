"""The lists of GeneriekeService, put together with a dossier: its fields, its secrets, what is off."""

from datetime import date

import pytest
from lxml import etree

from tests.support.gkv.generiek import LEERLINGEN, MEDEWERKERS, schema
from tests.support.schools.builders import leerkracht, leerling, schoolgegevens
from uwlr_service.domain.gkv.generiek import (
    Adres,
    Dienstverband,
    Inschrijving,
    Inschrijvingtype,
    Leerlingdetail,
    Medewerkerdetail,
    Nummersoort,
    Telefoon,
    Uittreksel,
)
from uwlr_service.domain.koppeling.gegevensafspraak import Veldenlijst
from uwlr_service.formats.generiek.leerlingen import write_leerlingen
from uwlr_service.formats.generiek.medewerkers import write_medewerkers
from uwlr_service.soap.generiek import envelope
from uwlr_service.uitwisseling.generiek.samenstelling import leerlingenlijst, medewerkerslijst

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
