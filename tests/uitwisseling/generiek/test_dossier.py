"""GeneriekeService for a link of gkv-uitgebreid: the dossier, and nothing that the school turned off."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.support.gkv.generiek import LEERLINGEN, LEVERANCIER, MEDEWERKERS, OPERATIES, schema
from tests.support.partners.handelenden import DOOR, TWEE
from tests.support.schools.builders import JAAR, SCHOOL, schoolgegevens
from uwlr_service.config import Settings
from uwlr_service.demodata import make_dossier, schools
from uwlr_service.domain.gkv.generiek import Leveranciersverzoek
from uwlr_service.domain.koppeling.gegevenssets import Gebruik
from uwlr_service.domain.koppeling.gkvsets import UITGEBREID
from uwlr_service.domain.school.dossier import Dossier, Dossierobject
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.soap.generiek import envelope
from uwlr_service.uitwisseling.generiek.antwoord import Generiek
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.school.dossier import Dossiers
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

SECRETS = ("Geheimlaan", "06-00000001", "06-00000002", "088-0000003")
OBJECTEN = (
    Dossierobject(
        "leerlingdetail",
        "L1",
        {
            "leerlingnummer": "10001",
            "geboorteplaats": "Zgeboorteplaats",
            "geboortedatumonzeker": "false",
            "datumaanmelding": "2021-01-05",
            "adres": [
                {"@soort": "post", "straat": "Postlaan", "geheim": "false"},
                {
                    "@soort": "bezoek",
                    "straat": "Zstraat",
                    "huisnummer": "7",
                    "huisnummertoevoeging": "b",
                    "plaats": "Utrecht",
                    "geheim": "false",
                },
            ],
            "communicatie": [
                {"soort": "e-mail", "waarde": "thuis@thuis.example", "geheim": "false"},
                {"soort": "telefoon", "waarde": "06-00000009", "geheim": "false"},
            ],
            "mutatiedatum": "2026-08-01T10:00:00+02:00",
        },
    ),
    Dossierobject(
        "leerlingdetail",
        "L2",
        {
            "adres": [{"@soort": "bezoek", "straat": "Geheimlaan", "geheim": "true"}],
            "communicatie": [{"soort": "telefoon", "waarde": "06-00000001", "geheim": "true"}],
            "mutatiedatum": "2026-08-01T10:00:00+02:00",
        },
    ),
    Dossierobject(
        "leerlingdetail", "L99", {"leerlingnummer": "Zvreemd", "mutatiedatum": "2026-08-01T10:00:00Z"}
    ),
    Dossierobject(
        "inschrijving",
        "I1",
        {
            "@leerling": "L1",
            "inschrijvingtype": "inschrijvingtype/REG",
            "datuminschrijving": "2021-03-29",
            "mutatiedatum": "2026-08-01T10:00:00+02:00",
        },
    ),
    Dossierobject(
        "medewerker",
        "K1",
        {
            "aanhef": "mevrouw",
            "mobielnummer": "06-00000002",
            "mobielnummer_geheim": "true",
            "telefoonwerk": "088-0000008",
            "telefoonwerk_geheim": "false",
            "geboortedatum": "1980-01-02",
            "dienstverband": ["dienstverband/VAST"],
            "mutatiedatum": "2026-08-01T10:00:00+02:00",
        },
    ),
    Dossierobject(
        "medewerker",
        "M9",
        {
            "achternaam": "Wit",
            "voorvoegsel": "de",
            "roepnaam": "Pim",
            "telefoonwerk": "088-0000003",
            "telefoonwerk_geheim": "true",
            "mutatiedatum": "2026-08-01T10:00:00+02:00",
        },
    ),
    Dossierobject(
        "codewaarde",
        "inschrijvingtype/REG",
        {"lijst": "inschrijvingtype", "code": "REG", "omschrijving": "Regulier"},
    ),
    Dossierobject(
        "codewaarde", "dienstverband/VAST", {"lijst": "dienstverband", "code": "VAST", "omschrijving": "Vast"}
    ),
)


class Dienst:
    """A link of gkv-uitgebreid, asked without SOAP in between."""

    def __init__(
        self, database: Database, secret: bytes, register: Register, school: Schoolcode = SCHOOL
    ) -> None:
        self.beheer = Koppelingbeheer(database, secret)
        self.gkv: Uitgifte = self.beheer.add(
            klantnaam=LEVERANCIER,
            klantcode="IAM",
            scholen=[school],
            gegevensset="gkv-uitgebreid",
            generiek=True,
            door=DOOR,
        )
        self._generiek = Generiek(database, secret, register, 1_000_000)

    def ask(self, operatie: str, school: Schoolgegevens | None = None) -> etree._Element:
        """The element ``return``, valid by our schema."""
        code, jaar = (school.school.code, school.school.schooljaar) if school else (SCHOOL, JAAR)
        verzoek = Leveranciersverzoek(
            operatie=operatie,
            leveranciernaam=LEVERANCIER,
            leveranciersleutel=self.gkv.sleutel,
            school=code,
            schooljaar=jaar,
        )
        inhoud = self._generiek.answer(self._generiek.identify(verzoek, ""), verzoek).inhoud
        message = etree.fromstring(envelope(operatie, inhoud))
        schema().assertValid(message[0][0])
        return message[0][0][0]


@pytest.fixture
def dienst(database: Database, settings: Settings, register: Register, stored: Schoolgegevens) -> Dienst:
    Dossiers(database).store(Dossier(school=SCHOOL, objecten=OBJECTEN))
    return Dienst(database, settings.secret, register)


def test_a_pupil_has_a_dossier(dienst: Dienst) -> None:
    root = dienst.ask(LEERLINGEN)
    (one,) = root.xpath("leerlingen/leerling[leerlingNummer='10001']")
    assert one.findtext("datumAanmelding") == "2021-01-05T00:00:00+01:00"
    assert one.findtext("geboortedatumOnzeker") == "false"
    (adres,) = root.xpath("adressen/adres[id=$id]", id=one.findtext("leerlingAdres"))
    assert [adres.findtext(naam) for naam in ("straat", "huisnummer", "plaats", "geheimadres")] == [
        *("Zstraat", "7 b", "Utrecht", "false")
    ]
    assert adres.findtext("telefoon/nummer") == "06-00000009"
    (inschrijving,) = one.iterfind("inschrijvingen/inschrijving")
    assert inschrijving.findtext("datumInschrijving") == "2021-03-29T00:00:00+02:00"
    soort = root.find("inschrijvingtypes/inschrijvingtype")
    assert (soort.findtext("id"), soort.findtext("code")) == (
        inschrijving.findtext("inschrijvingType"),
        "REG",
    )


def test_an_employee_has_a_dossier_whether_teaching_or_not(dienst: Dienst) -> None:
    root = dienst.ask(MEDEWERKERS)
    kim, jan, pim = root.iterfind("medewerkers/medewerker")
    assert [one.findtext("lastName") for one in (kim, jan, pim)] == ["Bos", "Visser", "de Wit"]
    assert kim.findtext("aanhef") == "mevrouw"
    assert kim.find("geboortedatum") is None  # off unless the school turns it on
    assert [child.text for child in kim.find("telefoonWerk")][1:] == ["088-0000008", "false"]
    assert [(child.tag, child.text) for child in kim.find("mobile")][1:] == [("geheim", "true")]
    verband = root.find("dienstverbanden/dienstverband")
    assert [child.text for child in verband][1:] == ["VAST", "Vast"]
    assert kim.findtext("dienstverbanden/dienstverband") == verband.findtext("id")


def test_of_what_is_secret_no_value_goes_out_whatever_the_agreement_says(dienst: Dienst) -> None:
    for element in ("leerlingdetail", "medewerker"):
        dienst.beheer.change_afspraak(
            dienst.gkv.koppeling.id, velden={f"{element}/geheime_waarden": True}, door=DOOR
        )
    said = b"".join(etree.tostring(dienst.ask(operatie)) for operatie in OPERATIES).decode()
    assert not [secret for secret in (*SECRETS, "Zvreemd", "Postlaan", "thuis.example") if secret in said]
    assert "<geheimadres>true</geheimadres>" in said


def test_a_change_of_the_dossier_is_another_state_in_the_register(dienst: Dienst, database: Database) -> None:
    def states() -> int:
        return len({one.aanmaakdatum for one in dienst.beheer.get(dienst.gkv.koppeling.id).verstrekkingen})

    dienst.ask(LEERLINGEN)
    assert states() == 1
    Dossiers(database).store(Dossier(school=SCHOOL, objecten=OBJECTEN[:1]), allow_shrink=True)
    dienst.ask(LEERLINGEN)
    assert states() == 2


def test_a_link_of_basis_sees_none_of_it(
    dienst: Dienst, database: Database, settings: Settings, register: Register
) -> None:
    basis = dienst.beheer.add(
        klantnaam=LEVERANCIER,
        klantcode="IAM2",
        scholen=[SCHOOL],
        gegevensset="gkv-basis",
        generiek=True,
        door=DOOR,
    )
    dienst.gkv = basis
    root = dienst.ask(LEERLINGEN)
    assert [len(root.find(naam)) for naam in ("adressen", "inschrijvingtypes")] == [0, 0]
    assert root.findtext("leerlingen/leerling/leerlingNummer") == "L1"
    assert len(dienst.ask(MEDEWERKERS).find("medewerkers")) == 2


def test_a_made_up_school_has_a_valid_answer(
    database: Database, settings: Settings, register: Register
) -> None:
    (school,) = schools(1, 60, 3)
    EdexmlUitwisseling(database).store(school)
    Dossiers(database).store(make_dossier(school, 3, 1, 1))
    dienst = Dienst(database, settings.secret, register, school.school.code)
    root = dienst.ask(LEERLINGEN, school)
    pupils = root.findall("leerlingen/leerling")
    assert len(pupils) > 40
    assert all(one.find("leerlingNummer") is not None for one in pupils)
    assert len(root.find("adressen")) == len(pupils)
    ids = [one.text for one in root.iter("id")]
    assert len(ids) == len(set(ids))
    assert len(dienst.ask(MEDEWERKERS, school).find("medewerkers")) > 3


WAARDEN = {
    "leerlingdetail/leerlingnummer": (">10001<",),
    "leerlingdetail/geboorteplaats": ("Zgeboorteplaats",),
    "leerlingdetail/adres": ("Zstraat", "<geheimadres>", "leerlingAdres"),
    "leerlingdetail/communicatie": ("06-00000009",),
    "leerlingdetail/datumaanmelding": ("2021-01-05",),
    "set/leerlingdetails": (">10001<", "Zgeboorteplaats", "Zstraat", "06-00000009"),
    "set/loopbaan": ("Regulier", "2021-03-29"),
    "set/medewerkers": ("mevrouw", "088-0000008", ">Vast<", ">Wit<", "de Wit"),
    "set/codelijsten": ("Regulier", ">Vast<"),
    "medewerker/aanhef": ("mevrouw",),
    "medewerker/telefoonwerk": ("088-0000008", "<telefoonWerk>"),
    "medewerker/mobielnummer": ("<mobile>",),
    "medewerker/geboortedatum": ("1980-01-02",),
    "medewerker/achternaam": ("Wit<",),
    "medewerker/dienstverband": (">Vast<",),
}
"""What shows that a field went out."""
WISSELBAAR = sorted(veld for veld, regel in UITGEBREID.items() if regel.gebruik is Gebruik.OPTIONEEL)


@pytest.fixture(scope="module")
def switching(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: object) -> Iterator[Dienst]:
    path = tmp_path_factory.mktemp("switching") / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())  # type: ignore[attr-defined]
    database = Database.open(f"sqlite:///{path}")
    register = Register(database, 3600)
    EdexmlUitwisseling(database).store(schoolgegevens())
    Dossiers(database).store(Dossier(school=SCHOOL, objecten=OBJECTEN))
    yield Dienst(database, b"a secret that is used in tests only", register)
    register.close()
    database.close()


@given(st.dictionaries(st.sampled_from([*WAARDEN, *WISSELBAAR]), st.booleans()))
def test_no_field_of_the_dossier_goes_out_that_the_school_turned_off(
    switching: Dienst, schakelaars: dict[str, bool]
) -> None:
    alle = {veld: UITGEBREID[veld].aan for veld in WISSELBAAR} | schakelaars
    (afspraak,) = switching.beheer.change_afspraak(
        switching.gkv.koppeling.id, velden=alle, namens=TWEE, door=DOOR
    ).values()
    allowed = afspraak.veldenlijst("gkv-1").velden
    said = b"".join(etree.tostring(switching.ask(operatie)) for operatie in OPERATIES).decode()
    leaked = {
        veld for veld, values in WAARDEN.items() if veld not in allowed for one in values if one in said
    }
    assert leaked == set()
    assert not [secret for secret in SECRETS if secret in said]
