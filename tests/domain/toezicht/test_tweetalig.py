"""Mail says the same in Dutch and in English; no other way makes one."""

import pytest

from tests.support.places import ROOT
from uwlr_service.domain.taal import Taal
from uwlr_service.domain.toezicht import tweetalig
from uwlr_service.domain.toezicht.tweetalig import Versie

DUTCH = Versie("Uw aanvraag", ("Wij zien {u}.", "Tot dan."))
ENGLISH = Versie("Your application", ("We see {you}.",))
BOTH = {Taal.NL: DUTCH, Taal.EN: ENGLISH}


def test_the_other_language_follows_with_its_subject() -> None:
    brief = tweetalig.brief("jo@x.example", BOTH)
    assert (brief.aan, brief.onderwerp) == ("jo@x.example", "Uw aanvraag")
    assert brief.tekst == "Wij zien {u}.\n\nTot dan.\n\nIn English: Your application\n\nWe see {you}.\n"


def test_either_language_comes_first() -> None:
    brief = tweetalig.brief("jo@x.example", BOTH, Taal.EN)
    assert brief.onderwerp == "Your application"
    assert brief.tekst.startswith("We see {you}.\n\nIn het Nederlands: Uw aanvraag\n\nWij zien {u}.")


def test_a_language_cannot_be_left_out() -> None:
    with pytest.raises(KeyError):
        tweetalig.brief("jo@x.example", {Taal.NL: DUTCH})


def test_nothing_else_makes_mail() -> None:
    modules = (ROOT / "uwlr_service").rglob("*.py")
    makers = {path.stem for path in modules if " Brief(" in path.read_text("utf-8")}
    assert makers == {"tweetalig"}
