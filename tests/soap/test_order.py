"""What is dear is done last: the canonical form of a message only once its key opens the school."""

from wsgiref.types import WSGIApplication

import pytest
from lxml import etree

from tests.support.callers import call
from tests.support.messages.results import BRENG, bericht, verzoek
from tests.support.messages.soap import envelope, header
from uwlr_service.formats.uwlr.canoniek import Canoniek, canonical
from uwlr_service.soap import services
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Canoniek]:
    """The canonical forms that were made."""
    forms: list[Canoniek] = []

    def remembering(element: etree._Element) -> Canoniek:
        forms.append(canonical(element))
        return forms[-1]

    monkeypatch.setattr(services, "canonical", remembering)
    return forms


def test_the_form_is_made_for_a_key_that_opens_the_school(
    application: WSGIApplication, uitgifte: Uitgifte, made: list[Canoniek]
) -> None:
    assert call(application, bericht(uitgifte.sleutel), BRENG).status == 200
    assert len(made) == 1


def test_it_is_not_made_for_a_wrong_key_or_another_school(
    application: WSGIApplication, uitgifte: Uitgifte, made: list[Canoniek]
) -> None:
    messages = [
        envelope(verzoek(), header("een sleutel van niemand")),
        envelope(verzoek(brincode="98XX"), header(uitgifte.sleutel)),
    ]
    for message in messages:
        assert call(application, message, BRENG).faultcode == "Client.AutorisatieOngeldig"
    assert made == []
