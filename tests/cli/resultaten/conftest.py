"""Results that a publisher sends to the database of the commands."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.support.callers import call
from tests.support.commandline import Uwlr
from tests.support.messages.results import BRENG, bericht
from uwlr_service.app import create_app
from uwlr_service.config import Settings


@pytest.fixture
def send(uwlr: Uwlr, koppeling: dict[str, Any]) -> Iterator[Callable[..., None]]:
    """Send a message with results."""
    environ = {"UWLR_DATABASE_URL": uwlr.database_url, "UWLR_VAR": str(uwlr.folder / "var")}
    application = create_app(Settings.from_environment(environ))

    def send(*delen: str, **velden: str) -> None:
        message = bericht(koppeling["autorisatiesleutel"], *delen, **velden)
        answer = call(application, message, BRENG)
        assert answer.status == 200, answer.content

    yield send
    application.close()
