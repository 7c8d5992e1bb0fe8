"""Values in a message with results that the schema takes and Python does not hold."""

import re
from datetime import UTC, date, datetime

import pytest

from tests.support.messages.results import norm, oso, resultaat, toets, toetsafname, verzoek
from uwlr_service.domain.fouten import EN_MEER, MOST_MELDINGEN, Melding, OngeldigBericht
from uwlr_service.domain.uwlr.resultaat import Leerresultaten
from uwlr_service.formats import parsing
from uwlr_service.formats.uwlr.resultaten import read_leerresultaten

DIGITS = "9" * 5000
"""Python reads 4,300."""
NO_DAY = "'afnamedatum' is geen datum in de jaren 1 tot en met 9999"
RESULTAAT = "/leerresultaten_verzoek/toetsafnames/toetsafname/resultaten/resultaat"


def read(message: str) -> Leerresultaten:
    return read_leerresultaten(parsing.parse(message.encode()))


def faults(message: str) -> list[Melding]:
    with pytest.raises(OngeldigBericht) as caught:
        read(message)
    return list(caught.value.meldingen)


@pytest.mark.parametrize("datum", [" 2026-11-02", "\n\t2026-11-02\n", "2026-11-02Z ", "2026-11-02+02:00"])
def test_around_a_date_white_space_means_nothing_and_its_zone_neither(datum: str) -> None:
    (afname,) = read(verzoek(toetsafname("L1", resultaat(datum=datum)))).toetsafnames
    assert afname.resultaten[0].afnamedatum == date(2026, 11, 2)


@pytest.mark.parametrize(
    ("aanmaakdatum", "moment"),
    [
        ("\n2026-11-20T10:00:00+01:00\n", datetime(2026, 11, 20, 9, tzinfo=UTC)),
        ("2026-11-20T24:00:00+01:00", datetime(2026, 11, 20, 23, tzinfo=UTC)),
    ],
)
def test_the_moment_of_a_message_has_every_form_of_the_schema(aanmaakdatum: str, moment: datetime) -> None:
    message = re.sub("(<aanmaakdatum>)[^<]*", rf"\g<1>{aanmaakdatum}", verzoek())
    assert read(message).aanmaakdatum == moment


def test_a_moment_that_cannot_be_kept_is_refused() -> None:
    message = re.sub("(<aanmaakdatum>)[^<]*", r"\g<1>-2026-11-20T10:00:00", verzoek())
    (melding,) = faults(message)
    assert melding.tekst == "'aanmaakdatum' valt in UTC buiten de jaren 1 tot en met 9999"


@pytest.mark.parametrize(
    ("bad", "tekst"),
    [
        (resultaat("R1", DIGITS), "'score' heeft een waarde die geen computer kan bewaren"),
        (resultaat("R1", datum="12026-11-02"), NO_DAY),
        (resultaat("R1", datum="-2026-11-02"), NO_DAY),
    ],
    ids=["score", "year of five digits", "year before our era"],
)
def test_a_value_that_cannot_be_kept_is_told_with_its_place_and_key(bad: str, tekst: str) -> None:
    (melding,) = faults(verzoek(toetsafname("L1", bad)))
    naam = tekst.split("'")[1]
    assert melding.tekst == tekst
    assert (melding.pad, melding.key) == (f"{RESULTAAT}/{naam}", "R1")
    assert DIGITS not in melding.tekst


def test_every_value_that_cannot_be_kept_is_told() -> None:
    normen = norm("goed", 0, 10).replace(">10<", f">{DIGITS}<")
    results = (resultaat("R1", DIGITS), resultaat("R2", datum="12026-11-02"), resultaat("R3"))
    meldingen = faults(verzoek(toetsafname("L1", *results), toetsen=toets(normen=normen)))
    assert [melding.key for melding in meldingen] == ["R1", "R2", None]
    assert meldingen[-1].tekst == "'eindnormwaarde' is een getal van meer dan 30 cijfers"


@pytest.mark.parametrize(
    "naam", ["aantalopgaven", "aantalgoed", "aantalfout", "aantalgelezen", "tijd", "vaardigheidsscore"]
)
def test_a_number_of_an_oso_result_has_thirty_digits_at_most(naam: str) -> None:
    def message(digits: int) -> str:
        parts = oso(f"<o:{naam}>{'7'.zfill(digits)}</o:{naam}>")
        return verzoek(toetsafname("L1", resultaat("R1", uitslag=parts)))

    assert read(message(30)).aantal == 1
    (melding,) = faults(message(31))
    assert melding.tekst == f"'{naam}' is een getal van meer dan 30 cijfers"
    assert melding.pad == f"{RESULTAAT}/osoresultaat/toetsscore/{naam}"
    assert melding.key == "R1"


@pytest.mark.parametrize("naam", ["bivlaag", "bivhoog"])
def test_an_end_of_an_interval_has_thirty_digits_at_most(naam: str) -> None:
    def message(digits: int) -> str:
        interval = "<o:bivlaag>0</o:bivlaag><o:bivhoog>0</o:bivhoog>".replace(
            f"<o:{naam}>0", f"<o:{naam}>{'0' * digits}"
        )
        parts = oso(f"<o:betrouwbaarheidsinterval>{interval}</o:betrouwbaarheidsinterval>")
        return verzoek(toetsafname("L1", resultaat("R1", uitslag=parts)))

    assert read(message(30)).aantal == 1
    (melding,) = faults(message(31))
    assert melding.tekst == f"'{naam}' is een getal van meer dan 30 cijfers"


NUMBERS = {
    "wegingsfactor": "2.5",
    "beginnormwaarde": "2",
    "eindnormwaarde": "9",
    "schoolcijfer_vanaf": "5.5",
    "schoolcijfer_totenmet": "7.5",
    "rood_code": "12",
    "groen_code": "13",
    "blauw_code": "14",
    "transparantie": "0.5",
    "toetsonderdeelvolgnummer": "1",
}


def definition(niveau: str = "1", **numbers: str) -> str:
    """A test with a number wherever there can be one."""
    texts = {name: f"<{name}>{number}</{name}>" for name, number in {**NUMBERS, **numbers}.items()}
    kleur = "".join(texts[name] for name in ("rood_code", "groen_code", "blauw_code", "transparantie"))
    cijfers = texts["schoolcijfer_vanaf"] + texts["schoolcijfer_totenmet"]
    ends = texts["beginnormwaarde"] + texts["eindnormwaarde"]
    grens = f"<norm><term>goed</term>{ends}<normkleur>{kleur}</normkleur>{cijfers}</norm>"
    return (
        f"<toets><toetscode>T1</toetscode><toetsnormering>{texts['wegingsfactor']}{grens}</toetsnormering>"
        f"<toetshierarchie><ingang niveau='{niveau}'>A</ingang></toetshierarchie>"
        f"<toetsonderdelen><toetsonderdeel>{texts['toetsonderdeelvolgnummer']}"
        "<toetsonderdeelcode>A</toetsonderdeelcode></toetsonderdeel></toetsonderdelen></toets>"
    )


@pytest.mark.parametrize("naam", [*NUMBERS, "niveau"])
def test_a_number_of_a_definition_has_thirty_digits_at_most(naam: str) -> None:
    def message(digits: int) -> str:
        number = NUMBERS.get(naam, "1")
        return verzoek(toetsen=definition(**{naam: number.zfill(digits + number.count("."))}))

    # A sign and white space are no digits.
    assert read(message(30).replace(">00", "> +00")).toetsen
    (melding,) = faults(message(31))
    assert melding.tekst == f"'{naam}' is een getal van meer dan 30 cijfers"
    place = {"niveau": "ingang"}.get(naam, naam)
    assert (melding.pad or "").endswith(f"/{place}")


@pytest.mark.parametrize("sign", ["", "-", "+"])
def test_a_factor_without_end_is_refused_and_not_repeated(sign: str) -> None:
    (melding,) = faults(verzoek(toetsen=definition(wegingsfactor=f"{sign}0.{'9' * 1_000_000}")))
    assert melding.tekst == "'wegingsfactor' is een getal van meer dan 30 cijfers"


def test_what_is_newer_than_2_1_is_refused_in_2_1_alone() -> None:
    long = "x" * 65
    delen = (
        toetsafname("L1", resultaat(long), eckid="https://ketenid.nl/x"),
        toetsafname(long, resultaat("R2")),
    )
    assert read(verzoek(*delen)).aantal == 2
    assert {melding.tekst for melding in faults(verzoek(*delen, xsdversie="2.1"))} == {
        "'eckid' bestaat niet in UWLR 2.1",
        "'leerlingid' is in UWLR 2.1 te lang",
        "de key van 'resultaat' is in UWLR 2.1 te lang",
    }


def test_of_many_values_that_cannot_be_kept_a_hundred_are_told() -> None:
    wrong = [resultaat(f"R{at}", datum="12026-11-02") for at in range(MOST_MELDINGEN + 5)]
    meldingen = faults(verzoek(toetsafname("L1", *wrong)))
    assert len(meldingen) == MOST_MELDINGEN + 1
    assert meldingen[-1] is EN_MEER
