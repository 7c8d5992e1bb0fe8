"""A LAS is told that results came in: once for all that came, signed, and again until it takes it."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.gkv.listening import Listener, listening
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.fouten.las import LasOnbekend
from uwlr_service.domain.las.las import Las
from uwlr_service.formats.gkv import handtekening
from uwlr_service.taken.work import Work
from uwlr_service.uitwisseling.gkv.webhooks import GIVE_UP, Bezorging
from uwlr_service.uitwisseling.las.resultaten.feed import Feedvraag

Bring = Callable[..., None]
NOTHING = Bezorging()
TOLD = Bezorging(bezorgd=1)
LATER = Bezorging(uitgesteld=1)


@pytest.fixture
def listener() -> Iterator[Listener]:
    """The LAS, listening."""
    with listening() as started:
        yield started


@pytest.fixture
def settings(database_url: str, tmp_path: Path, listener: Listener) -> Settings:
    """Settings that let the listener be called."""
    return Settings.from_environment(
        {
            "UWLR_DATABASE_URL": database_url,
            "UWLR_VAR": str(tmp_path / "var"),
            "UWLR_WEBHOOK_HOSTS": listener.host,
        }
    )


@pytest.fixture
def las(diensten: Diensten, registered: Callable[..., Las], listener: Listener) -> Las:
    """A LAS that has the small school, and wants to hear of its results."""
    las = registered(SCHOOL)
    diensten.laswebhookbeheer.set(las.id, listener.url, door=DOOR)
    return las


def take_over(diensten: Diensten, las: Las) -> None:
    cursor = diensten.resultaatfeed.page(las, Feedvraag(na=None, limiet=9)).cursor
    diensten.resultaatontvangst.confirm(las, cursor)


def test_a_las_hears_once_of_all_that_came(
    diensten: Diensten, las: Las, bring: Bring, listener: Listener
) -> None:
    assert diensten.laswebhooks.notify() == NOTHING
    bring("A1")
    bring("A2")
    assert [diensten.laswebhooks.notify() for _ in range(2)] == [TOLD, NOTHING]
    bring("B1", code=ANDERE_SCHOOL)
    assert diensten.laswebhooks.notify() == NOTHING
    bring("A3")
    assert diensten.laswebhooks.notify() == TOLD
    assert len(listener.heard) == 2


def test_the_message_is_signed_and_says_nothing_of_anybody(
    diensten: Diensten, las: Las, bring: Bring, listener: Listener
) -> None:
    bring("A1")
    diensten.laswebhooks.notify()
    ((_path, headers, body),) = listener.heard
    assert json.loads(body) == {"las": las.id}
    keys = diensten.ondertekening.published()
    header = handtekening.verify_header(body, headers["X-JWS-Signature"], keys, ("aud", "iat", "exp"))
    assert (header["typ"], header["aud"]) == ("resultaten-binnen", listener.url)
    assert header["exp"] - header["iat"] == 300


def test_what_a_las_took_over_it_is_not_told(
    diensten: Diensten, las: Las, bring: Bring, listener: Listener
) -> None:
    bring("A1")
    take_over(diensten, las)
    assert diensten.laswebhooks.notify() == NOTHING


def test_a_message_that_is_not_taken_is_tried_again_and_given_up(
    diensten: Diensten, las: Las, bring: Bring, listener: Listener
) -> None:
    listener.status = 500
    bring("A1")
    now = tijd.now()
    assert diensten.laswebhooks.notify(now) == LATER
    assert diensten.laswebhooks.notify(now + timedelta(seconds=30)) == NOTHING
    assert diensten.laswebhooks.notify(now + timedelta(minutes=2)) == LATER
    listener.status = 204
    assert diensten.laswebhooks.notify(now + timedelta(minutes=10)) == TOLD
    listener.status = 500
    bring("A2")
    later = now + timedelta(hours=1)
    assert diensten.laswebhooks.notify(later) == LATER
    assert diensten.laswebhooks.notify(later + GIVE_UP) == Bezorging(opgegeven=1)
    assert diensten.laswebhooks.notify(later + 2 * GIVE_UP) == NOTHING


def test_partners_are_told_without_waiting_for_a_las(
    diensten: Diensten, las: Las, bring: Bring, listener: Listener
) -> None:
    """The worker has a thread for each: a LAS that dawdles is waited for in its own."""
    bring("een")
    work = Work(diensten)
    work.tell(lambda: False)
    assert listener.heard == []
    work.tell_lassen(lambda: False)
    assert len(listener.heard) == 1


def test_a_las_of_all_schools_hears_of_each(
    diensten: Diensten, registered: Callable[..., Las], bring: Bring, listener: Listener
) -> None:
    alles = registered()
    diensten.laswebhookbeheer.set(alles.id, listener.url, door=DOOR)
    bring("B1", code=ANDERE_SCHOOL)
    assert [diensten.laswebhooks.notify() for _ in range(2)] == [TOLD, NOTHING]


def test_nobody_hears_anything_once_it_is_off_or_revoked(
    diensten: Diensten, las: Las, bring: Bring, listener: Listener
) -> None:
    bring("A1")
    assert diensten.laswebhookbeheer.url(las.id) == listener.url
    assert diensten.laswebhookbeheer.off(las.id, door=DOOR)
    assert not diensten.laswebhookbeheer.off(las.id, door=DOOR)
    assert diensten.laswebhookbeheer.url(las.id) is None
    assert diensten.laswebhooks.notify() == NOTHING
    diensten.laswebhookbeheer.set(las.id, listener.url, door=DOOR)
    assert diensten.laswebhooks.notify(stopped=lambda: True) == NOTHING
    diensten.lasregister.revoke(las.id, door=DOOR)
    assert diensten.laswebhooks.notify() == NOTHING
    with pytest.raises(Geweigerd):
        diensten.laswebhookbeheer.set(las.id, listener.url, door=DOOR)
    assert listener.heard == []


def test_an_address_of_the_own_network_is_not_called(diensten: Diensten, las: Las, bring: Bring) -> None:
    inside = "https://127.0.0.1:1/x"
    diensten.laswebhookbeheer.set(las.id, inside, door=DOOR)
    assert diensten.laswebhookbeheer.is_refused(inside)
    bring("A1")
    assert diensten.laswebhooks.notify() == LATER


@pytest.mark.parametrize("url", ["ftp://a.example", "https://a.example/#x", "x" * 3000])
def test_an_address_that_cannot_be_one_is_refused(diensten: Diensten, las: Las, url: str) -> None:
    with pytest.raises(Geweigerd):
        diensten.laswebhookbeheer.set(las.id, url, door=DOOR)


def test_a_las_that_is_not_there_has_no_webhook(diensten: Diensten) -> None:
    with pytest.raises(LasOnbekend):
        diensten.laswebhookbeheer.url(7)
