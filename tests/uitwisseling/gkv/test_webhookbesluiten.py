"""Webhooks tell what a school decided about a link: accepted, narrowed, paused, resumed, come back."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.gkv.deliveries import SECRET, Gkv
from tests.support.gkv.listening import Listener, listening
from tests.support.migrations import downgrade
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, schoolgegevens
from tests.support.voorstellen import accept, extend
from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie
from uwlr_service.domain.koppeling.gkvinhoud import fields_of
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats.gkv import webhook
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.gkv.webhooks import Bezorging, Webhooks
from uwlr_service.uitwisseling.koppeling.deelnames import Deelnames
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.koppeling.versmalling import Versmalling
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

FIELD = "groep/omschrijving"


@pytest.fixture
def listener() -> Iterator[Listener]:
    with listening() as made:
        yield made


@pytest.fixture
def gkv(database: Database, tmp_path: Path, stored: Schoolgegevens) -> Gkv:
    return Gkv(database, tmp_path)


@pytest.fixture
def webhooks(database: Database, listener: Listener) -> Webhooks:
    return Webhooks(database, Ondertekening(database, SECRET), {listener.host})


def bodies(listener: Listener) -> list[dict[str, object]]:
    return [json.loads(body) for _, _, body in listener.heard]


def test_an_acceptance_is_told_with_the_fields_that_come(
    gkv: Gkv, webhooks: Webhooks, listener: Listener, database: Database
) -> None:
    gkv.webhookbeheer.set(gkv.koppeling, listener.url, door=DOOR)
    extend(database, gkv.koppeling, "Verzorgers uitnodigen", gegevensset=GKV_UITGEBREID)
    assert webhooks.notify() == Bezorging()
    accept(database, gkv.koppeling, gkv.school)
    assert webhooks.notify() == Bezorging(bezorgd=1)
    (said,) = bodies(listener)
    assert (said["koppeling"], said["school"], said["wijziging"]) == (
        gkv.koppeling,
        str(gkv.school),
        "geaccepteerd",
    )
    assert (said["afspraakversie"], said["velden_eraf"], said["andere_leerlingen"]) == (2, [], False)
    assert said["velden_erbij"]
    _, headers, body = listener.heard[0]
    keys, signature = Ondertekening(database, SECRET).published(), headers[webhook.HEADER]
    assert webhook.verify(body, signature, keys, listener.url, tijd.now()) == (webhook.DEELNAME, said)


def test_less_is_told_with_the_fields_that_go(
    gkv: Gkv, webhooks: Webhooks, listener: Listener, database: Database
) -> None:
    gkv.webhookbeheer.set(gkv.koppeling, listener.url, door=DOOR)
    selectie = Leerlingselectie(jaargroepen=frozenset({"4"}))
    Versmalling(database).narrow(
        gkv.koppeling, gkv.school, versie=1, uit=[FIELD], selectie=selectie, door=DOOR
    )
    assert webhooks.notify() == Bezorging(bezorgd=1)
    assert bodies(listener) == [
        {
            "koppeling": gkv.koppeling,
            "school": str(gkv.school),
            "wijziging": "versmald",
            "afspraakversie": 2,
            "velden_erbij": [],
            "velden_eraf": [FIELD],
            "andere_leerlingen": True,
            "leerlingen_minder": 1,
        }
    ]


def test_a_pause_and_its_end_are_told_in_order(
    gkv: Gkv, webhooks: Webhooks, listener: Listener, database: Database
) -> None:
    gkv.webhookbeheer.set(gkv.koppeling, listener.url, door=DOOR)
    Deelnames(database).pause(gkv.koppeling, gkv.school, door=DOOR)
    assert webhooks.notify() == Bezorging(bezorgd=1)  # a pause holds deliveries back, and not this
    Deelnames(database).resume(gkv.koppeling, gkv.school, door=DOOR)
    assert webhooks.notify() == Bezorging(bezorgd=1)
    assert [said["wijziging"] for said in bodies(listener)] == ["gepauzeerd", "hervat"]


def test_a_return_is_told_with_all_fields_and_the_request_to_destroy_no_more(
    gkv: Gkv, webhooks: Webhooks, listener: Listener, database: Database
) -> None:
    gkv.webhookbeheer.set(gkv.koppeling, listener.url, door=DOOR)
    Intrekkingen(database).withdraw(gkv.koppeling, gkv.school, door=DOOR)
    back = Deelnames(database).rejoin(gkv.koppeling, gkv.school, door=DOOR)
    assert webhooks.notify() == Bezorging(bezorgd=1)
    assert bodies(listener) == [
        {
            "koppeling": gkv.koppeling,
            "school": str(gkv.school),
            "wijziging": "geaccepteerd",
            "afspraakversie": back.afspraak.versie,
            "velden_erbij": sorted(fields_of(back.afspraak)),
            "velden_eraf": [],
            "andere_leerlingen": False,
        }
    ]
    assert FIELD in fields_of(back.afspraak)


def test_a_school_that_is_let_in_is_told_like_one_that_accepts(
    gkv: Gkv, webhooks: Webhooks, listener: Listener, database: Database
) -> None:
    gkv.webhookbeheer.set(gkv.koppeling, listener.url, door=DOOR)
    EdexmlUitwisseling(database).store(schoolgegevens(ANDERE_SCHOOL))
    joined = Deelnames(database).admit(gkv.koppeling, ANDERE_SCHOOL, door=DOOR)
    assert webhooks.notify() == Bezorging(bezorgd=1)
    (said,) = bodies(listener)
    assert (said["school"], said["wijziging"], said["afspraakversie"]) == (
        str(ANDERE_SCHOOL),
        "geaccepteerd",
        joined.afspraak.versie,
    )


def test_without_a_webhook_or_once_it_is_off_nothing_waits(
    gkv: Gkv, webhooks: Webhooks, listener: Listener, database: Database
) -> None:
    deelnames = Deelnames(database)
    deelnames.pause(gkv.koppeling, gkv.school, door=DOOR)
    gkv.webhookbeheer.set(gkv.koppeling, listener.url, door=DOOR)
    assert webhooks.notify() == Bezorging()
    deelnames.resume(gkv.koppeling, gkv.school, door=DOOR)
    assert gkv.webhookbeheer.off(gkv.koppeling, door=DOOR)
    gkv.webhookbeheer.set(gkv.koppeling, listener.url, door=DOOR)
    assert webhooks.notify() == Bezorging()


def test_a_migration_back_drops_what_the_former_version_does_not_know(
    gkv: Gkv, webhooks: Webhooks, listener: Listener, database: Database
) -> None:
    gkv.webhookbeheer.set(gkv.koppeling, listener.url, door=DOOR)
    Deelnames(database).pause(gkv.koppeling, gkv.school, door=DOOR)
    downgrade(database, "0027")
    database.upgrade()
    assert webhooks.notify() == Bezorging()
