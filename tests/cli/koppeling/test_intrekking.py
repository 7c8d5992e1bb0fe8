"""``uwlr koppeling revoke``: what the operator has to do next."""

from typing import Any

import pytest

from tests.support.commandline import Uwlr

REVOKE = ("koppeling", "revoke", "1")
NO_WEBHOOK = "Hij heeft geen webhook: laat het hem weten."
BY_WORKER = "De worker meldt het zijn webhook."


@pytest.fixture
def link(uwlr: Uwlr, school: str) -> str:
    """A link of GKV, whose partner can have a webhook."""
    args = ("--klantnaam", "Ouders", "--klantcode", "O1", "--gegevensset", "gkv-basis")
    uwlr.json("koppeling", "add", *args, "--school", school)
    return "1"


def test_a_partner_without_a_webhook_has_to_be_told(uwlr: Uwlr, koppeling: dict[str, Any]) -> None:
    said = uwlr.good(*REVOKE).stderr
    assert "Koppeling 1 is dicht" in said
    assert NO_WEBHOOK in said


def test_a_webhook_is_told_by_the_worker(uwlr: Uwlr, link: str) -> None:
    uwlr.good("koppeling", "webhook", link, "--url", "https://partner.example/gkv")
    said = uwlr.good(*REVOKE, "--school", "99XX/16").stderr
    assert "School 99XX/16 valt niet meer onder koppeling 1." in said
    assert BY_WORKER in said
    assert NO_WEBHOOK not in said


def test_nothing_is_left_to_do_once_the_destruction_is_confirmed(uwlr: Uwlr, link: str) -> None:
    uwlr.good(*REVOKE)
    uwlr.good("koppeling", "verwijderd", link, "--bevestigd")
    again = uwlr.good(*REVOKE).stderr
    assert again == "Koppeling 1 is dicht: haar sleutels openen niets meer.\n"
