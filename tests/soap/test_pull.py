"""The four operations inside this process: what comes back, in each version, set and form."""

import pytest

from tests.support.callers import call
from tests.support.messages.soap import GETRAPT, LG, PULL, request
from tests.support.messages.uwlr import assert_valid
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, JAAR, SCHOOL, schoolgegevens
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

BERICHTEN = {
    "leerlinggegevens": "",
    "structuur": "",
    "leerlingen": '<groepen><groep key="G1"/></groepen>',
    "leerkrachten": '<groepen><groep key="G1"/></groepen>',
}


@pytest.mark.parametrize("versie", ["2.1", "2.2", "2.3"])
@pytest.mark.parametrize("gegevensset", ["volledig", "smalle-set", "lvs-set"])
@pytest.mark.parametrize("bericht", BERICHTEN)
def test_each_operation_answers_validly_in_each_version_and_set(
    application, beheer: Koppelingbeheer, stored, bericht: str, gegevensset: str, versie: str
) -> None:
    uitgifte = beheer.add(
        klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL], gegevensset=gegevensset, door=DOOR
    )
    answer = call(application, request(uitgifte.sleutel, bericht, xsdversie=versie, extra=BERICHTEN[bericht]))
    assert answer.status == 200, answer.content
    assert answer.body.tag == f"{LG}{bericht}_antwoord"
    assert answer.body.findtext(f".//{LG}xsdversie") == versie
    assert_valid(answer.body, versie, gegevensset)


def test_everything_at_once_holds_the_whole_school(application, uitgifte: Uitgifte) -> None:
    answer = call(application, request(uitgifte.sleutel))
    assert answer.keys() == ["L1", "L2", "L3"]
    assert answer.keys("leerkracht") == ["K1", "K2"]
    assert answer.keys("groep") == ["G1", "G2"]
    assert answer.keys("samengestelde_groep") == ["S1"]


def test_structuur_names_no_person(application, uitgifte: Uitgifte) -> None:
    answer = call(application, request(uitgifte.sleutel, "structuur"), GETRAPT)
    assert answer.keys("groep") == ["G1", "G2"]
    assert answer.keys() == answer.keys("leerkracht") == []


@pytest.mark.parametrize(
    ("groepen", "leerlingen", "leerkrachten"),
    [
        ('<groep key="G1"/>', ["L1"], ["K1"]),
        ('<samengestelde_groep key="S1"/>', ["L1", "L3"], ["K1"]),
        ('<groep key="G1"/><samengestelde_groep key="S1"/>', ["L1", "L3"], ["K1"]),
        ('<groep key="G1"/><groep key="G1"/>', ["L1"], ["K1"]),
        ("<groep/>", ["L3"], ["K2"]),
        ("<samengestelde_groep/>", ["L2"], ["K2"]),
        ('<groep/><groep key="G2"/>', ["L2", "L3"], ["K2"]),
        ('<groep key="zork"/>', None, None),
        ('<groep key="S1"/>', None, None),
    ],
)
def test_people_are_asked_for_by_group(
    application,
    uitgifte: Uitgifte,
    groepen: str,
    leerlingen: list[str] | None,
    leerkrachten: list[str] | None,
) -> None:
    for bericht, element, keys in (
        ("leerlingen", "leerling", leerlingen),
        ("leerkrachten", "leerkracht", leerkrachten),
    ):
        answer = call(
            application, request(uitgifte.sleutel, bericht, extra=f"<groepen>{groepen}</groepen>"), GETRAPT
        )
        if keys is None:
            assert answer.kind == "geengegevens"
        else:
            assert answer.keys(element) == keys


def test_every_operation_is_taken_at_every_address(application, uitgifte: Uitgifte) -> None:
    assert call(application, request(uitgifte.sleutel), GETRAPT).keys() == ["L1", "L2", "L3"]
    assert call(application, request(uitgifte.sleutel, "structuur"), PULL).keys("groep") == ["G1", "G2"]


@pytest.mark.parametrize("action", [None, "", '""', "HaalStructuur", '"http://zork/"'])
def test_the_body_chooses_the_operation_whatever_the_action_says(
    application, uitgifte: Uitgifte, action: str | None
) -> None:
    answer = call(application, request(uitgifte.sleutel), HTTP_SOAPACTION=action)
    assert answer.body.tag == f"{LG}leerlinggegevens_antwoord"


def test_a_year_without_data_has_no_data(application, uitgifte: Uitgifte) -> None:
    answer = call(application, request(uitgifte.sleutel, schooljaar="2031-2032"))
    assert (answer.status, answer.kind) == (200, "geengegevens")
    assert answer.body[0].text is None
    assert_valid(answer.body, "2.2", "volledig")


@pytest.mark.parametrize("dependance", ["00", "", None])
def test_00_empty_and_absent_are_the_same_dependance(
    application, beheer: Koppelingbeheer, database, dependance: str | None
) -> None:
    EdexmlUitwisseling(database).store(schoolgegevens(ANDERE_SCHOOL))
    sleutel = beheer.add(klantnaam="Uitgeverij", klantcode="U1", scholen=[ANDERE_SCHOOL], door=DOOR).sleutel
    answer = call(application, request(sleutel, brincode="99YY", dependancecode=dependance))
    assert answer.keys() == ["L1", "L2", "L3"]
    assert answer.body.findtext(f".//{LG}dependancecode") == "00"


@pytest.mark.parametrize(
    ("gevraagd", "has_emailadres"),
    [("Smalle-set-VO", False), ("smalle set", False), ("SMALLE_SET", False), ("volledig", True)],
)
def test_gegevenssetid_can_only_narrow(
    application, uitgifte: Uitgifte, gevraagd: str, has_emailadres: bool
) -> None:
    answer = call(application, request(uitgifte.sleutel, gegevenssetid=gevraagd))
    found = answer.body.find(f".//{LG}leerling/{LG}emailadres")
    assert (found is not None) is has_emailadres


@pytest.mark.parametrize("gevraagd", ["zork", "gkv-basis", "smal", " ", "sma\nlle-set", "smalle-set2"])
def test_a_set_that_there_is_not_is_refused_with_those_that_there_are(
    application, uitgifte: Uitgifte, gevraagd: str
) -> None:
    answer = call(application, request(uitgifte.sleutel, gegevenssetid=gevraagd))
    assert (answer.status, answer.faultcode) == (500, "Client.OngeldigBericht")
    assert "verwacht: volledig, smalle-set of lvs-set" in answer.faultstring
    assert "/leerlinggegevens_verzoek/gegevenssetid" in answer.faultstring


def test_a_stranger_hears_of_an_unknown_set_first(application, uitgifte: Uitgifte) -> None:
    """A body that is not right comes before a key that is not, as in the order of the fault codes."""
    assert call(application, request("zork", gegevenssetid="zork")).faultcode == "Client.OngeldigBericht"
    assert call(application, request("zork")).faultcode == "Client.AutorisatieOngeldig"


def test_a_tolerant_key_is_answered_with_its_agreement(
    application, beheer: Koppelingbeheer, register: Register, stored: Schoolgegevens
) -> None:
    mild = beheer.add(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL], tolerant=True, door=DOOR)
    plain = call(application, request(mild.sleutel))
    assert call(application, request(mild.sleutel, gegevenssetid="zork")).content == plain.content
    register.flush()
    (gebruik,) = beheer.get(mild.koppeling.id).toleranties
    assert (gebruik.soort, gebruik.aantal) == ("onbekende gegevensset", 1)


def test_a_link_that_was_there_answers_as_before_until_it_is_switched(
    application, beheer: Koppelingbeheer, uitgifte: Uitgifte
) -> None:
    asked = request(uitgifte.sleutel, gegevenssetid="zork")
    beheer.judge_gegevenssetid(uitgifte.koppeling.id, streng=False, door=DOOR)
    assert call(application, asked).keys() == ["L1", "L2", "L3"]
    beheer.judge_gegevenssetid(uitgifte.koppeling.id, streng=True, door=DOOR)
    assert call(application, asked).faultcode == "Client.OngeldigBericht"


def test_a_set_that_asks_more_than_the_agreement_holds_is_passed_over(
    application, uitgifte: Uitgifte
) -> None:
    answer = call(application, request(uitgifte.sleutel, gegevenssetid="lvs-set"))
    assert answer.body.find(f".//{LG}bsn_ondwnr-4") is None
    assert answer.keys() == ["L1", "L2", "L3"]


def test_the_answer_has_no_prefixes_in_its_body(application, uitgifte: Uitgifte) -> None:
    answer = call(application, request(uitgifte.sleutel))
    assert answer.content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<soap:Envelope ')
    assert {element.prefix for element in answer.body.iter()} == {None}


def test_gzip_is_given_to_a_client_that_accepts_it(application, uitgifte: Uitgifte) -> None:
    body = request(uitgifte.sleutel)
    plain = call(application, body)
    zipped = call(application, body, HTTP_ACCEPT_ENCODING="deflate, gzip;q=0.5")
    refused = call(application, body, HTTP_ACCEPT_ENCODING="gzip;q=0, identity")
    assert zipped.headers["content-encoding"] == "gzip"
    assert len(zipped.sent) < len(plain.sent)
    assert zipped.content == plain.content == refused.sent
    assert plain.headers["vary"] == zipped.headers["vary"] == "Accept-Encoding"


def test_the_school_says_its_year(application, uitgifte: Uitgifte) -> None:
    school = call(application, request(uitgifte.sleutel)).body.find(f".//{LG}school")
    assert school.findtext(f"{LG}schooljaar") == JAAR
    assert school.findtext(f"{LG}brincode") == "99XX"
    assert school.findtext(f"{LG}dependancecode") == "16"
