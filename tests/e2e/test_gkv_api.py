"""A partner collects from a real server: in order, over bad networks, and never what is not its own."""

import json
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import requests

from tests.support.commandline import Uwlr
from tests.support.gkv.links import Link, outcomes
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL, leerling, schoolgegevens
from tests.support.servers.proxies import proxy
from tests.support.servers.uwlr import Server
from uwlr_service.client import gkv_api
from uwlr_service.client.fouten import GkvGeweigerd, Onbereikbaar
from uwlr_service.client.gkv_ophalen import Ophaler
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.levering import KEPT, Leveringsoort
from uwlr_service.domain.koppeling.partner import client_id
from uwlr_service.formats.gkv import handtekening
from uwlr_service.formats.oauth import clientbewijs
from uwlr_service.repository.gkv.leveringen import LeveringRepository
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen

pytestmark = pytest.mark.e2e


@pytest.fixture
def link(fresh: Server, tmp_path: Path) -> Link:
    return Link(fresh, tmp_path)


def test_a_chain_is_collected_proven_applied_and_confirmed(link: Link) -> None:
    link.make()
    link.change("Noor")
    assert outcomes(link.collect()) == [(1, "verwerkt"), (2, "verwerkt")]
    assert "<roepnaam>Noor</roepnaam>" in link.names()
    assert outcomes(link.collect()) == []

    link.change("Fleur")
    assert outcomes(link.collect()) == [(3, "verwerkt")]
    assert "Fleur" in link.names()
    assert "Noor" not in link.names()
    for one in link.seen():
        assert one.ophaling is not None
        assert one.bevestiging is not None
        assert (one.ophaling.bytes, one.bevestiging.status) == (one.levering.bytes, "verwerkt")


def test_a_new_partner_begins_at_the_last_full_delivery(link: Link) -> None:
    link.make()
    link.make()
    link.leveringen.make(link.koppeling, SCHOOL, volledig=True)
    link.make()
    assert outcomes(link.collect()) == [(3, "verwerkt"), (4, "verwerkt")]


def test_a_cut_connection_goes_on_where_it_was(link: Link, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gkv_api, "CHUNK", 256)
    link.make()
    asked: list[bytes] = []

    def cut(line: str, answer: bytes) -> bytes:
        if "/pakket" not in line:
            return answer
        asked.append(answer)
        return answer[:-200] if len(asked) < 3 else answer

    with proxy(link.server.url, cut) as url:
        assert outcomes(link.collect(url)) == [(1, "verwerkt")]
    assert [answer.split(b" ")[1] for answer in asked] == [b"200", b"206", b"206"]
    assert len(asked[2]) < len(asked[0])


def test_a_run_that_was_cut_off_is_continued_by_the_next(link: Link, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gkv_api, "CHUNK", 256)
    monkeypatch.setattr(gkv_api, "ATTEMPTS", 1)
    made = link.make()

    def cut(line: str, answer: bytes) -> bytes:
        return answer[:-200] if "/pakket" in line else answer

    with proxy(link.server.url, cut) as url, pytest.raises(Onbereikbaar):
        link.collect(url)
    (draft,) = (link.folder / "pakketten" / "99XX-16").iterdir()
    present = draft.stat().st_size
    assert 0 < present < made.bytes
    assert outcomes(link.collect()) == [(1, "verwerkt")]
    (seen,) = link.seen()
    assert seen.ophaling is not None
    assert seen.ophaling.bytes == made.bytes + (made.bytes - present)


def test_a_changed_byte_is_refused_and_told(link: Link) -> None:
    link.make()

    def flip(line: str, answer: bytes) -> bytes:
        return answer[:-300] + bytes([answer[-300] ^ 1]) + answer[-299:] if "/pakket" in line else answer

    with proxy(link.server.url, flip) as url:
        assert outcomes(link.collect(url)) == [(1, "afgekeurd")]
    assert link.names() == ""
    assert not list((link.folder / "pakketten" / "99XX-16").iterdir())
    (seen,) = link.seen()
    assert seen.bevestiging is not None
    assert (seen.bevestiging.status, seen.bevestiging.fouten) == ("afgekeurd", ({"code": "overdracht"},))
    assert outcomes(link.collect()) == [(1, "verwerkt")]


def test_a_package_that_was_changed_in_the_storage_is_refused(link: Link) -> None:
    """Whoever can write there can keep the size, and even make the digests right: not the signature."""
    made = link.make()
    path = Path(link.server.settings.opslag) / str(made.pad)
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    assert outcomes(link.collect()) == [(1, "afgekeurd")]


def test_a_gap_is_noticed_and_everything_is_asked(link: Link) -> None:
    link.make()
    assert outcomes(link.collect()) == [(1, "verwerkt")]
    gap = link.change("Noor")
    link.make()
    with link.server.database.write() as connection:
        LeveringRepository(connection).forget_package(gap.id)
    assert outcomes(link.collect()) == [(None, "volledig_gevraagd")]

    assert link.make().soort is Leveringsoort.VOLLEDIG
    assert outcomes(link.collect()) == [(4, "verwerkt")]
    assert "Noor" in link.names()


def test_a_package_that_is_no_longer_kept_is_a_gap(link: Link) -> None:
    made = link.make()
    assert link.leveringen.purge(made.gemaakt + KEPT * 2) >= 1
    assert outcomes(link.collect()) == [(None, "volledig_gevraagd")]


def test_a_copy_that_is_ahead_asks_for_everything(link: Link, tmp_path: Path) -> None:
    link.make()
    link.make()
    link.collect()
    other = Link(link.server, tmp_path / "other")
    other.folder.mkdir()
    other.make()
    with closing(link.kopie()) as kopie:
        kopie._connection.execute("update stand set koppeling = ?", (str(other.koppeling),))
    with other.client() as client, closing(link.kopie()) as kopie:
        results = list(Ophaler(client, other.folder, kopie).collect())
    assert outcomes(results) == [(None, "volledig_gevraagd")]


def test_a_withdrawn_link_ends_in_the_middle_of_a_token(link: Link) -> None:
    link.make()
    with link.client() as client:
        assert [one.laatste for one in client.scholen()] == [1]
        Intrekkingen(link.server.database).withdraw(link.koppeling, door=DOOR)
        with pytest.raises(GkvGeweigerd) as refused:
            client.scholen()
    assert refused.value.status == 403


def test_an_assertion_counts_once_over_all_workers(link: Link) -> None:
    endpoint = f"{link.server.url}/oauth/token"
    assertion = clientbewijs.write(client_id(link.koppeling), endpoint, link.key, tijd.now())
    form = {
        "grant_type": "client_credentials",
        "client_assertion_type": clientbewijs.ASSERTION_TYPE,
        "client_assertion": assertion,
    }
    statuses = [requests.post(endpoint, data=form, timeout=20).status_code for _ in range(8)]
    assert statuses == [200] + [401] * 7


@pytest.fixture
def uwlr(tmp_path: Path) -> Uwlr:
    return Uwlr(tmp_path)


def options(link: Link, **changed: str) -> list[str]:
    return link.options(**changed)


def in_a_folder(link: Link) -> list[str]:
    """The options of a partner that keeps packages, and no copy."""
    given = options(link)
    at = given.index("--kopie")
    return [*given[:at], "--to", str(link.folder / "pakketten")]


def test_the_command_does_the_same(link: Link, uwlr: Uwlr) -> None:
    link.make()
    said = uwlr.good("gkv", "fetch", *options(link), "--to", link.folder / "pakketten").stderr
    assert said == "Levering 1 van school 99XX/16: verwerkt.\n"
    assert len(list((link.folder / "pakketten" / "99XX-16").glob("*.zip"))) == 1
    assert uwlr.json("gkv", "fetch", *options(link)) == []
    assert "niets nieuws" in uwlr.good("gkv", "fetch", *options(link)).stderr


def test_a_folder_by_itself_gets_each_package_once(link: Link, uwlr: Uwlr) -> None:
    link.make()
    fetch = ("gkv", "fetch", *in_a_folder(link))
    assert uwlr.good(*fetch).stderr == "Levering 1 van school 99XX/16: opgehaald.\n"
    assert uwlr.good(*fetch).stderr == "Er is niets nieuws.\n"
    link.change("Noor")
    assert [one["volgnummer"] for one in uwlr.json(*fetch)] == [2]
    assert uwlr.json(*fetch) == []


def test_a_package_in_the_folder_that_was_damaged_is_collected_anew(link: Link, uwlr: Uwlr) -> None:
    link.make()
    fetch = ("gkv", "fetch", *in_a_folder(link))
    uwlr.good(*fetch)
    (pakket,) = (link.folder / "pakketten" / "99XX-16").iterdir()
    whole = pakket.read_bytes()
    pakket.write_bytes(b"x" * len(whole))
    assert "opgehaald" in uwlr.good(*fetch).stderr
    assert pakket.read_bytes() == whole


def test_a_service_that_publishes_no_keys_is_not_one_of_gkv(link: Link, uwlr: Uwlr) -> None:
    link.make()

    def swap(line: str, answer: bytes) -> bytes:
        if "jwks.json" not in line:
            return answer
        body = b'{"keys": [1, null]}'
        return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body)

    with proxy(link.server.url, swap) as url:
        said = uwlr.refused("gkv", "fetch", *options(link, **{"--url": url}), exit_code=3)
    assert said == "Op dit adres staat geen GKV-dienst."


@pytest.mark.parametrize(
    "url", ["las", "las.example.nl", "ftp://las.example.nl", "http://[", "https://x:99999"]
)
def test_an_invalid_address_is_a_usage_error(link: Link, uwlr: Uwlr, url: str) -> None:
    said = uwlr.refused("gkv", "fetch", *options(link, **{"--url": url}), exit_code=2)
    assert said == f"de optie --url: '{url}' is geen adres; verwacht zoiets als https://las.example.nl."


def test_the_command_ends_with_1_when_it_is_refused(link: Link, uwlr: Uwlr) -> None:
    link.make()
    Intrekkingen(link.server.database).withdraw(link.koppeling, door=DOOR)
    result = uwlr("gkv", "fetch", *options(link))
    assert result.exit_code == 1
    assert f"Koppeling {link.koppeling} is beëindigd: er is niets meer op te halen." in result.stderr


def test_a_wrong_key_and_an_ended_link_are_told_apart(link: Link, uwlr: Uwlr) -> None:
    Intrekkingen(link.server.database).withdraw(link.koppeling, door=DOOR)
    given = options(link)
    (link.folder / "sleutel.json").write_text(json.dumps(handtekening.new_key()))
    assert "niet bekend, of heeft zich niet bewezen" in uwlr.refused("gkv", "fetch", *given)


def test_the_command_ends_with_3_when_nobody_is_there(link: Link, uwlr: Uwlr) -> None:
    there = options(link, **{"--url": "http://127.0.0.1:1"})
    assert "geen verbinding" in uwlr.refused("gkv", "fetch", *there, exit_code=3)
    elsewhere = options(link, **{"--url": f"{link.server.url}/static"})
    assert "geen GKV-dienst" in uwlr.refused("gkv", "fetch", *elsewhere, exit_code=3)


def test_an_invalid_key_file_is_a_usage_error(link: Link, uwlr: Uwlr) -> None:
    given = options(link)
    (link.folder / "sleutel.json").write_text("[]")
    assert uwlr("gkv", "fetch", *given).exit_code == 2
    (link.folder / "sleutel.json").write_text(json.dumps(handtekening.public_part(link.key)))
    assert "geheime JWK" in uwlr.refused("gkv", "fetch", *given)


def test_a_pupil_that_left_goes_from_the_copy(link: Link) -> None:
    gegevens = schoolgegevens()
    link.server.invoer.store(
        replace(gegevens, leerlingen=(*gegevens.leerlingen, leerling("L99", roepnaam="Tijdelijk")))
    )
    link.make()
    link.collect()
    assert "Tijdelijk" in link.names()
    link.server.invoer.store(gegevens, allow_shrink=True)
    link.leveringen.make(link.koppeling, SCHOOL, moment=tijd.now() + timedelta(days=2), allow_shrink=True)
    link.collect()
    assert "Tijdelijk" not in link.names()
