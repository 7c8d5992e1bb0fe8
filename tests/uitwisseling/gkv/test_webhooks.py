"""Webhooks: what a partner hears, what it can prove, and when it is tried again."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.gkv.deliveries import SECRET, Gkv
from tests.support.gkv.listening import Listener, listening
from tests.support.migrations import downgrade
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import Geweigerd, HandtekeningOngeldig, KoppelingOnbekend
from uwlr_service.domain.gkv.webhook import LeveringKlaar
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats.gkv import handtekening, webhook
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.gkv.webhooks import Bezorging, Webhooks
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen


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


def test_a_delivery_is_told_once_and_can_be_proven(
    gkv: Gkv, webhooks: Webhooks, listener: Listener, database: Database
) -> None:
    gkv.webhookbeheer.set(gkv.koppeling, listener.url, door=DOOR)
    made = gkv.make(0)
    assert webhooks.notify() == Bezorging(bezorgd=1)
    assert webhooks.notify() == Bezorging()
    ((path, headers, body),) = listener.heard
    assert (path, headers["Host"], headers["Content-Type"]) == (
        "/klaar?k=v",
        listener.host,
        "application/json",
    )

    keys, signature = Ondertekening(database, SECRET).published(), headers[webhook.HEADER]
    said = {"levering": made.id, "koppeling": gkv.koppeling, "school": "99XX/16", "volgnummer": 1}
    assert webhook.verify(body, signature, keys, listener.url, tijd.now()) == (webhook.LEVERING_KLAAR, said)
    for wrong in (
        (body.replace(b"16", b"17"), signature, keys, listener.url, tijd.now()),
        (body, signature, keys, "https://elders.example/", tijd.now()),
        (body, signature, keys, listener.url, tijd.now() + webhook.LIFE),
        (body, signature, [handtekening.public_part(handtekening.new_key())], listener.url, tijd.now()),
        (body, handtekening.sign(body, handtekening.new_key()), keys, listener.url, tijd.now()),
    ):
        with pytest.raises(HandtekeningOngeldig):
            webhook.verify(*wrong)


def test_a_package_signature_is_not_a_message_and_the_other_way_round(
    database: Database, gkv: Gkv, listener: Listener
) -> None:
    ondertekening, now = Ondertekening(database, SECRET), tijd.now()
    key = ondertekening.key()
    body, signature = webhook.sign(
        LeveringKlaar(koppeling=1, school=gkv.school, levering="x", volgnummer=1), key, "u", now
    )
    with pytest.raises(HandtekeningOngeldig):
        handtekening.verify(body, signature, ondertekening.published())
    with pytest.raises(HandtekeningOngeldig):
        webhook.verify(body, handtekening.sign(body, key), ondertekening.published(), "u", now)


def test_without_a_webhook_nothing_waits(gkv: Gkv, webhooks: Webhooks, listener: Listener) -> None:
    gkv.make(0)
    gkv.webhookbeheer.set(gkv.koppeling, listener.url, door=DOOR)
    assert webhooks.notify() == Bezorging()
    assert gkv.webhookbeheer.url(gkv.koppeling) == listener.url


def test_what_failed_is_tried_again_later_and_given_up_after_a_day(
    gkv: Gkv, webhooks: Webhooks, listener: Listener
) -> None:
    gkv.webhookbeheer.set(gkv.koppeling, listener.url, door=DOOR)
    gkv.make(0)
    listener.status = 503
    start = tijd.now()
    assert webhooks.notify(start) == Bezorging(uitgesteld=1)
    assert webhooks.notify(start + timedelta(seconds=50)) == Bezorging()
    assert webhooks.notify(start + timedelta(seconds=70)) == Bezorging(uitgesteld=1)
    assert webhooks.notify(start + timedelta(seconds=150)) == Bezorging()
    assert webhooks.notify(start + timedelta(hours=23)) == Bezorging(uitgesteld=1)
    assert webhooks.notify(start + timedelta(hours=26)) == Bezorging(opgegeven=1)
    assert webhooks.notify(start + timedelta(days=9)) == Bezorging()
    assert len(listener.heard) == 4


def test_a_message_that_failed_arrives_later(gkv: Gkv, webhooks: Webhooks, listener: Listener) -> None:
    gkv.webhookbeheer.set(gkv.koppeling, listener.url, door=DOOR)
    gkv.make(0)
    listener.status = 500
    webhooks.notify()
    listener.status = 200
    assert webhooks.notify(tijd.now() + timedelta(minutes=2)) == Bezorging(bezorgd=1)


def test_a_redirect_is_not_followed(gkv: Gkv, webhooks: Webhooks, listener: Listener) -> None:
    gkv.webhookbeheer.set(gkv.koppeling, listener.url, door=DOOR)
    gkv.make(0)
    listener.status, listener.location = 307, f"http://{listener.host}/elders"
    assert webhooks.notify() == Bezorging(uitgesteld=1)
    assert len(listener.heard) == 1


def test_a_withdrawn_link_is_told_nothing(gkv: Gkv, webhooks: Webhooks, listener: Listener) -> None:
    gkv.webhookbeheer.set(gkv.koppeling, listener.url, door=DOOR)
    gkv.make(0)
    Intrekkingen(gkv.database).withdraw(gkv.koppeling, door=DOOR)
    assert webhooks.notify() == Bezorging(bezorgd=1, opgegeven=1)
    ((_, _, body),) = listener.heard
    assert b"levering" not in body


@pytest.mark.parametrize("school", [None, SCHOOL])
def test_a_withdrawal_asks_to_destroy_by_a_date(
    gkv: Gkv, webhooks: Webhooks, listener: Listener, database: Database, school: Schoolcode | None
) -> None:
    intrekkingen = Intrekkingen(database)
    assert not intrekkingen.hears(gkv.koppeling)
    gkv.webhookbeheer.set(gkv.koppeling, listener.url, door=DOOR)
    assert intrekkingen.hears(gkv.koppeling)
    (intrekking,) = intrekkingen.withdraw(gkv.koppeling, school, door=DOOR)
    assert intrekking.gemeld is None
    listener.status = 500
    assert webhooks.notify() == Bezorging(uitgesteld=1)
    assert intrekkingen.withdrawn(gkv.koppeling) == [intrekking]
    listener.status = 204
    assert webhooks.notify(tijd.now() + timedelta(minutes=2)) == Bezorging(bezorgd=1)
    (_, headers, body) = listener.heard[-1]
    keys, signature = Ondertekening(database, SECRET).published(), headers[webhook.HEADER]
    assert webhook.verify(body, signature, keys, listener.url, tijd.now()) == (
        webhook.VERWIJDERVERZOEK,
        {
            "koppeling": gkv.koppeling,
            "school": "99XX/16",
            "verwijderen_voor": str(intrekking.verwijderen_voor),
        },
    )
    (told,) = intrekkingen.withdrawn(gkv.koppeling)
    assert told.gemeld is not None
    assert told.bevestigd is None
    assert webhooks.notify(tijd.now() + timedelta(days=1)) == Bezorging()


def test_a_request_to_destroy_is_told_as_soon_as_there_is_a_webhook(
    gkv: Gkv, webhooks: Webhooks, listener: Listener
) -> None:
    intrekkingen = Intrekkingen(gkv.database)
    intrekkingen.withdraw(gkv.koppeling, door=DOOR)
    assert webhooks.notify() == Bezorging()
    gkv.webhookbeheer.set(gkv.koppeling, listener.url, door=DOOR)
    gkv.webhookbeheer.off(gkv.koppeling, door=DOOR)
    assert webhooks.notify() == Bezorging()
    gkv.webhookbeheer.set(gkv.koppeling, listener.url, door=DOOR)
    intrekkingen.withdraw(gkv.koppeling, door=DOOR)
    assert webhooks.notify() == Bezorging(bezorgd=1)
    gkv.webhookbeheer.set(gkv.koppeling, listener.url, door=DOOR)
    assert webhooks.notify() == Bezorging()


def test_a_request_that_was_met_is_not_told(gkv: Gkv, webhooks: Webhooks, listener: Listener) -> None:
    intrekkingen = Intrekkingen(gkv.database)
    intrekkingen.withdraw(gkv.koppeling, door=DOOR)
    intrekkingen.confirm_destroyed(gkv.koppeling, door=DOOR)
    gkv.webhookbeheer.set(gkv.koppeling, listener.url, door=DOOR)
    assert webhooks.notify() == Bezorging()


def test_what_waits_survives_a_migration(
    gkv: Gkv, webhooks: Webhooks, listener: Listener, database: Database
) -> None:
    gkv.webhookbeheer.set(gkv.koppeling, listener.url, door=DOOR)
    gkv.make(0)
    downgrade(database, "0009")
    database.upgrade()
    assert webhooks.notify() == Bezorging(bezorgd=1)


def test_off_is_off_at_once(gkv: Gkv, webhooks: Webhooks, listener: Listener) -> None:
    gkv.webhookbeheer.set(gkv.koppeling, listener.url, door=DOOR)
    gkv.make(0)
    assert gkv.webhookbeheer.off(gkv.koppeling, door=DOOR)
    assert not gkv.webhookbeheer.off(gkv.koppeling, door=DOOR)
    assert webhooks.notify() == Bezorging()
    gkv.webhookbeheer.set(gkv.koppeling, listener.url, door=DOOR)
    assert webhooks.notify() == Bezorging()


def test_a_host_inside_is_not_called_unless_it_is_named(
    gkv: Gkv, database: Database, listener: Listener
) -> None:
    webhooks = Webhooks(database, Ondertekening(database, SECRET))
    gkv.webhookbeheer.set(gkv.koppeling, listener.url, door=DOOR)
    gkv.make(0)
    assert webhooks.notify() == Bezorging(uitgesteld=1)
    assert listener.heard == []


def test_only_a_link_of_gkv_has_a_webhook(gkv: Gkv, webhooks: Webhooks) -> None:
    other = gkv.beheer.add(klantnaam="Uitgever", klantcode="U9", scholen=[gkv.school], door=DOOR).koppeling.id
    with pytest.raises(Geweigerd):
        gkv.webhookbeheer.set(other, "https://partner.example/", door=DOOR)
    with pytest.raises(KoppelingOnbekend):
        gkv.webhookbeheer.set(999, "https://partner.example/", door=DOOR)
