"""A partner chooses the groups of a request: what it makes up is not kept, and what is kept is bounded."""

from itertools import chain, combinations

import pytest

from tests.support.callers import call
from tests.support.messages.soap import GETRAPT, LG, request
from uwlr_service.domain.uwlr.verzoek import MOST_GROEPEN
from uwlr_service.uitwisseling.koppeling import register as register_module
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.uwlr.antwoordcache import Antwoordcache

GROUPS = ['<groep key="G1"/>', "<groep/>", "<samengestelde_groep/>"]


def pull(application, uitgifte: Uitgifte, *groepen: str):
    extra = f"<groepen>{''.join(groepen)}</groepen>"
    return call(application, request(uitgifte.sleutel, "leerlingen", extra=extra), GETRAPT)


def lines(beheer: Koppelingbeheer, register: Register, uitgifte: Uitgifte) -> list[tuple[str, ...]]:
    register.flush()
    return [given.groepskeuze for given in beheer.get(uitgifte.koppeling.id).verstrekkingen]


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> set[object]:
    """The keys under which answers are kept."""
    keys: set[object] = set()
    put = Antwoordcache.put

    def remembering(self, key, antwoord):
        keys.add(key)
        put(self, key, antwoord)

    monkeypatch.setattr(Antwoordcache, "put", remembering)
    return keys


def test_groups_that_are_not_there_change_nothing(
    application, uitgifte: Uitgifte, beheer, register, kept: set[object]
) -> None:
    plain = pull(application, uitgifte, GROUPS[0]).keys()
    assert plain
    for number in range(5):
        made_up = [f'<groep key="weg-{number}-{at}"/>' for at in range(200)]
        assert pull(application, uitgifte, *made_up, GROUPS[0]).keys() == plain
        assert pull(application, uitgifte, *made_up).kind == "geengegevens"
    assert len(kept) == 2
    assert lines(beheer, register, uitgifte) == [("groep=G1",)]


def test_order_and_repetition_make_no_other_selection(
    application, uitgifte: Uitgifte, beheer, register, kept: set[object]
) -> None:
    answers = [
        pull(application, uitgifte, *GROUPS).content,
        pull(application, uitgifte, *reversed(GROUPS)).content,
        pull(application, uitgifte, *GROUPS, *GROUPS).content,
    ]
    assert len(set(answers)) == 1
    assert len(kept) == 1
    assert lines(beheer, register, uitgifte) == [("groep", "groep=G1", "samengestelde_groep")]


def test_what_a_selection_is_kept_under_does_not_grow_with_it(
    application, uitgifte: Uitgifte, kept: set[object]
) -> None:
    pull(application, uitgifte, "<groep/>")
    pull(application, uitgifte, *[f'<groep key="{"x" * 250}{at}"/>' for at in range(1_000)], GROUPS[0])
    pull(application, uitgifte, *GROUPS)
    assert len(kept) == 3
    assert len({len(repr(key)) for key in kept}) == 1


def test_a_request_may_name_so_many_groups_and_no_more(application, uitgifte: Uitgifte) -> None:
    assert pull(application, uitgifte, *GROUPS[:1] * MOST_GROEPEN).body.find(f"*/{LG}leerlingen") is not None
    over = pull(application, uitgifte, *GROUPS[:1] * (MOST_GROEPEN + 1))
    assert over.faultcode == "Client.OngeldigBericht"
    assert "het verzoek noemt 5001 groepen; het mogen er 5000 zijn" in over.faultstring


def test_the_register_has_a_line_for_the_first_selections_and_one_for_the_others(
    application, uitgifte: Uitgifte, beheer, register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_module, "MOST_KEUZES", 3)
    selections = list(chain.from_iterable(combinations(GROUPS, number) for number in (1, 2, 3)))
    for selection in (*selections, *selections):
        pull(application, uitgifte, *selection)
    written = lines(beheer, register, uitgifte)
    assert len(written) == 4
    assert tuple(register_module.OVERIGE_KEUZES) in written


def test_another_worker_goes_on_counting_where_the_first_was(
    application, uitgifte: Uitgifte, beheer, register, database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_module, "MOST_KEUZES", 1)
    pull(application, uitgifte, GROUPS[0])
    register.flush()
    register._selections._values.clear()  # as in a process that starts
    pull(application, uitgifte, GROUPS[0])
    pull(application, uitgifte, GROUPS[0], GROUPS[1])
    assert len(lines(beheer, register, uitgifte)) == 2
