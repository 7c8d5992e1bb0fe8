"""Partners share an answer that is kept where it would be the same for both, and in no other case."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any
from unittest.mock import patch

import pytest

from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import (
    ALL_ALLOWED,
    ANDERE_SCHOOL,
    JAAR,
    PARTS,
    SCHOOL,
    leerling,
    school,
    schoolgegevens,
)
from uwlr_service.config import Settings
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Leerlingselectie
from uwlr_service.domain.koppeling.gegevenssets import LVS_SET, NAMEN, SMALLE_SET, VOLLEDIG, XSDVERSIES
from uwlr_service.domain.koppeling.uitsnede import Groepskeuze
from uwlr_service.domain.school.leerling import Status
from uwlr_service.domain.uwlr.verzoek import Autorisatie, Bericht, Verzoek
from uwlr_service.formats.uwlr import antwoord
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.afspraken import AfspraakRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.koppeling.toegang import Toegang, Toegangscontrole
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling
from uwlr_service.uitwisseling.uwlr.antwoordcache import Antwoordcache
from uwlr_service.uitwisseling.uwlr.heenweg import Heenweg, Ophaaluitkomst

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

PUBLISHERS = 8
SCHOLEN = (SCHOOL, ANDERE_SCHOOL)
ROUNDS = 6
QUESTIONS = 4
LEERLINGEN = (
    *PARTS["leerlingen"],
    leerling("L4", groep="G2", uitstroomdatum=date(2020, 7, 1)),
    leerling("L5", groep="G1", geboortedatum=None, gebruikersnaam="vijf"),
)
SWITCHES: tuple[dict[str, bool], ...] = (
    {},
    {"leerling/voornamen": False},
    {"leerling/groep": False},
    {"vestiging/naam": False, "leerling/emailadres": False},
)
SELECTIES = (
    Leerlingselectie(),
    Leerlingselectie(groepen=frozenset({"G1"})),
    Leerlingselectie(jaargroepen=frozenset({"5"})),
    Leerlingselectie(vestigingen=frozenset({"V1"})),
    Leerlingselectie(statussen=frozenset(Status)),
)
GROEPEN = ((), (Groepskeuze(False, "G1"),), (Groepskeuze(False, None),), (Groepskeuze(True, "S1"),))


class Country:
    """Two schools and some publishers, and their questions."""

    def __init__(self, database: Database, settings: Settings, register: Register) -> None:
        self._database = database
        self._beheer = Koppelingbeheer(database, settings.secret)
        self._toegang = Toegangscontrole(database, settings.secret)
        self._register = register
        self._change = 0
        for code in SCHOLEN:
            EdexmlUitwisseling(database).store(schoolgegevens(code))
        self.links = [self._link(number) for number in range(PUBLISHERS)]

    def _link(self, number: int) -> tuple[int, Autorisatie]:
        wie: dict[str, Any] = {"klantnaam": f"Uitgever {number}", "klantcode": f"U{number}"}
        uitgifte = self._beheer.add(scholen=SCHOLEN, gegevensset=VOLLEDIG, door=DOOR, **wie)
        return uitgifte.koppeling.id, Autorisatie(sleutel=uitgifte.sleutel, **wie)

    def heenweg(self, bytes_: int) -> Heenweg:
        """The pull, with a cache of so many bytes."""
        return Heenweg(self._database, Antwoordcache(bytes_), self._register)

    def conclude(self, koppeling: int, afspraak: Gegevensafspraak) -> None:
        """Put an agreement in force at both schools."""
        with self._database.write() as connection:
            ids = SchoolRepository(connection).ids(SCHOLEN).values()
            AfspraakRepository(connection).conclude(koppeling, dict.fromkeys(ids, afspraak))

    def change(self) -> None:
        """Give both schools another state, which is newer than every agreement."""
        self._change += 1
        for code in SCHOLEN:
            first = replace(LEERLINGEN[0], roepnaam=f"Sanne {self._change} {code}")
            gegevens = schoolgegevens(
                **{**PARTS, "school": school(code), "leerlingen": (first, *LEERLINGEN[1:])}
            )
            EdexmlUitwisseling(self._database).store(gegevens, ALL_ALLOWED)

    def toegang(self, link: int) -> Toegang:
        """How a publisher comes in."""
        return self._toegang.identify(self.links[link][1])


@pytest.fixture
def country(database: Database, settings: Settings, register: Register) -> Country:
    """The schools and the publishers."""
    return Country(database, settings, register)


@pytest.fixture
def rendered() -> Iterator[list[Bericht]]:
    """The answers that were made, as long as the test runs."""
    made: list[Bericht] = []
    render = antwoord.render

    def counting(bericht: Bericht, *rest: Any) -> object:
        made.append(bericht)
        return render(bericht, *rest)

    with patch.object(antwoord, "render", counting):
        yield made


def verzoek(bericht: Bericht = Bericht.LEERLINGGEGEVENS, **velden: Any) -> Verzoek:
    """A request for all that the agreement has."""
    standaard: dict[str, Any] = {"schooljaar": JAAR, "school": SCHOOL, "xsdversie": "2.2"}
    return Verzoek(bericht=bericht, **(standaard | velden))


def test_of_equal_agreements_an_answer_is_made_once(country: Country, rendered: list[Bericht]) -> None:
    country.change()
    heenweg = country.heenweg(1_000_000)
    answers = [heenweg.answer(country.toegang(link), verzoek()) for link in range(PUBLISHERS)]
    assert len(rendered) == 1
    assert len({answer.body for answer in answers}) == 1
    # What went out is written down of each of them, under its own agreement.
    assert len({answer.afspraak_id for answer in answers}) == PUBLISHERS
    for koppeling, _ in country.links:
        assert country._beheer.get(koppeling).verstrekkingen


def test_an_agreement_that_is_newer_than_the_state_has_an_answer_of_its_own(
    country: Country, rendered: list[Bericht]
) -> None:
    country.change()
    heenweg = country.heenweg(1_000_000)
    koppeling, _ = country.links[1]
    before = [heenweg.answer(country.toegang(link), verzoek()).body for link in (0, 1)]
    country.conclude(koppeling, Gegevensafspraak(gegevensset=SMALLE_SET))
    narrow = heenweg.answer(country.toegang(1), verzoek()).body
    assert len(rendered) == 2
    assert before[0] == before[1] != narrow
    assert b"<voornamen>" in before[1]
    assert b"<voornamen>" not in narrow
    assert heenweg.answer(country.toegang(0), verzoek()).body == before[0]


def test_whatever_was_agreed_each_gets_what_it_would_get_alone(country: Country) -> None:
    random = Random(2026)
    shared, alone = country.heenweg(10_000_000), country.heenweg(0)
    sharing: list[int] = []
    for at in range(ROUNDS):
        _agree(country, random, newer_state=at % 3 != 0)
        questions = [_question(random) for _ in range(QUESTIONS)]
        for asked in [replace(question, school=code) for question in questions for code in SCHOLEN]:
            answers = []
            for link in random.sample(range(PUBLISHERS), PUBLISHERS):
                toegang = country.toegang(link)
                ours, theirs = shared.answer(toegang, asked), alone.answer(toegang, asked)
                assert _told(ours) == _told(theirs), (link, asked)
                answers.append(ours.gegevens)
            sharing += Counter(id(answer) for answer in answers if answer is not None).values()
        country.change()
    # It would prove little if hardly any had shared an answer, or if all had.
    assert sum(count > 1 for count in sharing) >= ROUNDS
    assert sum(count == 1 for count in sharing) >= ROUNDS


def _agree(country: Country, random: Random, *, newer_state: bool) -> None:
    """Give every link an agreement that some others have too."""
    for koppeling, _ in country.links:
        afspraak = Gegevensafspraak(
            gegevensset=random.choice([VOLLEDIG, VOLLEDIG, LVS_SET, SMALLE_SET]),
            selectie=random.choice([*SELECTIES, SELECTIES[0]]),
        )
        if afspraak.gegevensset == VOLLEDIG:
            afspraak = afspraak.switch(random.choice(SWITCHES))
        country.conclude(koppeling, afspraak)
    if newer_state:
        country.change()


def _question(random: Random) -> Verzoek:
    bericht = random.choice(list(Bericht))
    return verzoek(
        bericht,
        xsdversie=random.choice(XSDVERSIES),
        gegevenssetid=random.choice([None, None, *NAMEN]),
        groepen=random.choice(GROEPEN) if bericht in (Bericht.LEERLINGEN, Bericht.LEERKRACHTEN) else (),
    )


def _told(answer: Ophaaluitkomst) -> tuple[object, ...]:
    """All that a caller and the log get of an answer, but whether it was kept."""
    gegevens = answer.gegevens
    counts = None if gegevens is None else (gegevens.gegevensset, dict(gegevens.aantallen))
    return answer.soort, answer.body, answer.afspraak_id, counts
