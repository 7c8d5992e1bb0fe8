"""The account of a pupil is in the overview of what is kept, and gone when they are forgotten."""

import json
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.support.inzage.stage import KEY, WIE, Stage, gegevens
from tests.support.people.schoolaccounts import give, rows
from tests.support.portaal import people
from tests.support.schools.builders import ALL_ALLOWED, SCHOOL
from tests.support.sso.toekenningen import again, grant
from tests.support.sso.toepassingen import LEERLINGEN_OOK, add_client, add_sso_link
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.klas.middel import Middelsoort
from uwlr_service.domain.inzage.as_json import as_record
from uwlr_service.repository.account.klas.middelen import MiddelRepository
from uwlr_service.repository.schema import metadata
from uwlr_service.repository.schema.sso import sso_afmelding

INLOGNAAM = "zroepnaam.zachternaam@99xx16"


@pytest.fixture
def stage(diensten: Diensten) -> Stage:
    """A pupil with an account, who signed in and was let in at an application."""
    stage = Stage(diensten)
    stage.everything()
    diensten.inlogaccounts.turn_on(SCHOOL, door=WIE)
    row = account(stage)
    people.sign_in(stage.database, row.inlog_id)
    give(stage.database, row.id)
    with stage.database.write() as connection:
        hashes: dict[int, tuple[str, str | None]] = {row.id: ("0" * 64, None)}
        MiddelRepository(connection).replace(Middelsoort.PLAATJES, hashes, 0, tijd.now())
    return stage


def account(stage: Stage) -> Any:
    (row,) = [row for row in rows(stage.database) if row.persoon == KEY]
    return row


def test_the_overview_says_how_a_pupil_signs_in_and_who_knows_them(stage: Stage) -> None:
    row = account(stage)
    overzicht = stage.diensten.inzage.of_leerling(SCHOOL, KEY, door=WIE)
    (shown,) = overzicht.accounts
    assert (shown.inlognaam, shown.tot, shown.sessies) == (INLOGNAAM, None, 1)
    (toepassing,) = shown.toepassingen
    assert (toepassing.naam, toepassing.sub, toepassing.keren) == ("Leeslijst", f"sub{row.id}", 1)
    record = json.dumps(as_record(overzicht)["accounts"])
    assert INLOGNAAM in record
    assert f'"sub{row.id}"' in record


def test_the_overview_says_which_fields_an_application_could_ask_for(stage: Stage) -> None:
    client = add_client(stage.database, add_sso_link(stage.database, velden=LEERLINGEN_OOK))
    pupil = again(stage.database, account(stage).inlog_id)
    grant(stage.database, client, pupil, scope=("openid", "profiel", "groepen", "email"))
    grant(stage.database, client, pupil, scope=("openid", "organisatie"), used=False)
    (shown,) = stage.diensten.inzage.of_leerling(SCHOOL, KEY, door=WIE).accounts
    toepassing = shown.toepassingen[-1]
    assert toepassing.keren == 1
    assert {veld for veld in toepassing.velden if not veld.startswith("sso/a")} == {
        *("sso/sub", "sso/sid", "sso_leerling/given_name", "sso/groepen")
    }


def test_a_closed_account_is_in_the_overview_too(stage: Stage) -> None:
    stage.diensten.inlogaccounts.turn_off(SCHOOL, door=WIE)
    (shown,) = stage.diensten.inzage.of_leerling(SCHOOL, KEY, door=WIE).accounts
    assert shown.tot is not None


def test_nothing_is_left_of_the_account_of_a_pupil_who_is_forgotten(stage: Stage) -> None:
    assert INLOGNAAM in stage.dump()
    others = [row.id for row in rows(stage.database) if row.persoon != KEY]
    row = account(stage)
    proof = stage.diensten.vergeetbeheer.forget(SCHOOL, KEY, toch=True, door=WIE)
    dump = stage.dump()
    assert INLOGNAAM not in dump
    assert f"sub{row.id}" not in dump
    assert "Zroepnaam" not in dump
    for table in ("account", "inlog", "sessie", "leerling_middel", "sso_onderwerp", "sso_token"):
        assert proof.tellingen[table] == 1
    assert [row.id for row in rows(stage.database)] == others


def test_an_application_hears_that_a_pupil_who_is_forgotten_is_signed_out(stage: Stage) -> None:
    client = add_client(stage.database, add_sso_link(stage.database, velden=LEERLINGEN_OOK))
    pupil = again(stage.database, account(stage).inlog_id)
    grant(stage.database, client, pupil)
    stage.diensten.vergeetbeheer.forget(SCHOOL, KEY, toch=True, door=WIE)
    with stage.database.read() as connection:
        told = connection.execute(select(sso_afmelding.c.sso_client_id, sso_afmelding.c.klaar)).all()
    assert [tuple(row) for row in told] == [(client.id, None)]


def test_whoever_was_forgotten_and_comes_back_has_a_new_account(stage: Stage) -> None:
    first = account(stage)
    stage.diensten.vergeetbeheer.forget(SCHOOL, KEY, toch=True, door=WIE)
    stage.diensten.edexml.store(gegevens(), ALL_ALLOWED)
    assert account(stage).van >= first.van
    with stage.database.read() as connection:
        for name in ("sso_onderwerp", "sso_toekenning", "sso_token", "sessie"):
            table = metadata.tables[name]
            assert connection.execute(select(func.count()).select_from(table)).scalar_one() == 0
