"""Whatever nonsense a server says of its deliveries, a run goes on to the end."""

from typing import Any

import pytest

from tests.support.keur.berichten import Antwoord
from tests.support.keur.gkv.dubbelganger import Gkvdubbelganger
from tests.support.keur.gkv.vragen import (
    KOPPELINGEN,
    anders,
    eindigt_op,
    goed,
    in_plaats,
    inhoud,
    is_leveringenlijst,
)
from uwlr_service.conformiteit.suitebestand import SUITES, read_suite

pytestmark = pytest.mark.e2e
SUITE = read_suite(SUITES / "gkv-las")


@pytest.mark.parametrize(
    ("naam", "waarde", "geval"),
    [
        ("sha256", "geen hexadecimale cijfers", "ophalen-digest"),
        ("sha256", "", "ophalen-digest"),
        ("pakket", "http://[", "ophalen-pakket"),
        ("pakket", "ftp:pakket", "ophalen-pakket"),
        ("manifest", "http://[::1", "ophalen-manifest"),
        ("ontvangstbevestiging", "//", "bevestigen-verwerkt"),
        ("bytes", -1, "ophalen-type"),
    ],
)
def test_a_delivery_that_is_described_with_nonsense(
    gkv_double: Gkvdubbelganger, naam: str, waarde: Any, geval: str
) -> None:
    def change(content: Any) -> None:
        for levering in content["leveringen"]:
            levering[naam] = waarde

    gkv_double.switch(anders("onzin", "Onzin.", "", goed(is_leveringenlijst), inhoud(change)))
    assert geval in gkv_double.afwijkingen(SUITE, {"lijst", "ophalen", "bevestigen"})


@pytest.mark.parametrize("nummer", ["²", "9" * 5000, "-1", {"laatste": 1}, [1]])
def test_a_school_whose_number_is_nonsense(gkv_double: Gkvdubbelganger, nummer: Any) -> None:
    def change(content: Any) -> None:
        for koppeling in content["koppelingen"]:
            for school in koppeling["scholen"]:
                school["laatste_basisvolgnummer"] = nummer

    gkv_double.switch(anders("onzin", "Onzin.", "", goed(eindigt_op(KOPPELINGEN)), inhoud(change)))
    assert gkv_double.afwijkingen(SUITE, {"lijst", "pakket"}).keys() <= {"lijst-scholen"}


def test_a_wait_that_is_nonsense(gkv_double: Gkvdubbelganger) -> None:
    weigering = Antwoord(429, {"Retry-After": "\u00b2"}, b"")
    gkv_double.switch(in_plaats("onzin", "Onzin.", "", eindigt_op(KOPPELINGEN), weigering))
    assert "lijst-koppelingen" in gkv_double.afwijkingen(SUITE, {"lijst"})
