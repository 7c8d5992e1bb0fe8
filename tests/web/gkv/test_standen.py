"""What the pull API says of a school that paused, left or narrowed, and to a product that was stopped."""

from collections.abc import Callable

import pytest

from tests.support.gkv.deliveries import Gkv
from tests.support.gkv.partner import Partner
from tests.support.partners.handelenden import DOOR
from tests.support.partners.products import product_of, put_in
from tests.support.schools.builders import SCHOOL
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.gkv.levering import Leveringsoort
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.school.school import Schoolsoort
from uwlr_service.repository.gkv.nachttaken import NachttaakRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.koppeling.deelnames import Deelnames
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen

T = Toelatingstand
CALLS: list[tuple[str, str]] = [
    ("leveringen", "GET"),
    ("leveringen/{id}/pakket", "GET"),
    ("leveringen/{id}/manifest", "GET"),
    ("volledig", "POST"),
]


@pytest.fixture
def deelnames(gkv: Gkv) -> Deelnames:
    return Deelnames(gkv.database)


def stop(gkv: Gkv, stand: Toelatingstand) -> None:
    """Bring the product of the link into a state."""
    code = gkv.beheer.find(gkv.koppeling).klant.code
    put_in(gkv.database, product_of(gkv.database, code), stand)


def mark(gkv: Gkv, soort: Schoolsoort) -> None:
    """Make the school one of a kind, past the rules."""
    with gkv.database.write() as connection:
        scholen = SchoolRepository(connection)
        scholen.mark(scholen.ids([SCHOOL])[SCHOOL], soort)


def status(partner: Partner, path: str = "leveringen", method: str = "GET") -> tuple[int, str | None]:
    """The status, and the reason in a problem."""
    answer = partner.call(path, method=method)
    is_problem = answer.content_type == "application/problem+json"
    return answer.status_code, (answer.json or {}).get("reden") if is_problem else None


@pytest.mark.parametrize(("path", "method"), CALLS)
def test_a_pause_answers_403_and_numbers_go_on_afterwards(
    gkv: Gkv, partner: Partner, deelnames: Deelnames, path: str, method: str
) -> None:
    made = gkv.make()
    path = path.format(id=made.id)
    deelnames.pause(gkv.koppeling, SCHOOL, door=DOOR)
    assert status(partner, path, method) == (403, "gepauzeerd")
    with pytest.raises(Geweigerd, match="gepauzeerd"):
        gkv.make(1)
    with gkv.database.write() as connection:
        assert NachttaakRepository(connection).plan(gkv.start.date(), gkv.start) == 0
    deelnames.resume(gkv.koppeling, SCHOOL, door=DOOR)
    assert status(partner, path, method)[0] in {200, 202}
    assert gkv.make(1).volgnummer == made.volgnummer + 1


def test_a_paused_school_is_listed_as_such(gkv: Gkv, partner: Partner, deelnames: Deelnames) -> None:
    def standen() -> list[str]:
        document = partner.call("/gkv/v1/koppelingen").json or {}
        return [school["stand"] for school in document["koppelingen"][0]["scholen"]]

    assert standen() == ["actief"]
    deelnames.pause(gkv.koppeling, SCHOOL, door=DOOR)
    assert standen() == ["gepauzeerd"]


def test_a_pause_comes_between_the_reading_and_the_publishing_of_a_package(
    gkv: Gkv, deelnames: Deelnames, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = gkv.leveringen._opslag
    publish = storage.publish

    def publish_late(pad: str, draft: object) -> None:
        publish(pad, draft)  # type: ignore[arg-type]
        deelnames.pause(gkv.koppeling, SCHOOL, door=DOOR)

    monkeypatch.setattr(storage, "publish", publish_late)
    with pytest.raises(Exception, match="intussen iets anders besloten"):
        gkv.make()
    assert gkv.leveringen.of_koppeling(gkv.koppeling) == []
    assert list((gkv.folder / "leveringen").rglob("*.zip")) == []


def test_a_package_with_more_than_is_agreed_now_is_gone_and_the_next_is_full(
    gkv: Gkv, partner: Partner
) -> None:
    gkv.make()
    wide = gkv.make(1)
    assert wide.soort is Leveringsoort.MUTATIE
    gkv.beheer.change_afspraak(gkv.koppeling, velden={"leerling/geslacht": False}, door=DOOR)
    for what in ("pakket", "manifest"):
        assert status(partner, f"leveringen/{wide.id}/{what}") == (410, "afspraak_gewijzigd")
    narrow = gkv.make(2)
    assert (narrow.soort, narrow.volgnummer) == (Leveringsoort.VOLLEDIG, wide.volgnummer + 1)
    assert status(partner, f"leveringen/{narrow.id}/pakket")[0] == 200
    # What lies within a wider agreement is given, and what did again lie within it too.
    gkv.beheer.change_afspraak(gkv.koppeling, velden={"leerling/geslacht": True}, door=DOOR)
    assert status(partner, f"leveringen/{narrow.id}/pakket")[0] == 200
    assert status(partner, f"leveringen/{wide.id}/pakket")[0] == 200


def test_a_package_with_other_pupils_than_are_agreed_now_is_gone(gkv: Gkv, partner: Partner) -> None:
    made = gkv.make()
    gkv.beheer.change_afspraak(gkv.koppeling, groepen=["G1"], door=DOOR)
    assert status(partner, f"leveringen/{made.id}/pakket") == (410, "afspraak_gewijzigd")


def test_packages_of_before_a_return_stay_unknown(gkv: Gkv, partner: Partner, deelnames: Deelnames) -> None:
    made = gkv.make()
    Intrekkingen(gkv.database).withdraw(gkv.koppeling, SCHOOL, door=DOOR)
    assert status(partner, f"leveringen/{made.id}/pakket") == (404, None)
    deelnames.rejoin(gkv.koppeling, SCHOOL, door=DOOR)
    assert status(partner, f"leveringen/{made.id}/pakket") == (404, None)
    new = gkv.make()
    assert (new.soort, new.volgnummer) == (Leveringsoort.VOLLEDIG, made.volgnummer + 1)
    assert status(partner, f"leveringen/{new.id}/pakket")[0] == 200


def test_a_product_that_was_stopped_gets_no_token_and_its_tokens_end(gkv: Gkv, partner: Partner) -> None:
    made = gkv.make()
    token = partner.token()
    stop(gkv, T.OPGESCHORT)
    assert partner.ask().status_code == 401
    assert partner.call("leveringen", token).status_code == 401
    assert partner.call("/gkv/v1/verwijderverzoeken", token).status_code == 401
    with pytest.raises(Geweigerd, match="niet toegelaten"):
        gkv.make(1)
    stop(gkv, T.ACTIEF)
    assert partner.call(f"leveringen/{made.id}/pakket", token).status_code == 200
    assert gkv.make(1).volgnummer == made.volgnummer + 1


@pytest.mark.parametrize("stand", [T.SANDBOX, T.KWALIFICATIE, T.OVEREENKOMST])
def test_before_it_is_admitted_a_product_reaches_test_schools(
    gkv: Gkv, partner: Partner, stand: Toelatingstand
) -> None:
    gkv.make()
    stop(gkv, stand)
    assert status(partner) == (404, None)
    assert (partner.call("/gkv/v1/koppelingen").json or {})["koppelingen"][0]["scholen"] == []
    with pytest.raises(Geweigerd, match="niet toegelaten"):
        gkv.make(1)
    mark(gkv, Schoolsoort.TEST)
    assert status(partner)[0] == 200
    assert gkv.make(1).volgnummer == 2


def test_a_key_that_was_registered_in_the_proeftuin_never_reaches_a_real_school(
    client, gkv: Gkv, make_partner: Callable[[], Partner]
) -> None:
    stop(gkv, T.SANDBOX)
    early = make_partner()
    stop(gkv, T.ACTIEF)
    later = make_partner()
    assert status(early) == (404, None)
    assert status(later)[0] == 200
    mark(gkv, Schoolsoort.TEST)
    assert (status(early)[0], status(later)[0]) == (200, 200)


@pytest.fixture
def make_partner(client, gkv: Gkv) -> Callable[[], Partner]:
    """Registers one more key of the partner."""
    return lambda: Partner(client, gkv.database, gkv.koppeling)
