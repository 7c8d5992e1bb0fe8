"""A message with results asks no more of the database when a process has met the agreements of a country."""

import pytest

from tests.support.callers import call
from tests.support.messages.results import BRENG, bericht, resultaat, toetsafname
from tests.support.statements import recorded
from uwlr_service import soap
from uwlr_service.config import Settings
from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.beurten import Turns
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.koppeling.toegang import Toegangscontrole
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.uwlr.antwoordcache import Antwoordcache
from uwlr_service.uitwisseling.uwlr.heenweg import Heenweg
from uwlr_service.uitwisseling.uwlr.terugweg import Terugweg
from uwlr_service.uitwisseling.uwlr.vocabulaires import Vocabulaires

SCHOOLS = 6_000
PUBLISHERS = 8


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_agreement_of_a_school_is_asked_once(
    database: Database, settings: Settings, register: Register, uitgifte: Uitgifte
) -> None:
    terugweg = Terugweg(database, register, Vocabulaires(database))
    application = soap.application(
        settings,
        Toegangscontrole(database, settings.secret),
        Heenweg(database, Antwoordcache(settings.cache_bytes), register),
        terugweg,
        register,
        Turns(),
    )

    def asked(key: str) -> list[str]:
        with recorded() as statements:
            answer = call(application, bericht(uitgifte.sleutel, toetsafname("L1", resultaat(key, 7))), BRENG)
        assert answer.status == 200, answer.content
        return [statement for statement in statements if "FROM gegevensafspraak" in statement]

    assert len(asked("R1")) == 1
    for other in range(SCHOOLS * PUBLISHERS):
        terugweg._selecties.add({10 + other: Leerlingselectie()})
    assert asked("R2") == []
