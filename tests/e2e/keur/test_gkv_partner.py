"""The pull API at a proeftuin: who it opens for, that nothing of it is elsewhere, and its command."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.support.gkv.links import Link
from tests.support.keur.gkvpartner.partner import Eigenpartner
from tests.support.keur.gkvpartner.proef import Gkvproef
from tests.support.schools.builders import schoolgegevens
from tests.support.servers.uwlr import Server, serving
from uwlr_service.cli import main
from uwlr_service.cli.errors import GOOD, JUDGED_WRONG
from uwlr_service.client.fouten import GkvGeweigerd
from uwlr_service.client.gkv_api import GkvClient

pytestmark = pytest.mark.e2e


@dataclass
class Opstelling:
    """A server with the proeftuinen of two products, and the link of a real school."""

    server: Server
    proef: Gkvproef
    andere: Gkvproef
    echt: Link

    def client(self, proef: Gkvproef, koppeling: int, sleutel: dict[str, Any]) -> GkvClient:
        """A partner that calls the addresses of a proeftuin."""
        return GkvClient(self.server.url + proef.pad, koppeling, sleutel)


@pytest.fixture(scope="module")
def opstelling(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opstelling]:
    folder = tmp_path_factory.mktemp("gkvpartner")
    file = folder / "uwlr.sqlite"
    file.write_bytes(migrated_sqlite.read_bytes())
    url = f"sqlite:///{file}"
    with serving(url, folder) as server:
        server.invoer.store(schoolgegevens())
        proef, andere = (Gkvproef.make(url, folder, code) for code in ("P1", "P2"))
        yield Opstelling(server, proef, andere, Link(server, folder))
        proef.diensten.close()
        andere.diensten.close()


def test_only_links_of_the_proeftuin_are_let_in(opstelling: Opstelling) -> None:
    proef = opstelling.proef
    with opstelling.client(proef, proef.koppeling, proef.sleutel) as client:
        assert [school.school for school in client.scholen()] == [proef.school]
    strangers = (
        (opstelling.echt.koppeling, opstelling.echt.key),
        (opstelling.andere.koppeling, opstelling.andere.sleutel),
        (999, proef.sleutel),
    )
    told = set()
    for koppeling, sleutel in strangers:
        with opstelling.client(proef, koppeling, sleutel) as client, pytest.raises(GkvGeweigerd) as caught:
            client.scholen()
        told.add((caught.value.status, caught.value.tekst))
    assert len(told) == 1


def test_a_token_of_the_one_address_opens_nothing_at_the_other(opstelling: Opstelling) -> None:
    proef = opstelling.proef
    with (
        opstelling.client(proef, proef.koppeling, proef.sleutel) as here,
        GkvClient(opstelling.server.url, proef.koppeling, proef.sleutel) as there,
    ):
        assert here.scholen()
        assert there.scholen()
        here._sessie._token, there._sessie._token = there._sessie._token, here._sessie._token
        for client in (here, there):
            with pytest.raises(GkvGeweigerd) as caught:
                client.scholen()
            assert caught.value.status == 401


def test_a_proeftuin_that_is_not_there_is_said_to_be_unknown(opstelling: Opstelling) -> None:
    proef = opstelling.proef
    with (
        GkvClient(f"{opstelling.server.url}/proeftuin/999", proef.koppeling, proef.sleutel) as client,
        pytest.raises(GkvGeweigerd) as caught,
    ):
        client.scholen()
    assert caught.value.status == 404


def test_the_command_delivers_watches_and_judges(
    opstelling: Opstelling, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UWLR_DATABASE_URL", opstelling.server.settings.database_url)
    monkeypatch.setenv("UWLR_VAR", str(opstelling.server.settings.var))
    proef = opstelling.proef

    def keur(*words: str) -> tuple[int, dict[str, Any]]:
        given = ["keur", "gkv-partner", "--proeftuin", str(proef.proeftuin.id), "--json", *words]
        result = CliRunner().invoke(main, given)
        return result.exit_code, json.loads(result.stdout)

    code, begun = keur("--begin")
    assert (code, begun["stap"], begun["gezien"]) == (GOOD, "eerste-keer", [])
    Eigenpartner(opstelling.server.url, proef, tmp_path).doe("eerste-keer")
    _, seen = keur()
    assert "ontvangstbevestiging" in [each["bericht"] for each in seen["gezien"]]
    assert proef.sleutel["kid"] not in json.dumps(seen)
    code, moved = keur("--verder")
    assert (code, moved["stap"]) == (GOOD, "niets-nieuws")
    keur("--verder")
    code, rapport = keur("--rapport")
    assert code == JUDGED_WRONG
    wrong = [geval["id"] for geval in rapport["gevallen"] if geval["stand"] == "afwijking"]
    assert wrong == ["ophalen-leeg-bevestigd"]
    other = ["keur", "uitgever", "--proeftuin", str(proef.proeftuin.id), "--begin"]
    refused = CliRunner().invoke(main, other)
    assert (refused.exit_code, "andere keuring bezig: gkv-partner" in refused.stderr) == (JUDGED_WRONG, True)
    _, stopped = keur("--stop")
    assert stopped["gevallen"] == rapport["gevallen"]
    assert CliRunner().invoke(main, other).exit_code == GOOD
    refused = CliRunner().invoke(main, ["keur", "gkv-partner", "--proeftuin", str(proef.proeftuin.id)])
    assert "is een andere keuring: uitgever" in refused.stderr
