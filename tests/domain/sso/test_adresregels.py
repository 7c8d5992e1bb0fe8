"""What an address of a client may be, and when its server counts as known."""

import pytest

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.sso import adresregels
from uwlr_service.domain.sso.client import Adressoort
from uwlr_service.domain.sso.toepassing import Clientadres

GOOD = (
    "https://lezen.example/terug",
    "https://lezen.example",
    "https://lezen.example:8443/terug?klant=1&x=%2F",
    "https://Lezen.Example/Terug",
    "https://192.0.2.7/terug",
    "https://[2001:db8::1]/terug",
    "https://xn--lzen-bpa.example/",
)
LOOPBACK = (
    "https://127.0.0.1/terug",
    "http://127.0.0.1:8000/terug",
    "http://127.0.0.1/terug",
    "http://[::1]:8000/terug",
)
BAD = (
    "",
    "lezen.example/terug",
    "//lezen.example/terug",
    "/terug",
    "http://lezen.example/terug",
    "http://127.0.0.2/terug",
    "http://127.0.0.1.lezen.example/terug",
    "http://localhost:8000/terug",
    "http://app.localhost/terug",
    "https://localhost/terug",
    "https://127.0.0.2/terug",
    "http://[::2]/terug",
    "ftp://lezen.example/terug",
    "javascript:alert(1)",
    "data:text/html,x",
    "lezen://terug",
    "https://",
    "https:///terug",
    "https://?x",
    "https://lezen.example/terug#deel",
    "https://lezen.example/terug#",
    "https://anna@lezen.example/terug",
    "https://anna:geheim@lezen.example/terug",
    "https://lezen.example@kwaad.example/terug",
    "https://lezen.example\\@kwaad.example/terug",
    "https://lezen.example\\.kwaad.example/terug",
    "https:\\\\lezen.example/terug",
    "https://*.lezen.example/terug",
    "https://lezen_.example/terug",
    "https://-lezen.example/terug",
    "https://lezen..example/terug",
    "https://lezen.example./terug",
    "https://%6cezen.example/terug",
    "https://lezen.example:0/terug",
    "https://lezen.example:65536/terug",
    "https://lezen.example:/terug",
    "https://lezen.example:x/terug",
    "https://[2001:db8::/terug",
    "https://[::zz]/terug",
    "https://lezen.example/te rug",
    "https://lezen.example/te\trug",
    "https://lezen.example/te\r\nrug",
    "https://lezen.example/te\x00rug",
    "https://lezen.example/te\x7frug",
    "https://lezen.example/te\u202erug",
    "https://lézen.example/terug",
    "https://lezen.example/%zz",
    "https://lezen.example/%2",
    'https://lezen.example/"terug',
    "https://lezen.example/<terug>",
    "https://lezen.example/" + "a" * 2048,
    "https://lezen.example/\ud800",
)


@pytest.mark.parametrize("uri", GOOD)
@pytest.mark.parametrize("soort", Adressoort)
def test_an_address_over_https_is_kept_as_it_is_written(uri: str, soort: Adressoort) -> None:
    assert adresregels.read(f" {uri}\n", soort, proeftuin=False) == uri


@pytest.mark.parametrize("uri", BAD)
@pytest.mark.parametrize("proeftuin", [False, True])
def test_any_other_address_is_refused(uri: str, proeftuin: bool) -> None:
    with pytest.raises(Geweigerd):
        adresregels.read(uri, Adressoort.TERUG, proeftuin=proeftuin)


@pytest.mark.parametrize("uri", LOOPBACK)
def test_the_own_machine_is_for_the_proeftuin(uri: str) -> None:
    assert adresregels.read(uri, Adressoort.TERUG, proeftuin=True) == uri
    assert adresregels.is_loopback(uri)
    with pytest.raises(Geweigerd, match="Alleen in de proeftuin"):
        adresregels.read(uri, Adressoort.TERUG, proeftuin=False)


@pytest.mark.parametrize("name", ["code", "state", "iss", "error", "error_description"])
def test_a_query_names_nothing_that_an_answer_puts_there(name: str) -> None:
    with pytest.raises(Geweigerd, match=f"'{name}'"):
        adresregels.read(f"https://lezen.example/?{name}=1", Adressoort.TERUG, proeftuin=False)
    uri = f"https://lezen.example/?{name}=1"
    assert adresregels.read(uri, Adressoort.AFMELDING, proeftuin=False) == uri


def test_several_addresses_each_count_once() -> None:
    uris = ["https://a.example/", "https://b.example/", " https://a.example/"]
    assert adresregels.read_all(uris, Adressoort.TERUG, proeftuin=False) == tuple(uris[:2])
    with pytest.raises(Geweigerd, match="ten hoogste één"):
        adresregels.read_all(uris, Adressoort.AFMELDING, proeftuin=False)
    many = [f"https://lezen.example/{number}" for number in range(11)]
    with pytest.raises(Geweigerd, match="ten hoogste 10"):
        adresregels.read_all(many, Adressoort.TERUG, proeftuin=False)
    assert len(adresregels.read_all(many[:10], Adressoort.TERUG, proeftuin=False)) == 10


@pytest.mark.parametrize(
    ("uri", "server"),
    [
        ("https://Lezen.Example/terug", "https://lezen.example"),
        ("https://lezen.example:443/x", "https://lezen.example"),
        ("https://lezen.example:8443", "https://lezen.example:8443"),
        ("https://[2001:DB8::1]/", "https://[2001:db8::1]"),
        ("http://127.0.0.1:8000/terug", "http://127.0.0.1:8000"),
    ],
)
def test_a_server_is_its_host_with_its_port(uri: str, server: str) -> None:
    assert adresregels.server_of(uri) == server


def known(uri: str, soort: Adressoort, *, bevestigd: bool = True) -> Clientadres:
    now = tijd.now()
    return Clientadres(id=1, soort=soort, uri=uri, aangemaakt=now, bevestigd=now if bevestigd else None)


def test_a_server_is_known_for_the_use_that_was_confirmed() -> None:
    terug = known("https://lezen.example/terug", Adressoort.TERUG)
    sleutels = known("https://cdn.example/jwks", Adressoort.SLEUTELS)
    confirmed = [terug, sleutels]
    for soort in Adressoort:
        assert adresregels.is_known("https://LEZEN.example/elders", soort, confirmed)
        assert not adresregels.is_known("https://lezen.example:8443/terug", soort, confirmed)
        assert not adresregels.is_known("https://a.lezen.example/terug", soort, confirmed)
    assert adresregels.is_known("https://cdn.example/andere", Adressoort.SLEUTELS, confirmed)
    assert not adresregels.is_known("https://cdn.example/terug", Adressoort.TERUG, confirmed)
    assert not adresregels.is_known("https://cdn.example/weg", Adressoort.AFMELDING, confirmed)


def test_what_waits_makes_no_server_known() -> None:
    waiting = known("https://nieuw.example/terug", Adressoort.TERUG, bevestigd=False)
    assert not adresregels.is_known("https://nieuw.example/", Adressoort.TERUG, [waiting])
