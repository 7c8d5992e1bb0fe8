"""A partner without a copy, and one that the service sends another package than was asked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.gkv.answering import Service, digest, serving
from tests.support.gkv.deliveries import SECRET, Gkv
from tests.support.gkv.links import outcomes
from tests.support.schools.builders import SCHOOL, schoolgegevens
from uwlr_service.client.fouten import GkvGeweigerd, Onbereikbaar
from uwlr_service.client.gkv_api import GkvClient
from uwlr_service.client.gkv_kopie import Kopie
from uwlr_service.client.gkv_ophalen import Ophaalresultaat, Ophaler
from uwlr_service.domain.gkv.levering import Levering
from uwlr_service.formats.gkv import handtekening
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

PLACE = "/gkv/v1/koppelingen/1/scholen/99XX-16"


@pytest.fixture
def gkv(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Gkv]:
    path = tmp_path / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    database = Database.open(f"sqlite:///{path}")
    EdexmlUitwisseling(database).store(schoolgegevens())
    yield Gkv(database, tmp_path)
    database.close()


@pytest.fixture
def service(gkv: Gkv) -> Iterator[Service]:
    with serving() as answering:
        keys = [*Ondertekening(gkv.database, SECRET).published()]
        answering.tell("/.well-known/jwks.json", {"keys": keys})
        yield answering


def offer(gkv: Gkv, service: Service, listed: Levering, sent: Levering) -> None:
    """List one delivery, and send the package of one under its address."""
    content = gkv.path(sent).read_bytes()
    numbers = {"laatste_volgnummer": listed.volgnummer, "laatste_basisvolgnummer": listed.volgnummer}
    service.tell("/gkv/v1/koppelingen", {"koppelingen": [{"scholen": [{"school": str(SCHOOL), **numbers}]}]})
    document = {
        "id": listed.id,
        "volgnummer": listed.volgnummer,
        "bytes": sent.bytes,
        "sha256": sent.sha256,
        "pakket": "there",
    }
    service.tell(f"{PLACE}/leveringen?na={listed.volgnummer - 1}", {"leveringen": [document], "meer": False})
    at = f"{PLACE}/leveringen/{listed.id}"
    service.tell(f"{at}/pakket", content, Content_Digest=digest(content))
    service.tell(f"{at}/ontvangstbevestiging", {})


def collect(service: Service, folder: Path, kopie: Kopie | None = None) -> list[Ophaalresultaat]:
    with GkvClient(service.url, 1, handtekening.new_key()) as client:
        return list(Ophaler(client, folder, kopie).collect())


def test_a_school_without_a_delivery_is_passed_over(service: Service, tmp_path: Path) -> None:
    school = {"school": str(SCHOOL), "laatste_volgnummer": None, "laatste_basisvolgnummer": None}
    service.tell("/gkv/v1/koppelingen", {"koppelingen": [{"scholen": [school]}]})
    assert collect(service, tmp_path) == []


@pytest.mark.parametrize(
    ("status", "document"), [(404, {"detail": "Dit adres is er niet."}), (404, b"<html>Not Found</html>")]
)
def test_a_service_that_cannot_tell_what_has_to_be_destroyed_is_collected_from_nevertheless(
    gkv: Gkv, service: Service, tmp_path: Path, status: int, document: object
) -> None:
    service.answers["/gkv/v1/verwijderverzoeken"] = []
    service.tell("/gkv/v1/verwijderverzoeken", document, status)
    levering = gkv.make()
    offer(gkv, service, levering, levering)
    assert outcomes(collect(service, tmp_path)) == [(1, "opgehaald")]


@pytest.mark.parametrize(
    "document",
    [
        [],
        {},
        {"verwijderverzoeken": [7]},
        {"verwijderverzoeken": [{"id": "../1", "school": "99XX/16"}]},
        {"verwijderverzoeken": [{"id": 1, "school": 5, "verwijderen_voor": "2026-12-01", "bevestigd": None}]},
        {"verwijderverzoeken": [{"id": 1, "school": "99XX/16", "verwijderen_voor": "x", "bevestigd": None}]},
    ],
)
def test_a_list_of_what_has_to_be_destroyed_that_is_not_one_is_of_no_service(
    gkv: Gkv, service: Service, tmp_path: Path, document: object
) -> None:
    levering = gkv.make()
    offer(gkv, service, levering, levering)
    service.answers["/gkv/v1/verwijderverzoeken"] = []
    service.tell("/gkv/v1/verwijderverzoeken", document)
    with pytest.raises(Onbereikbaar, match="geen GKV-dienst"):
        collect(service, tmp_path)


def test_without_a_copy_a_package_is_collected_once_and_not_confirmed(
    gkv: Gkv, service: Service, tmp_path: Path
) -> None:
    levering = gkv.make()
    offer(gkv, service, levering, levering)
    folder = tmp_path / "pakketten"
    assert outcomes(collect(service, folder)) == [(1, "opgehaald")]
    assert collect(service, folder) == []
    asked = [path.rpartition("/")[2] for path in service.asked]
    assert asked.count("pakket") == 1
    assert "ontvangstbevestiging" not in asked


def test_another_package_of_the_same_sender_is_rejected(gkv: Gkv, service: Service, tmp_path: Path) -> None:
    offer(gkv, service, listed=gkv.make(), sent=gkv.make(1))
    folder = tmp_path / "pakketten"
    (result,) = collect(service, folder)
    assert (result.uitkomst, result.uitleg) == (
        "afgekeurd",
        "Het pakket is een ander dan dat waar om is gevraagd.",
    )
    assert list(folder.rglob("*.zip")) == []
    assert service.asked[-1].endswith("/ontvangstbevestiging")


def test_a_service_that_has_another_delivery_by_the_number_of_the_copy_is_noticed_at_once(
    gkv: Gkv, service: Service, tmp_path: Path
) -> None:
    """Such as after a backup was put back: there is nothing new yet that would show it."""
    levering = gkv.make()
    offer(gkv, service, levering, levering)
    with gkv.kopie() as kopie:
        assert outcomes(collect(service, tmp_path, kopie)) == [(1, "verwerkt")]
        assert collect(service, tmp_path, kopie) == []
        service.answers[f"{PLACE}/leveringen?na=0"] = []
        offer(gkv, service, levering, sent=gkv.make(1))
        service.tell(f"{PLACE}/volledig", {})
        (result,) = collect(service, tmp_path, kopie)
    assert (result.volgnummer, result.uitkomst) == (None, "volledig_gevraagd")
    assert result.uitleg == "De dienst heeft een andere levering 1 dan die in de kopie."


@pytest.mark.parametrize(("status", "asks"), [(410, True), (403, False)])
def test_a_package_that_is_gone_is_a_reason_for_a_full_one_and_a_refusal_is_not(
    gkv: Gkv, service: Service, tmp_path: Path, status: int, asks: bool
) -> None:
    levering = gkv.make()
    offer(gkv, service, levering, levering)
    service.answers[f"{PLACE}/leveringen/{levering.id}/pakket"] = []
    service.tell(f"{PLACE}/leveringen/{levering.id}/pakket", {"detail": "Nee."}, status)
    service.tell(f"{PLACE}/volledig", {})
    if asks:
        assert outcomes(collect(service, tmp_path)) == [(None, "volledig_gevraagd")]
    else:
        with pytest.raises(GkvGeweigerd, match="Nee"):
            collect(service, tmp_path)
    assert (f"{PLACE}/volledig" in service.asked) is asks
