"""A table of states says where an event leads, and refuses it everywhere else."""

import pytest

from uwlr_service.domain.account.overgang import Overgang, events_in, follow
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import OvergangOngeldig

TABLE = (
    Overgang(van=None, gebeurtenis="begin", naar="open", actie=Actie.AANVRAGEN),
    Overgang(van="open", gebeurtenis="sluit", naar="dicht", actie=None),
)


def test_an_event_leads_on() -> None:
    assert follow(TABLE, None, "begin").naar == "open"
    assert follow(TABLE, "open", "sluit").naar == "dicht"


@pytest.mark.parametrize(("van", "gebeurtenis"), [("dicht", "sluit"), (None, "sluit"), ("open", "begin")])
def test_an_event_in_another_state_is_refused(van: str | None, gebeurtenis: str) -> None:
    with pytest.raises(OvergangOngeldig):
        follow(TABLE, van, gebeurtenis)


WORDS = (
    Overgang(van="open", gebeurtenis="pauzeren", naar="gepauzeerd", actie=Actie.BESLUITEN),
    Overgang(van="gepauzeerd", gebeurtenis="hervatten", naar="open", actie=Actie.BESLUITEN),
    Overgang(van="gepauzeerd", gebeurtenis="eerste-ja", naar="wacht_op_tweede", actie=Actie.BESLUITEN),
    Overgang(van="gepauzeerd", gebeurtenis="verlopen", naar="beeindigd", actie=None),
)


@pytest.mark.parametrize(
    ("van", "gebeurtenis", "said"),
    [
        (
            "gepauzeerd",
            "pauzeren",
            "Dit is al gebeurd: de stand is nu gepauzeerd. Nu kan: hervatten, eerste ja.",
        ),
        ("open", "eerste-ja", "Dit kan nu niet: de stand is nu open. Nu kan: pauzeren."),
        (
            "wacht_op_tweede",
            "pauzeren",
            "Dit kan nu niet: de stand is nu wacht op tweede. Verder kan er nu niets.",
        ),
        ("beeindigd", "verlopen", "Dit is al gebeurd: de stand is nu beëindigd. Verder kan er nu niets."),
        (None, "pauzeren", "Dit kan nu niet: er is nog niets begonnen. Verder kan er nu niets."),
    ],
)
def test_a_refusal_names_the_state_and_what_can_happen(van: str | None, gebeurtenis: str, said: str) -> None:
    with pytest.raises(OvergangOngeldig) as caught:
        follow(WORDS, van, gebeurtenis)
    assert caught.value.tekst == said


def test_what_can_happen_in_a_state() -> None:
    assert events_in(TABLE, "open") == {"sluit"}
    assert events_in(TABLE, "dicht") == frozenset()
