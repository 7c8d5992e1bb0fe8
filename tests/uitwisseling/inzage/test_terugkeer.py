"""A file that brings a forgotten pupil back is noticed, told and logged; one that does not is not."""

from io import BytesIO

from sqlalchemy import select

from tests.support.databases import database_of
from tests.support.schools.builders import SCHOOL, leerling, schoolgegevens
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.inzage.vergeten import hash_of
from uwlr_service.domain.school.dossier import Dossier, Dossierobject
from uwlr_service.formats import edexml
from uwlr_service.repository.schema.inzage import vergeten
from uwlr_service.repository.schema.toezicht import bericht, logregel

WIE = Handelende.opdrachtregel("test")


def told(diensten: Diensten) -> tuple[int, list[str]]:
    with database_of(diensten).read() as connection:
        berichten = connection.execute(select(bericht.c.id).where(bericht.c.soort == "vergeten-terug")).all()
        lines = connection.execute(
            select(logregel.c.content).where(logregel.c.wat == "vergeten-leerling-terug")
        )
        return len(berichten), [str(line) for line in lines.scalars()]


def test_who_comes_back_is_noticed_once(diensten: Diensten) -> None:
    diensten.edexml.store(schoolgegevens())
    diensten.vergeetbeheer.forget(SCHOOL, "L1", toch=True, door=WIE)
    assert told(diensten) == (0, [])
    diensten.edexml.store(schoolgegevens())
    diensten.edexml.store(schoolgegevens())
    count, (line,) = told(diensten)
    assert count == 1
    assert hash_of(diensten.settings.secret, SCHOOL, "L1") in line
    with database_of(diensten).read() as connection:
        assert connection.execute(select(vergeten.c.teruggekomen)).scalar_one() is not None


def test_a_trial_counts_who_would_come_back_and_keeps_nothing(diensten: Diensten) -> None:
    diensten.edexml.store(schoolgegevens())
    for key in ("L1", "L2"):
        diensten.vergeetbeheer.forget(SCHOOL, key, toch=True, door=WIE)
    content = b"".join(edexml.write(schoolgegevens()))
    assert diensten.edexml.compare(BytesIO(content), school=SCHOOL, door=WIE).vergeten_terug == 2
    assert told(diensten) == (0, [])
    assert diensten.edexml.read_in(BytesIO(content), door=WIE).vergeten_terug == 2
    assert diensten.edexml.read_in(BytesIO(content), door=WIE).vergeten_terug == 0
    assert told(diensten)[0] == 1


def test_others_who_come_are_nobody_s_business(diensten: Diensten) -> None:
    diensten.edexml.store(schoolgegevens())
    assert told(diensten) == (0, [])


def test_a_dossier_that_brings_somebody_back_is_noticed_too(diensten: Diensten) -> None:
    diensten.edexml.store(schoolgegevens(leerlingen=(leerling("L1"), leerling("L2"))))
    objecten = [Dossierobject("leerlingdetail", key, {}) for key in ("L1", "L2")]
    diensten.dossiers.store(Dossier(school=SCHOOL, objecten=objecten))
    diensten.vergeetbeheer.forget(SCHOOL, "L1", toch=True, door=WIE)
    diensten.dossiers.store(Dossier(school=SCHOOL, objecten=objecten[1:]))
    assert told(diensten) == (0, [])
    assert diensten.dossiers.store(Dossier(school=SCHOOL, objecten=objecten)).vergeten_terug == 1
    count, (line,) = told(diensten)
    assert count == 1
    assert hash_of(diensten.settings.secret, SCHOOL, "L1") in line
