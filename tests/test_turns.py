"""The turns of what is large: a process has them once, whichever way it comes in."""

from http import HTTPStatus

import pytest
from werkzeug.test import Client

from tests.support.callers import call
from tests.support.las.invoer import document, put
from tests.support.las.las import Beller
from tests.support.messages.results import BRENG, bericht
from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.uitwisseling.beurten import LARGE, Turns
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte


def test_large_messages_and_large_files_wait_for_the_same_turns(
    settings: Settings, diensten: Diensten, uitgifte: Uitgifte, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Diensten, "turns", Turns(places=0, wait=0))
    app = create_app(settings)
    try:
        large = b" " * (LARGE + 1)
        las = Beller(Client(app), diensten)
        assert put(las, document() + large).status_code == HTTPStatus.SERVICE_UNAVAILABLE
        small = bericht(uitgifte.sleutel)
        assert b"tijdelijk niet beschikbaar" in call(app, small + large, BRENG).content
        assert call(app, small, BRENG).status == HTTPStatus.OK
    finally:
        app.close()
