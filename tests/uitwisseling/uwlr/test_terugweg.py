"""Storing results: what a message does to those before it, and whom it may be about."""

import threading
import zlib
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from lxml import etree
from sqlalchemy import select

from tests.support.callers import call
from tests.support.messages.results import BRENG, bericht, norm, resultaat, toets, toetsafname, verzoek
from tests.support.messages.soap import Answer, envelope, header
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import (
    ANDERE_SCHOOL,
    JAAR,
    PARTS,
    SCHOOL,
    eckid,
    leerling,
    schoolgegevens,
)
from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.uwlr.resultatenlijst import Regel, Resultatenfilter, Stand
from uwlr_service.formats.uwlr.canoniek import Canoniek, canonical
from uwlr_service.repository.schema.uwlr import resultatenbericht
from uwlr_service.soap import services
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.school.bewaring import Bewaring
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling
from uwlr_service.uitwisseling.uwlr.resultaten import Resultatenoverzicht
from uwlr_service.uitwisseling.uwlr.terugweg import MANY, Terugweg

Send = Callable[..., Answer]


def at(minutes: int) -> str:
    """A moment before now, or a little after it."""
    return tijd.format_moment(tijd.now() + timedelta(minutes=minutes))


@pytest.fixture
def send(application, uitgifte: Uitgifte) -> Send:
    """Send a message by Uitgeverij, made of the same parts as ``bericht``."""
    return lambda *delen, **velden: call(application, bericht(uitgifte.sleutel, *delen, **velden), BRENG)


@pytest.fixture
def seen(database) -> Callable[..., list[Regel]]:
    """What the school sees."""
    overzicht = Resultatenoverzicht(database)
    return lambda school=SCHOOL, **wanted: overzicht.of_school(school, Resultatenfilter(**wanted))


def scores(regels: list[Regel]) -> dict[str, object]:
    return {regel.resultaat.key: regel.resultaat.uitslag for regel in regels}


def confirmed(answer: Answer) -> None:
    assert answer.status == 200, answer.content


def test_what_was_sent_is_there_with_its_norm(send: Send, seen) -> None:
    before = tijd.whole_second(tijd.now())
    confirmed(send(toetsafname("L1", resultaat("R1", 7), resultaat("R2", 3), verwerker="K1")))
    first, second = seen()
    assert (first.resultaat.key, first.resultaat.uitslag, first.norm.term) == ("R1", 7, "voldoende")
    assert (second.resultaat.key, second.norm.term) == ("R2", "onvoldoende")
    assert (first.klantnaam, first.schooljaar, first.stand) == ("Uitgeverij", JAAR, Stand.GELDEND)
    assert first.resultaat.resultaatverwerkerid == "K1"
    assert first.resultaat.afname.afnamedatum == date(2026, 11, 2)
    assert before <= first.ontvangen <= tijd.now()


def test_the_same_message_again_changes_nothing(send: Send, seen) -> None:
    moment = at(-1)
    for _ in range(3):
        confirmed(send(aanmaakdatum=moment))
    (only,) = seen(history=True)
    assert only.revisie == 1


def test_the_same_key_again_updates_in_place_and_keeps_what_was(send: Send, seen) -> None:
    confirmed(send(toetsafname("L1", resultaat("R1", 4)), aanmaakdatum=at(-2)))
    confirmed(send(toetsafname("L1", resultaat("R1", 8)), aanmaakdatum=at(-1)))
    (now,) = seen()
    assert now.resultaat.uitslag == 8
    assert [old.resultaat.uitslag for old in now.vervangt] == [4]
    old, new = seen(history=True)
    assert (old.stand, new.stand) == (Stand.GEWIJZIGD, Stand.GELDEND)
    assert old.einde == new.ontvangen


def test_an_older_message_is_confirmed_and_listed_as_overtaken(send: Send, seen) -> None:
    confirmed(send(toetsafname("L1", resultaat("R1", 8)), aanmaakdatum=at(-1)))
    confirmed(send(toetsafname("L1", resultaat("R1", 4)), aanmaakdatum=at(-2)))
    assert scores(seen()) == {"R1": 8}
    assert [regel.stand for regel in seen(history=True)] == [Stand.GELDEND, Stand.INGEHAALD]


def test_a_result_said_again_holds_against_a_message_from_between(send: Send, seen) -> None:
    confirmed(send(toetsafname("L1", resultaat("R1", 8)), aanmaakdatum=at(-3)))
    confirmed(send(toetsafname("L1", resultaat("R1", 8)), aanmaakdatum=at(-1)))
    confirmed(send(toetsafname("L1", resultaat("R1", 4)), aanmaakdatum=at(-2)))
    assert scores(seen()) == {"R1": 8}


def test_a_message_from_the_future_is_refused(send: Send, seen) -> None:
    confirmed(send(aanmaakdatum=at(4)))
    answer = send(toetsafname("L1", resultaat("R2")), aanmaakdatum=at(7))
    assert answer.faultcode == "Client.OngeldigBericht"
    assert "toekomst" in answer.faultstring
    assert set(scores(seen())) == {"R1"}


@pytest.mark.parametrize(
    "again",
    [
        toetsafname("L2", resultaat("R1")),
        toetsafname("L1", resultaat("R1", code="T2")),
    ],
)
def test_a_key_of_another_pupil_or_test_is_refused_whole(send: Send, seen, again: str) -> None:
    confirmed(send())
    answer = send(toetsafname("L1", resultaat("R9")), again, toetsen=toets("T1") + toets("T2"))
    assert answer.faultcode == "Client.OngeldigBericht"
    assert "R1" in answer.faultstring
    assert set(scores(seen(history=True))) == {"R1"}


def test_a_later_definition_never_labels_an_older_result_anew(send: Send, seen) -> None:
    confirmed(send(toetsafname("L1", resultaat("R1", 7))))
    strict = toets(normen=norm("zwak", 0, 8) + norm("sterk", 9, 10))
    confirmed(send(toetsafname("L1", resultaat("R2", 7)), toetsen=strict))
    assert {regel.resultaat.key: regel.norm.term for regel in seen()} == {"R1": "voldoende", "R2": "zwak"}


def test_another_key_for_the_same_stands_beside_the_first(send: Send, seen) -> None:
    confirmed(send(toetsafname("L1", resultaat("R1"))))
    confirmed(send(toetsafname("L1", resultaat("R2"))))
    assert {regel.resultaat.key: regel.dubbel_met for regel in seen()} == {"R1": ("R2",), "R2": ("R1",)}


@pytest.mark.parametrize("different", [{"datum": "2026-11-03"}, {"onderdeel": "o1"}, {"versie": "2"}])
def test_another_day_part_or_version_is_not_a_double(send: Send, seen, different: dict[str, str]) -> None:
    confirmed(send(toetsafname("L1", resultaat("R1"))))
    confirmed(send(toetsafname("L1", resultaat("R2", **different))))
    assert [regel.dubbel_met for regel in seen()] == [(), ()]


def test_only_for_a_tolerant_key_a_later_message_replaces(application, beheer: Koppelingbeheer, stored, seen):
    tolerant = beheer.add(klantnaam="U", klantcode="U1", scholen=[SCHOOL], tolerant=True, door=DOOR)

    def send(*keys: str, minutes: int) -> None:
        body = verzoek(toetsafname("L1", *(resultaat(key) for key in keys)), aanmaakdatum=at(minutes))
        confirmed(call(application, envelope(body, header(tolerant.sleutel, "U1", "U")), BRENG))

    send("R1", "R2", minutes=-3)
    assert set(scores(seen())) == {"R1", "R2"}
    send("R3", minutes=-2)
    (now,) = seen()
    assert [old.resultaat.key for old in now.vervangt] == ["R1", "R2"]
    assert [r.vervangen_door for r in seen(history=True)] == ["R3", "R3", None]
    send("R4", minutes=-4)
    assert set(scores(seen())) == {"R3", "R4"}
    send("R1", minutes=-1)
    assert set(scores(seen())) == {"R1"}


@pytest.mark.parametrize(
    ("afname", "xsdversie"),
    [
        (toetsafname("L1", eckid=eckid(1)), "2.2"),
        (toetsafname("onbekend", eckid=eckid(1)), "2.2"),
        (toetsafname(eckid(1)), "2.2"),
        (toetsafname(" L1 "), "2.1"),
        (toetsafname("", eckid=eckid(1)), "2.3"),
        (toetsafname("L2", eckid=eckid(99)), "2.2"),
    ],
)
def test_a_pupil_is_found_by_eckid_then_key_then_eckid_in_leerlingid(
    send: Send, seen, afname: str, xsdversie: str
) -> None:
    confirmed(send(afname, xsdversie=xsdversie))
    (only,) = seen()
    assert only.resultaat.afname.leerling == ("L2" if "L2" in afname else "L1")


@pytest.mark.parametrize(
    "afname",
    [
        toetsafname("L2", eckid=eckid(1)),
        toetsafname("L1", eckid=eckid(99)),
        toetsafname("L99"),
        toetsafname("L77"),
        toetsafname("", eckid=eckid(99)),
        toetsafname(""),
    ],
)
def test_a_pupil_that_is_not_one_of_ours_is_refused(send: Send, seen, database, afname: str) -> None:
    elders = schoolgegevens(ANDERE_SCHOOL, leerlingen=(leerling("L77"),))
    EdexmlUitwisseling(database).store(elders)
    answer = send(afname, toetsafname("L1", resultaat("R2")), xsdversie="2.3")
    assert answer.faultcode == "Client.LeerlingOngeldig"
    assert seen(history=True) == []


def test_pupils_outside_the_agreement_are_refused_in_the_words_for_unknown_ones(
    send: Send, beheer: Koppelingbeheer, uitgifte: Uitgifte
) -> None:
    beheer.change_afspraak(uitgifte.koppeling.id, groepen=["G1"], door=DOOR)
    confirmed(send(toetsafname("L1")))
    outside = send(toetsafname("L2", resultaat("R2")))
    assert outside.faultcode == "Client.LeerlingOngeldig"
    unknown = send(toetsafname("L8", resultaat("R2")))
    assert outside.faultstring.replace("L2", "L8") == unknown.faultstring


def test_results_of_pupils_who_left_and_of_last_year_are_taken(send: Send, seen, database) -> None:
    first = int(JAAR[:4])
    vorig = Schooljaar(f"{first - 1}-{first}")
    gone = leerling("L9", uitstroomdatum=date(first, 7, 1))
    EdexmlUitwisseling(database).store(schoolgegevens(jaar=vorig, leerlingen=(gone, leerling("L1"))))
    smaller = schoolgegevens(**(PARTS | {"leerlingen": PARTS["leerlingen"][:2]}))
    EdexmlUitwisseling(database).store(smaller, allow_shrink=True)
    confirmed(send(toetsafname("L9"), toetsafname("L3", resultaat("R2")), schooljaar=vorig))
    assert {regel.resultaat.afname.leerling for regel in seen(schooljaar=vorig)} == {"L3", "L9"}


@pytest.mark.parametrize("velden", [{"brincode": "99YY", "dependancecode": "00"}, {"brincode": "88ZZ"}])
def test_a_school_outside_the_link_is_refused(send: Send, velden: dict[str, str]) -> None:
    assert send(**velden).faultcode == "Client.AutorisatieOngeldig"


def test_a_link_that_only_pulls_cannot_push(application, beheer: Koppelingbeheer, stored) -> None:
    only = beheer.add(klantnaam="U", klantcode="U1", scholen=[SCHOOL], richting=Richting.OPHALEN, door=DOOR)
    message = envelope(verzoek(), header(only.sleutel, "U1", "U"))
    assert call(application, message, BRENG).faultcode == "Client.AutorisatieOngeldig"


def test_two_workers_with_the_same_message_store_it_once(application, uitgifte: Uitgifte, seen) -> None:
    message = bericht(
        uitgifte.sleutel,
        *(toetsafname("L1", resultaat(f"R{n}", datum=f"2026-10-{n:02d}")) for n in range(1, 29)),
    )
    answers: list[Answer] = []
    start = threading.Barrier(6)

    def work() -> None:
        start.wait()
        answers.append(call(application, message, BRENG))

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status for answer in answers] == [200] * 6
    assert len(seen(history=True)) == 28
    assert {regel.revisie for regel in seen()} == {1}


def test_a_klant_has_keys_of_its_own(application, beheer: Koppelingbeheer, send: Send, seen) -> None:
    other = beheer.add(klantnaam="Anders", klantcode="A1", scholen=[SCHOOL], door=DOOR)
    confirmed(send(toetsafname("L1", resultaat("R1", 4))))
    body = verzoek(toetsafname("L2", resultaat("R1", 9)))
    confirmed(call(application, envelope(body, header(other.sleutel, "A1", "Anders")), BRENG))
    assert sorted(regel.resultaat.uitslag for regel in seen()) == [4, 9]
    assert [regel.resultaat.uitslag for regel in seen(klantcode="A1")] == [9]
    assert [regel.dubbel_met for regel in seen()] == [(), ()]


def test_the_message_is_kept_without_its_key_for_a_set_period(send: Send, seen, database, uitgifte) -> None:
    confirmed(send(toetsafname("L1", resultaat("R1", infourl="https://uitgever.example/1"))))

    def kept() -> list[bytes | None]:
        with database.read() as connection:
            return list(connection.execute(select(resultatenbericht.c.inhoud)).scalars())

    (inhoud,) = kept()
    assert inhoud is not None
    text = zlib.decompress(inhoud)
    assert b"https://uitgever.example/1" in text
    assert uitgifte.sleutel.encode() not in text
    bewaring = Bewaring(database)
    assert bewaring.purge_messages(tijd.now() - timedelta(days=1)) == 0
    assert [bewaring.purge_messages(tijd.now()) for _ in "12"] == [1, 0]
    assert kept() == [None]
    assert len(seen()) == 1


@pytest.fixture
def formed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The digests of the canonical forms that were made."""
    made: list[str] = []

    def counting(element: etree._Element) -> Canoniek:
        canoniek = canonical(element)
        made.append(canoniek.digest)
        return canoniek

    monkeypatch.setattr(services, "canonical", counting)
    return made


def many(score: object = 7) -> list[str]:
    return [resultaat(f"R{number}", score) for number in range(MANY)]


def test_of_a_large_message_with_faults_no_canonical_form_is_made(send: Send, formed: list[str]) -> None:
    assert send(toetsafname("L1", *many("9" * 30))).faultcode == "Client.ScoreOngeldig"
    assert formed == []
    confirmed(send(toetsafname("L1", *many())))
    assert len(formed) == 1


def test_a_large_message_that_comes_again_is_confirmed_before_it_is_judged(
    send: Send, formed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = at(-1)
    message = toetsafname("L1", *many())
    confirmed(send(message, aanmaakdatum=moment))
    monkeypatch.setattr(Terugweg, "_judge", None)  # whoever judges it fails
    confirmed(send(message, aanmaakdatum=moment))
    assert formed[0] == formed[1]


def test_a_late_unknown_pupil_of_a_large_message_is_found_without_it(send: Send, formed: list[str]) -> None:
    answer = send(toetsafname("L1", *many("9" * 30)), toetsafname("L99", resultaat("S1")))
    assert answer.faultcode == "Client.LeerlingOngeldig"
    assert formed == []
