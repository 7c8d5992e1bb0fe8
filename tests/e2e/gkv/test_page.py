"""docs/gkv-api.rst, done block by block: by a partner in an empty folder, and by the operator."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.gkv.listening import Listener, listening
from tests.support.partners.handelenden import DOOR
from tests.support.places import ROOT
from tests.support.reading import Block, Reader, blocks
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.nginx import NAME, nginx_binary, proxying
from tests.support.servers.ports import free_port
from tests.support.servers.uwlr import Server, serving

pytestmark = pytest.mark.e2e

BLOCKS = blocks(ROOT / "docs" / "gkv-api.rst")
SERVICE, RECEIVER = "https://las.example.nl", "https://partner.example.nl/gkv"
GENERATE = "uwlr gkv generate 1 --school 99XX/16"


def block_with(words: str) -> Block:
    """The one block of the page that has these words."""
    (block,) = (block for block in BLOCKS if words in block.text)
    return block


def lines_of(words: str) -> list[str]:
    """The commands of that block, each on a line of its own."""
    joined = block_with(words).commands().replace("\\\n", " ")
    return joined.splitlines()


def without_token(words: str) -> str:
    """A block that begins with the token, which a shell has to ask for first."""
    return "\n".join(["TOKEN=$(python3 vraag_token.py)", *lines_of(words)])


class Place:
    """The service with one link of GKV, and the partner's folder."""

    def __init__(self, server: Server, reader: Reader) -> None:
        self.server, self.reader = server, reader

    def answer(self, commands: str) -> Any:
        """What the last of these commands printed, as JSON."""
        return json.loads(self.reader.types(commands))


@pytest.fixture
def listener() -> Iterator[Listener]:
    with listening() as made:
        yield made


@pytest.fixture
def place(tmp_path: Path, migrated_sqlite: Path, listener: Listener) -> Iterator[Place]:
    if shutil.which("curl") is None:
        pytest.skip("this machine has no curl")
    database = tmp_path / "uwlr.sqlite"
    database.write_bytes(migrated_sqlite.read_bytes())
    address = f"sqlite:///{database}"
    folder = tmp_path / "partner"
    folder.mkdir()
    with serving(address, tmp_path) as server:
        server.invoer.store(schoolgegevens())
        server.beheer.add(
            klantnaam="Ouders", klantcode="O1", scholen=[SCHOOL], gegevensset="gkv-basis", door=DOOR
        )
        reader = Reader(
            folder,
            UWLR_DATABASE_URL=address,
            UWLR_VAR=str(server.settings.var),
            UWLR_WEBHOOK_HOSTS=listener.host,
        )
        reader.instead = {SERVICE: server.url, RECEIVER: listener.url}
        yield Place(server, reader)


@pytest.fixture
def registered(place: Place) -> Place:
    """A partner that made its keys as the page says, and whose operator knows them."""
    place.reader.write("sleutels.py", block_with("generate_key").text)
    place.reader.types("python3 sleutels.py")
    place.reader.types(block_with("koppeling key 1 --jwks").commands())
    place.reader.write("vraag_token.py", block_with("client_assertion_type").text)
    return place


def test_packages_are_listed_fetched_proven_applied_and_confirmed(registered: Place) -> None:
    reader = registered.reader
    reader.types(GENERATE)
    token, _umask, links, deliveries, package = (
        *lines_of("TOKEN=$(python3 vraag_token.py)"),
        *lines_of("leveringen?na=41"),
    )
    (koppeling,) = registered.answer(f"{token}\n{links}")["koppelingen"]
    (school,) = koppeling["scholen"]
    assert (koppeling["koppeling"], school["laatste_volgnummer"]) == (1, 1)
    assert registered.answer(f"{token}\n{deliveries}")["leveringen"] == []

    reader.instead["na=41"] = "na=0"
    (delivery,) = registered.answer(f"{token}\n{deliveries}")["leveringen"]
    reader.instead["/ID/"] = f"/{delivery['id']}/"
    reader.types(f"{token}\n{package}")
    reader.types(block_with("gkv verify").commands())
    assert (reader.folder / "kopie.sqlite").stat().st_mode & 0o077 == 0

    assert registered.answer(without_token("ontvangstbevestiging"))["status"] == "verwerkt"
    assert "is een volledige" in registered.answer(without_token("/volledig"))["detail"]
    # The reference client goes on with the copy that the reader made by hand.
    reader.types(f"{GENERATE}\n{block_with('gkv fetch').commands()}")


def test_a_webhook_tells_of_deliveries_and_of_a_school_that_left(
    registered: Place, listener: Listener
) -> None:
    reader = registered.reader
    reader.types(block_with("koppeling webhook 1").commands())
    reader.types(f"{GENERATE}\nuwlr gkv notify")
    assert heard(registered, listener) == "collect 99XX/16 1\n"

    reader.types("uwlr koppeling revoke 1 --school 99XX/16 --ja\nuwlr gkv notify")
    assert heard(registered, listener).startswith("destroy 99XX/16 before ")

    listing, confirming = lines_of("gkv/v1/verwijderverzoeken")
    token = "TOKEN=$(python3 vraag_token.py)"
    (verzoek,) = registered.answer(f"{token}\n{listing}")["verwijderverzoeken"]
    reader.instead["/ID/"] = f"/{verzoek['id']}/"
    reader.types(f"{token}\n{confirming}")
    (verzoek,) = registered.answer(f"{token}\n{listing}")["verwijderverzoeken"]
    assert verzoek["bevestigd"]


def heard(place: Place, listener: Listener) -> str:
    """What the receiver of the page makes of the last message that came."""
    _, headers, body = listener.heard[-1]
    keys = place.answer(f"curl {SERVICE}/.well-known/jwks.json")["keys"]
    received = f"body, signature, keys = {body!r}, {headers['X-JWS-Signature']!r}, {keys!r}"
    place.reader.write("ontvang.py", f"{received}\n{block_with('gkv-levering-klaar').text}")
    return place.reader.types("python3 ontvang.py")


def test_a_certificate_gets_a_token(tmp_path: Path, migrated_sqlite: Path) -> None:
    binary = nginx_binary()
    if binary is None or shutil.which("curl") is None:
        pytest.skip("this machine has no nginx or no curl")
    database = tmp_path / "uwlr.sqlite"
    database.write_bytes(migrated_sqlite.read_bytes())
    address, port = f"sqlite:///{database}", free_port()
    url = f"https://{NAME}:{port}"
    folder = tmp_path / "partner"
    folder.mkdir()
    with (
        serving(address, tmp_path, UWLR_BASE_URL=url, UWLR_CERTIFICATE_HEADER="Client-Cert") as server,
        proxying(binary, tmp_path, port, server.url) as ca,
    ):
        server.invoer.store(schoolgegevens())
        server.beheer.add(
            klantnaam="Ouders", klantcode="O1", scholen=[SCHOOL], gegevensset="gkv-basis", door=DOOR
        )
        reader = Reader(
            folder, UWLR_DATABASE_URL=address, UWLR_VAR=str(server.settings.var), CURL_CA_BUNDLE=str(ca)
        )
        reader.instead = {SERVICE: url}
        reader.types(block_with("openssl req").commands())
        reader.types("uwlr koppeling key 1 --certificate partner.pem")
        said = json.loads(reader.types(block_with("--cert partner.pem --key partner.key").commands()))
    assert said["scope"] == "gkv.basis"
