"""GeneriekeService inside this process: the shapes of its answers and the ways to ask."""

import re
from datetime import date
from wsgiref.types import WSGIApplication

import pytest
from lxml import etree

from tests.support.gkv.generiek import (
    LEERLINGEN,
    LEVERANCIER,
    OPERATIES,
    PATH,
    Consumer,
    ask,
    leerlingen,
    medewerkers,
    refused,
    vraag,
)
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import (
    ANDERE_SCHOOL,
    JAAR,
    SCHOOL,
    groep,
    leerkracht,
    leerling,
    schoolgegevens,
)
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling


def test_a_pupil_has_what_the_original_tells_in_its_order(
    dienst: WSGIApplication, gkv: Uitgifte, database: Database
) -> None:
    EdexmlUitwisseling(database).store(
        schoolgegevens(
            groepen=(groep(),),
            leerlingen=(
                leerling(
                    voorvoegsel="van den",
                    voornamen="Sanne <&> Maria",
                    groep="G1",
                    instroomdatum=date(2021, 3, 29),
                    uitstroomdatum=date(JAAR.first_day.year + 1, 10, 24),
                ),
            ),
            school=schoolgegevens().school,
        ),
        allow_shrink=True,
    )
    found = leerlingen(dienst, gkv)
    one = found.leerling("Sanne")
    year = JAAR.first_day.year
    assert [(child.tag, child.text) for child in one if not len(child)] == [
        ("id", one.findtext("id")),
        ("leerlingNummer", "L1"),
        ("roepNaam", "Sanne"),
        ("voornamen", "Sanne <&> Maria"),
        ("achternaam", "Jansen"),
        ("tussenvoegsel", "van den"),
        ("geslacht", "2"),
        ("geboortedatum", "2017-05-06T00:00:00+02:00"),
    ]
    (indeling,) = one.xpath("groepsindelingen/groepsindeling")
    assert [child.tag for child in indeling] == [
        "id", "groep", "schooljaar", "vanafDatum", "totDatum", "leerjaar",
    ]  # fmt: skip
    assert indeling.findtext("vanafDatum") == f"{year}-08-01T00:00:00+02:00"
    assert indeling.findtext("totDatum") == f"{year + 1}-10-25T00:00:00+02:00"
    assert indeling.findtext("leerjaar") == "4"
    assert indeling.findtext("schooljaar") == found.teruggave.findtext("schooljaren/schooljaar/id")
    assert found.groepen_of("Sanne") == ["Groep 4"]
    (inschrijving,) = one.xpath("inschrijvingen/inschrijving")
    assert inschrijving.findtext("datumInschrijving") == "2021-03-29T00:00:00+02:00"
    assert inschrijving.findtext("datumUitschrijving") == f"{year + 1}-10-24T00:00:00+02:00"
    assert found.teruggave.findtext("schooljaren/schooljaar/naam") == f"{year} / {year + 1}"


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 3, 28), "2026-03-28T00:00:00+01:00"),
        (date(2026, 3, 29), "2026-03-29T00:00:00+01:00"),
        (date(2026, 3, 30), "2026-03-30T00:00:00+02:00"),
        (date(2026, 10, 25), "2026-10-25T00:00:00+02:00"),
        (date(2026, 10, 26), "2026-10-26T00:00:00+01:00"),
        (date(1936, 5, 6), "1936-05-06T00:00:00+00:20"),
    ],
)
def test_a_day_is_the_moment_at_which_it_begins(
    dienst: WSGIApplication, gkv: Uitgifte, database: Database, day: date, shown: str
) -> None:
    EdexmlUitwisseling(database).store(
        schoolgegevens(school=schoolgegevens().school, leerlingen=(leerling(geboortedatum=day),)),
        allow_shrink=True,
    )
    assert leerlingen(dienst, gkv).leerling("Sanne").findtext("geboortedatum") == shown


@pytest.mark.parametrize("count", [0, 1, 2])
def test_every_list_is_there_for_none_one_and_many(
    dienst: WSGIApplication, gkv: Uitgifte, database: Database, count: int
) -> None:
    EdexmlUitwisseling(database).store(
        schoolgegevens(
            school=schoolgegevens().school,
            leerlingen=tuple(leerling(f"L{n}") for n in range(count)),
            leerkrachten=tuple(leerkracht(f"K{n}") for n in range(count)),
        ),
        allow_shrink=True,
    )
    assert len(leerlingen(dienst, gkv).ids("leerlingen/leerling")) == count
    assert len(medewerkers(dienst, gkv).ids("medewerkers/medewerker")) == count


def test_an_empty_list_is_not_a_text_to_a_client_in_powershell(
    dienst: WSGIApplication, gkv: Uitgifte
) -> None:
    """Which turns an element without attributes and children into a string, and then asks it for a path."""
    answer = leerlingen(dienst, gkv).answer.content
    assert b'<adressen xmlns=""/>' in answer
    assert not re.search(rb"<(\w+)/>|<(\w+)></\2>", answer)


def test_groups_of_both_kinds_are_found_by_their_numbers(dienst: WSGIApplication, gkv: Uitgifte) -> None:
    found = leerlingen(dienst, gkv)
    assert sorted(found.groepen_of("Sanne")) == ["Groep 4", "Plusklas"]
    assert found.groepen_of("Zoë") == ["Plusklas"]
    ids = found.ids("//*[id]")
    assert len(set(ids)) == len(ids)


def test_a_teacher_has_english_names_between_the_dutch_ones(
    dienst: WSGIApplication, gkv: Uitgifte, database: Database
) -> None:
    EdexmlUitwisseling(database).store(
        schoolgegevens(
            school=schoolgegevens().school,
            leerkrachten=(
                leerkracht("K1", voorvoegsel="den", achternaam="Draaier", voornamen="Sheryll Ann"),
                leerkracht("K2", achternaam="Visser", roepnaam="Jan", emailadres=None),
            ),
        ),
        allow_shrink=True,
    )
    first, second = medewerkers(dienst, gkv).teruggave.xpath("medewerkers/medewerker")
    assert [(child.tag, child.text) for child in first][1:] == [
        ("roepNaam", "Kim"),
        ("firstName", "Sheryll Ann"),
        ("lastName", "den Draaier"),
        ("email", "k.bos@school.example"),
        ("dienstverbanden", None),
    ]
    assert (second.findtext("firstName"), second.findtext("lastName")) == ("Jan", "Visser")
    assert second.find("email") is None


@pytest.mark.parametrize("jaar", [JAAR, JAAR.replace("-", "/"), JAAR.replace("-", " / "), f" {JAAR} "])
@pytest.mark.parametrize("brin", ["99XX16", " 99XX16\n"])
def test_a_year_and_a_school_are_written_in_several_ways(
    dienst: WSGIApplication, gkv: Uitgifte, jaar: str, brin: str
) -> None:
    found = leerlingen(dienst, gkv, schooljaar=jaar, brinnummer=brin)
    assert len(found.ids("leerlingen/leerling")) == 3


def test_four_characters_are_the_main_location(
    dienst: WSGIApplication, beheer: Koppelingbeheer, database: Database, gkv: Uitgifte
) -> None:
    EdexmlUitwisseling(database).store(schoolgegevens(ANDERE_SCHOOL))
    andere = beheer.add(
        klantnaam=LEVERANCIER,
        klantcode="IAM2",
        scholen=[ANDERE_SCHOOL, SCHOOL],
        gegevensset="gkv-basis",
        generiek=True,
        door=DOOR,
    )
    for brin in ("99YY", "99YY00", "99XX16"):
        assert len(leerlingen(dienst, andere, brinnummer=brin).ids("leerlingen/leerling")) == 3
    refused(ask(dienst, vraag(andere.sleutel, brinnummer="99XX00")), "valt niet onder de koppeling")


@pytest.mark.parametrize("operatie", OPERATIES)
def test_a_year_without_data_is_empty(dienst: WSGIApplication, gkv: Uitgifte, operatie: str) -> None:
    answer = ask(dienst, vraag(gkv.sleutel, operatie, schooljaar="2031 / 2032"))
    assert [len(one) for one in Consumer(answer, operatie).teruggave] == [0] * (
        5 if operatie == LEERLINGEN else 3
    )


@pytest.mark.parametrize("action", [None, "", '"getLeerlingen"', "getMedewerkers", "http://zork/"])
def test_the_body_chooses_whatever_the_action_says(
    dienst: WSGIApplication, gkv: Uitgifte, action: str | None
) -> None:
    answer = ask(dienst, vraag(gkv.sleutel), HTTP_SOAPACTION=action, CONTENT_TYPE="text/xml")
    assert len(Consumer(answer).ids("leerlingen/leerling")) == 3


def test_elements_come_in_any_order_and_with_the_namespace_too(
    dienst: WSGIApplication, gkv: Uitgifte
) -> None:
    root = etree.fromstring(vraag(gkv.sleutel))
    verzoek = root[0][0]
    verzoek[:] = reversed(verzoek)
    assert Consumer(ask(dienst, etree.tostring(root))).ids("leerlingen/leerling")
    for child in verzoek:
        child.tag = "{http://www.topicus.nl/parnassys}" + child.tag
    assert Consumer(ask(dienst, etree.tostring(root))).ids("leerlingen/leerling")


def test_the_wsdl_names_the_address_that_was_called(dienst: WSGIApplication) -> None:
    answer = ask(dienst, b"", REQUEST_METHOD="GET", QUERY_STRING="wsdl", HTTP_HOST="uwlr.example")
    (place,) = answer.root.iter("{http://schemas.xmlsoap.org/wsdl/soap/}address")
    assert place.get("location") == f"http://uwlr.example{PATH}"
    assert ask(dienst, b"", REQUEST_METHOD="GET").status == 404
