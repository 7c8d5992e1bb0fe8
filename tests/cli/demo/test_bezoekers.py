"""Who is at the application: as much as is kept at most, and what ends whose session."""

from datetime import timedelta

from uwlr_service.cli.demo.toepassing.bezoekers import MOST_BEGUN, MOST_VISITORS, Bezoekers, Einde
from uwlr_service.client.sso.aanmeldclient import Aanmelding, Begonnen
from uwlr_service.domain import tijd
from uwlr_service.formats.oauth.ontvangenjwt import Afmelding


def begonnen(state: str) -> Begonnen:
    return Begonnen(adres="http://127.0.0.1:9/", state=state, nonce="n", verifier="v")


def aanmelding(sub: str, sid: str) -> Aanmelding:
    return Aanmelding(
        access_token="a",
        refresh_token=None,
        id_token="i",
        claims={"sub": sub, "sid": sid},
        verloopt=tijd.now() + timedelta(minutes=5),
    )


def test_a_browser_has_a_few_requests_and_each_counts_once() -> None:
    bezoekers = Bezoekers()
    cookie = bezoekers.begin(None, begonnen("s0"))
    for number in range(1, MOST_BEGUN + 1):
        assert bezoekers.begin(cookie, begonnen(f"s{number}")) == cookie
    assert bezoekers.take(cookie, "s0") is None
    assert bezoekers.take(cookie, "s1") == begonnen("s1")
    assert bezoekers.take(cookie, "s1") is None
    assert bezoekers.take("een andere", "s2") is None


def test_the_oldest_browser_is_let_go_of() -> None:
    bezoekers = Bezoekers()
    first = bezoekers.begin(None, begonnen("s"))
    for _ in range(MOST_VISITORS):
        last = bezoekers.begin("verzonnen", begonnen("s"))
    assert bezoekers.of(first) is None
    assert bezoekers.of(last) is not None
    assert bezoekers.of("verzonnen") is None


def test_whoever_enters_gets_another_cookie() -> None:
    bezoekers = Bezoekers()
    before = bezoekers.begin(None, begonnen("s"))
    after = bezoekers.enter(before, aanmelding("s", "1"), {})
    assert bezoekers.of(before) is None
    assert bezoekers.of(after) is not None


def test_a_session_ends_by_its_name_and_all_of_somebody_by_theirs() -> None:
    bezoekers = Bezoekers()
    cookies = {
        (sub, sid): bezoekers.enter(None, aanmelding(sub, sid), {})
        for sub, sid in (("saar", "1"), ("saar", "2"), ("jet", "3"))
    }
    assert bezoekers.sign_out(Afmelding(jti="a", sub="saar", sid="1")) == 1
    assert bezoekers.sign_out(Afmelding(jti="a", sub="jet", sid=None)) == 0
    assert bezoekers.sign_out(Afmelding(jti="b", sub="jet", sid="2")) == 0
    assert bezoekers.sign_out(Afmelding(jti="c", sub="saar", sid=None)) == 1
    assert bezoekers.sign_out(Afmelding(jti="d", sub=None, sid="3")) == 1
    for cookie in cookies.values():
        bezoeker = bezoekers.of(cookie)
        assert bezoeker is not None
        assert (bezoeker.aanmelding, bezoeker.einde) == (None, Einde.SCHOOL)


def test_what_ended_meanwhile_is_not_renewed() -> None:
    bezoekers = Bezoekers()
    bezoeker = bezoekers.of(bezoekers.enter(None, aanmelding("s", "1"), {}))
    assert bezoeker is not None
    bezoekers.leave(bezoeker, Einde.ZELF)
    bezoekers.renew(bezoeker, aanmelding("s", "1"), {"name": "Saar"})
    assert (bezoeker.aanmelding, bezoeker.claims) == (None, {})
