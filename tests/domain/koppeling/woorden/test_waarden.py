"""Values as people read them: no code, no date as computers write it, in Dutch and in English."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from lxml import etree

from uwlr_service.domain.koppeling.woorden import day_in_words, each_of, moment_in_words, words_of
from uwlr_service.domain.koppeling.woorden.tabellen import BOOLEANS, DATES, FOLDER, MOMENTS, codes, delen
from uwlr_service.domain.school.codelijsten import GESLACHTEN, JAARGROEPEN, LANDEN, ROLLEN
from uwlr_service.domain.taal import Taal
from uwlr_service.formats.schemas import XSD

XS = "{http://www.w3.org/2001/XMLSchema}"
TALEN = tuple(Taal)
WITHOUT_A_KNOWN_MEANING = {"verzuimmelding/status", "lgf/codelgfonderwijssoort"}
"""Codes of the LAS, and of a list that is not public."""
NAMELESS_COUNTRIES = {"GZ", "JH", "OK", "TB", "YO"}
"""Codes that EDEXML has without a name, and that ISO 3166 never had."""


def declared() -> Iterator[tuple[str, str]]:
    """Every field, and part of a field, of GKV, with the name of its type."""
    for file in ("gkv", "uitgebreid"):
        tree = etree.parse(str(XSD / "gkv-1" / f"{file}.xsd"))
        for kind in tree.iterfind(f"{XS}complexType"):
            for field in (*kind.iter(f"{XS}element"), *kind.iter(f"{XS}attribute")):
                if field.get("type"):
                    yield f"{kind.get('name')}/{field.get('name')}", field.get("type").removeprefix("g:")


def enumerations() -> dict[str, list[str]]:
    """The values of each type that lists them."""
    tree = etree.parse(str(XSD / "gkv-1" / "types.xsd"))
    return {
        kind.get("name"): [value.get("value") for value in kind.iter(f"{XS}enumeration")]
        for kind in tree.iterfind(f"{XS}simpleType")
    }


FIELDS = sorted(set(declared()))
LISTS = enumerations()
ABOUT_THE_PACKAGE = {"verwijzing", "school"}
CODED = [
    (field, value)
    for field, kind in FIELDS
    for value in LISTS.get(kind, [])
    if field not in WITHOUT_A_KNOWN_MEANING and field.partition("/")[0] not in ABOUT_THE_PACKAGE
]


def test_the_schema_has_codes_to_try() -> None:
    assert len(CODED) > 150


@pytest.mark.parametrize("taal", TALEN)
@pytest.mark.parametrize(("field", "value"), CODED)
def test_each_code_of_the_schema_has_words(field: str, value: str, taal: Taal) -> None:
    naam = field.partition("/")[2]
    tables = (codes(taal).get(field), codes(taal).get(naam))
    assert any(table is not None and value in table for table in tables)
    assert words_of(field, value, taal)


@pytest.mark.parametrize(("kind", "known"), [("datum", DATES), ("moment", MOMENTS), ("janee", BOOLEANS)])
def test_each_day_moment_and_yes_or_no_of_the_schema_is_known(kind: str, known: frozenset[str]) -> None:
    names = {
        field.partition("/")[2]
        for field, type_name in FIELDS
        if type_name == kind and field.partition("/")[0] not in ABOUT_THE_PACKAGE
    }
    assert names == known


@pytest.mark.parametrize("taal", TALEN)
def test_the_lists_of_edexml_have_words(taal: Taal) -> None:
    tables = codes(taal)
    assert tables["jaargroep"].keys() == JAARGROEPEN.keys()
    assert tables["rol"].keys() == ROLLEN.keys()
    assert set(tables["geslacht"]) == set(map(str, GESLACHTEN))
    assert tables["land"].keys() == LANDEN - NAMELESS_COUNTRIES


def test_english_has_a_word_wherever_dutch_has_one() -> None:
    for field, words in codes(Taal.NL).items():
        assert codes(Taal.EN)[field].keys() == words.keys()
        assert all(words.values())
        assert all(codes(Taal.EN)[field].values())
    assert delen(Taal.EN).keys() == delen(Taal.NL).keys()


@pytest.mark.parametrize(
    ("veld", "waarde", "dutch", "english"),
    [
        ("leerling/geboortedatum", "2016-05-04", "4 mei 2016", "4 May 2016"),
        ("leerling/geboortedatum", date(2016, 5, 4), "4 mei 2016", "4 May 2016"),
        ("leerling/geslacht", 2, "meisje", "girl"),
        ("geslacht", "1", "jongen", "boy"),
        ("verzorger/geslacht", "2", "vrouw", "woman"),
        ("groepsindeling/leerjaar", "7", "groep 7", "group 7"),
        ("leerkracht/groepen/rol", "IB", "intern begeleider", "internal supervisor"),
        ("leerling/status", "volgt_onderwijs", "zit op school", "is at school"),
        ("absentie/heledag", "true", "ja", "yes"),
        ("verzorger/overleden", False, "nee", "no"),
        ("leerlingdetail/geboorteland", "NL", "Nederland", "Netherlands"),
        ("leerlingdetail/geboorteland", "JH", "JH", "JH"),
        ("uitstroom/herzienadvies", "HAVO_VWO", "havo of vwo", "havo or vwo"),
        (
            "groep/mutatiedatum",
            "2026-09-12T07:30:00Z",
            "12 september 2026, 9.30 uur",
            "12 September 2026, 9:30",
        ),
        (
            "absentie/begindatumtijd",
            "2026-11-03T08:30:00",
            "3 november 2026, 8.30 uur",
            "3 November 2026, 8:30",
        ),
        ("leerling/achternaam", "Berg", "Berg", "Berg"),
    ],
)
def test_a_value_is_written_as_people_do(veld: str, waarde: Any, dutch: str, english: str) -> None:
    assert words_of(veld, waarde) == dutch
    assert words_of(veld, waarde, Taal.EN) == english


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("leerlingdetail/leerlingnummer", "20160504"),
        ("groep/naam", "true"),
        ("vestiging/naam", "2016-05-04"),
        ("leerling/roepnaam", "NL"),
        ("leerling/geboortedatum", "onbekend"),
    ],
)
def test_what_only_looks_like_a_code_or_a_date_stays_as_it_is(veld: str, waarde: str) -> None:
    assert words_of(veld, waarde) == waarde


def test_a_key_becomes_the_name_of_what_it_stands_for() -> None:
    namen = {"absentiereden/ZK": "Ziek", "G1": "7A"}
    assert words_of("absentie/absentiereden", "absentiereden/ZK", namen=namen) == "Ziek"
    assert list(each_of("leerkracht/groepen", ["G1", "G2"], namen=namen)) == ["7A", "G2"]


ADRES = {
    "@soort": "bezoek",
    "straat": "Kerklaan",
    "huisnummer": "34",
    "huisnummertoevoeging": "B",
    "postcode": "1234XX",
    "plaats": "Voorbeelddam",
    "gemeente": "Voorbeeldland",
    "land": "NL",
    "geheim": "false",
}


@pytest.mark.parametrize(
    ("veld", "waarde", "words"),
    [
        (
            "leerlingdetail/adres",
            ADRES,
            "woonadres, Kerklaan 34 B, 1234XX Voorbeelddam, gemeente Voorbeeldland, Nederland",
        ),
        ("verzorger/adres", {"@soort": "post", "geheim": "true"}, "postadres, geheim"),
        (
            "leerlingdetail/communicatie",
            {"soort": "telefoon", "waarde": "06-00000012", "aanduiding": "prive", "geheim": "false"},
            "telefoon, 06-00000012, privé",
        ),
        (
            "leerlingdetail/communicatie",
            {"soort": "telefoon", "aanduiding": "werk", "geheim": "true", "noodnummer": "true"},
            "telefoon, geheim, werk, voor noodgevallen",
        ),
        ("leerlingdetail/nationaliteit", {"code": "0001", "omschrijving": "Nederlandse"}, "Nederlandse"),
        ("leerlingdetail/nationaliteit", {"code": "0001"}, "code 0001"),
        (
            "leerlingdetail/huisarts",
            {"naam": "Dokter Voorbeeld", "telefoon": "088-0000012"},
            "Dokter Voorbeeld, 088-0000012",
        ),
        (
            "uitstroom/bestemming",
            {"brincode": "98ZZ", "vestigingscode": "00", "naam": "Het Voorbeeldcollege"},
            "Het Voorbeeldcollege, school 98ZZ, locatie 00",
        ),
        (
            "toetsresultaat/ruwescore",
            {"aantalopgaven": "40", "aantalgoed": "31", "aantalfout": "9"},
            "31 van 40 goed, 9 fout",
        ),
        ("methodetoetsresultaat/ruwescore", {"cijfer": "7.5"}, "cijfer 7.5"),
        (
            "ondersteuning/tlv",
            {"tlvingangdatum": "2026-08-01", "tlveinddatum": "2028-07-31", "tlvcategorie": "L"},
            "vanaf 1 augustus 2026, tot 31 juli 2028, bekostiging laag",
        ),
        ("ondersteuning/opp", {"opp_ingangdatum": "2025-06-27"}, "vanaf 27 juni 2025"),
    ],
)
def test_a_value_with_parts_is_written_in_one_line(veld: str, waarde: dict[str, str], words: str) -> None:
    assert words_of(veld, waarde) == words


def test_english_parts_have_english_words() -> None:
    assert words_of("leerlingdetail/adres", ADRES, Taal.EN).startswith("home address, Kerklaan 34 B")
    assert words_of("x/ruwescore", {"aantalopgaven": "40", "aantalgoed": "31"}, Taal.EN) == "31 of 40 right"


def test_a_field_that_is_not_there_has_no_words() -> None:
    assert list(each_of("leerling/roepnaam", None)) == []


def test_days_and_moments_are_those_of_the_dutch_clock() -> None:
    assert day_in_words(date(2026, 1, 31)) == "31 januari 2026"
    assert moment_in_words(datetime(2026, 6, 30, 22, 5, tzinfo=UTC)) == "1 juli 2026, 0.05 uur"


def test_every_file_is_read() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == {"codes", "delen", "landen"}
