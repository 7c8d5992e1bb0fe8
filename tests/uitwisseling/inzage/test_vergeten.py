"""A pupil who is forgotten is nowhere: not in the database, not in a package, not in what comes next."""

from dataclasses import replace
from datetime import timedelta
from typing import IO

import pytest
from sqlalchemy import insert, select

from tests.support.inzage.stage import KEY, MARKERS, OTHERS, WIE, Stage, gegevens, left_in
from tests.support.schools.builders import ALL_ALLOWED, JAAR, SCHOOL, leerling, school, schoolgegevens
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Account, Handelende, Herkomst
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import (
    LeerlingOnbekend,
    NietToegestaan,
    NogInBestand,
    OpslagOnbruikbaar,
    VersBewijsNodig,
)
from uwlr_service.domain.gkv.levering import Leveringsoort
from uwlr_service.domain.inzage.overzicht import Soort
from uwlr_service.domain.inzage.vergeten import hash_of
from uwlr_service.domain.inzage.verzoek import Verzoekvraag
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.repository.schema.gkv import gkv_nummer
from uwlr_service.repository.schema.inzage import vergeten
from uwlr_service.repository.schema.toezicht import logregel
from uwlr_service.repository.schema.uwlr import resultatenbericht

LONG_AGO = Schooljaar("2020-2021")


@pytest.fixture
def stage(diensten: Diensten) -> Stage:
    return Stage(diensten)


def test_nothing_is_left_of_a_pupil_who_was_removed_first(stage: Stage) -> None:
    stage.everything()
    assert set(left_in(stage.dump())) == set(MARKERS)
    assert any(left_in(text) for _, text in stage.packages())
    stage.remove_from_file()
    proof = stage.diensten.vergeetbeheer.forget(SCHOOL, KEY, door=WIE)
    levering = stage.make(1)
    assert levering.soort is Leveringsoort.MUTATIE
    assert left_in(stage.dump()) == []
    # The package that says so has to name the pupil by key, and has nothing else of them.
    for name, text in stage.packages():
        assert levering.id in name
        assert set(left_in(text)) <= {KEY, "Zbegin", "Zvak"}
        assert f'key="{KEY}"' not in text or "<verwijderd>" in text
    assert proof.tellingen["leerling"] == 1
    assert proof.tellingen["resultaat"] == 1
    assert proof.tellingen["resultatenbericht"] == 1
    assert proof.tellingen["levering"] == 1
    assert proof.hash == hash_of(stage.diensten.settings.secret, SCHOOL, KEY)


def test_the_next_delta_says_that_everything_of_the_pupil_is_gone(stage: Stage) -> None:
    stage.everything()
    stage.diensten.vergeetbeheer.forget(SCHOOL, KEY, toch=True, door=WIE)
    levering = stage.make(1)
    gone = [text for name, text in stage.packages() if levering.id in name and "<verwijderd>" in text]
    told = "".join(text[text.index("<verwijderd>") :] for text in gone)
    for entiteit, key in [
        ("leerling", KEY),
        ("leerlingdetail", KEY),
        ("absentie", "A1"),
        ("inschrijving", "Zbegin"),
        ("toetsresultaat", "Zvak"),
        ("leerling_verzorger", "R1"),
        ("leerling_verzorger", "R2"),
        ("verzorger", "V1"),
    ]:
        assert f'entiteit="{entiteit}" key="{key}" reden="verwijderd"' in told
    assert 'entiteit="groepsindeling"' in told
    # Another pupil has this guardian too.
    assert 'key="V2"' not in told
    assert told.index('key="R1"') < told.index('key="V1"')
    # It is said once.
    later = stage.make(2)
    assert later.verwijderd == 0
    assert left_in(stage.dump()) == []


def test_what_others_have_stays(stage: Stage) -> None:
    stage.everything()
    stage.diensten.vergeetbeheer.forget(SCHOOL, KEY, toch=True, door=WIE)
    body = stage.pull()
    assert b'key="L2"' in body
    assert not left_in(body.decode())
    assert not left_in(stage.ask().decode())
    dump = stage.dump()
    assert "Beider" in dump
    assert "R9" in dump
    with stage.database.read() as connection:
        rows = connection.execute(
            select(resultatenbericht.c.geredigeerd, resultatenbericht.c.digest).order_by("revisie")
        ).all()
    assert [row.geredigeerd is None for row in rows] == [False, True]
    assert all(row.digest for row in rows)


def test_requests_about_who_is_gone_name_nobody(stage: Stage) -> None:
    stage.everything()
    verzoeken = stage.diensten.inzageverzoeken
    for soort, key in ((Soort.LEERLING, KEY), (Soort.VERZORGER, "V1"), (Soort.VERZORGER, "V2")):
        vraag = Verzoekvraag(
            soort=soort,
            key=key,
            aanvrager=f"Ouder van {key}",
            identiteit=f"Paspoort van {key}",
            ontvangen=tijd.today(),
        )
        verzoeken.receive(SCHOOL, vraag, door=WIE)
    stage.diensten.vergeetbeheer.forget(SCHOOL, KEY, toch=True, door=WIE)
    kept = verzoeken.of_school(SCHOOL, door=WIE)
    # Another pupil has the guardian V2 too.
    assert {(verzoek.key, verzoek.aanvrager, verzoek.identiteit) for verzoek in kept} == {
        (None, None, ""),
        ("V2", "Ouder van V2", "Paspoort van V2"),
    }
    assert len(kept) == 3


def test_a_number_is_never_given_to_somebody_else(stage: Stage) -> None:
    stage.everything()
    with stage.database.read() as connection:
        before = set(connection.execute(select(gkv_nummer.c.nummer)).scalars())
    stage.diensten.vergeetbeheer.forget(SCHOOL, KEY, toch=True, door=WIE)
    stage.diensten.edexml.store(
        schoolgegevens(leerlingen=(*(leerling(key) for key in OTHERS), leerling("L9"))), ALL_ALLOWED
    )
    stage.ask()
    with stage.database.read() as connection:
        new = connection.execute(select(gkv_nummer.c.nummer).where(gkv_nummer.c.key == "L9")).scalars()
        assert not before.intersection(new)


def test_who_is_still_in_the_newest_file_is_not_forgotten_by_accident(stage: Stage) -> None:
    stage.everything()
    before = stage.dump()
    with pytest.raises(NogInBestand):
        stage.diensten.vergeetbeheer.forget(SCHOOL, KEY, door=WIE)
    assert stage.dump() == before


def test_nobody_else_may_forget_and_not_without_a_fresh_proof(stage: Stage) -> None:
    accounts = (Account(id=1, rol=Rol.SCHOOLBEHEERDER, school=SCHOOL),)
    reader = (Account(id=1, rol=Rol.SCHOOLLEZER, school=SCHOOL),)
    anna = Handelende(herkomst=Herkomst.PORTAAL, naam="Anna", accounts=accounts)
    with pytest.raises(NietToegestaan):
        stage.diensten.vergeetbeheer.forget(SCHOOL, KEY, door=replace(anna, accounts=reader))
    for bewezen in (None, tijd.now() - timedelta(minutes=11)):
        with pytest.raises(VersBewijsNodig):
            stage.diensten.vergeetbeheer.forget(SCHOOL, KEY, toch=True, door=replace(anna, bewezen=bewezen))
    assert stage.diensten.vergeetbeheer.forget(SCHOOL, KEY, toch=True, door=replace(anna, bewezen=tijd.now()))


def test_an_import_is_undone_without_the_pupil(stage: Stage) -> None:
    stage.remove_from_file()
    stage.diensten.vergeetbeheer.forget(SCHOOL, KEY, door=WIE)
    stage.diensten.edexml.undo(SCHOOL, JAAR, timedelta(days=400), door=Handelende.opdrachtregel())
    assert left_in(stage.dump()) == []
    assert b'key="L2"' in stage.pull()


def test_forgetting_is_no_import_that_could_be_undone(stage: Stage) -> None:
    stage.diensten.edexml.store(replace(gegevens(), leerlingen=gegevens().leerlingen[1:]), ALL_ALLOWED)
    stage.diensten.vergeetbeheer.forget(SCHOOL, KEY, toch=True, door=WIE)
    stage.diensten.edexml.undo(SCHOOL, JAAR, timedelta(days=400), door=Handelende.opdrachtregel())
    body = stage.pull()
    assert b'key="L2"' in body
    assert not left_in(body.decode())


def test_who_came_back_and_went_again_is_not_brought_back_by_an_undo(stage: Stage) -> None:
    edexml = stage.diensten.edexml
    stage.diensten.vergeetbeheer.forget(SCHOOL, KEY, toch=True, door=WIE)
    edexml.store(gegevens(), ALL_ALLOWED)
    edexml.store(schoolgegevens(leerlingen=(leerling("L2"),)), ALL_ALLOWED)
    verslag = edexml.undo(SCHOOL, JAAR, timedelta(days=400), door=WIE)
    assert verslag.tellingen["leerlingen"].toegevoegd == 1
    body = stage.pull()
    assert all(f'key="{key}"'.encode() in body for key in OTHERS)
    assert not left_in(body.decode())


def test_a_file_of_next_year_lets_nobody_be_forgotten_whom_this_year_still_has(diensten: Diensten) -> None:
    year = tijd.today() + timedelta(days=366)
    for jaar, key in ((Schooljaar.at(year), "L1"), (Schooljaar.current(), "L2"), (LONG_AGO, "L3")):
        file = schoolgegevens(school=school(jaar=jaar), leerlingen=(leerling(key),))
        diensten.edexml.store(file, ALL_ALLOWED)
    for key in ("L1", "L2"):
        with pytest.raises(NogInBestand):
            diensten.vergeetbeheer.forget(SCHOOL, key, door=WIE)
    assert diensten.vergeetbeheer.forget(SCHOOL, "L3", door=WIE).tellingen["leerling"] == 1


def test_a_partner_that_did_not_collect_gets_everything_anew(stage: Stage) -> None:
    stage.make(collect=False)
    stage.diensten.vergeetbeheer.forget(SCHOOL, KEY, toch=True, door=WIE)
    levering = stage.make(1)
    assert levering.soort is Leveringsoort.VOLLEDIG
    assert all(levering.id in name for name, _ in stage.packages())
    assert left_in("".join(text for _, text in stage.packages())) == []


def test_the_proof_is_a_line_of_the_log(stage: Stage) -> None:
    stage.everything()
    proof = stage.diensten.vergeetbeheer.forget(SCHOOL, KEY, toch=True, door=WIE)
    with stage.database.read() as connection:
        row = connection.execute(
            select(logregel.c.actor, logregel.c.content).where(logregel.c.wat == "leerling-vergeten")
        ).one()
        kept = connection.execute(select(vergeten)).one()
    assert row.actor == "test"
    assert proof.hash in row.content
    assert '"resultaat":1' in row.content
    assert (kept.hash, kept.teruggekomen) == (proof.hash, None)


def test_a_journal_that_cannot_be_written_leaves_the_packages_too(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.everything()
    before = list(stage.packages())

    def broken(*_: object) -> None:
        raise RuntimeError("no journal")

    monkeypatch.setattr(BesluitRepository, "record_general", broken)
    with pytest.raises(RuntimeError, match="no journal"):
        stage.diensten.vergeetbeheer.forget(SCHOOL, KEY, toch=True, door=WIE)
    assert list(stage.packages()) == before


def test_a_storage_that_cannot_be_reached_leaves_everything_as_it_was(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.everything()
    before = stage.dump()

    def broken(name: str) -> bool:
        raise OSError(name)

    monkeypatch.setattr(stage.diensten.opslag, "remove", broken)
    with pytest.raises(OpslagOnbruikbaar):
        stage.diensten.vergeetbeheer.forget(SCHOOL, KEY, toch=True, door=WIE)
    assert stage.dump() == before


def test_a_package_that_was_in_the_making_is_not_published(stage: Stage) -> None:
    stage.everything()
    publish = stage.diensten.opslag.publish

    def forget_meanwhile(name: str, source: IO[bytes]) -> None:
        publish(name, source)
        with stage.database.write() as connection:
            connection.execute(
                insert(vergeten).values(school_id=1, hash="x", moment=tijd.now(), door="iemand", tellingen={})
            )

    stage.diensten.opslag.publish = forget_meanwhile  # type: ignore[method-assign]
    stored = list(stage.packages())
    with pytest.raises(Exception, match="net een leerling vergeten"):
        stage.make(1)
    assert list(stage.packages()) == stored


def test_who_is_not_known_cannot_be_forgotten(stage: Stage) -> None:
    with pytest.raises(LeerlingOnbekend):
        stage.diensten.vergeetbeheer.forget(SCHOOL, "L99", door=WIE)
