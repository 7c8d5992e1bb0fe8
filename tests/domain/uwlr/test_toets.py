"""The norms of a test: which of them a result is judged by, and what they call a score."""

import pytest

from uwlr_service.domain.uwlr.toets import Norm, Normering, Term, Toets, Toetsonderdeel

LAAG = Norm(term="onvoldoende", beginnormwaarde=0, eindnormwaarde=5)
HOOG = Norm(term="voldoende", beginnormwaarde=7, eindnormwaarde=10)
GEHEEL = Normering(normen=(LAAG, HOOG))
DEEL = Normering(normen=(HOOG,))
TOETS = Toets(
    toetscode=Term("T1"),
    toetsnormering=GEHEEL,
    toetsonderdelen=(
        Toetsonderdeel(toetsonderdeelvolgnummer=1, toetsonderdeelcode=Term("A")),
        Toetsonderdeel(
            toetsonderdeelvolgnummer=2, toetsonderdeelcode=Term("B"), toetsonderdeelnormering=DEEL
        ),
    ),
)


@pytest.mark.parametrize(("score", "norm"), [(0, LAAG), (5, LAAG), (6, None), (7, HOOG), (11, None)])
def test_both_ends_of_a_norm_belong_to_it(score: int, norm: Norm | None) -> None:
    assert GEHEEL.norm_of(score) == norm


@pytest.mark.parametrize(
    ("code", "normering"),
    [(None, GEHEEL), ("A", None), ("B", DEEL), ("C", None)],
    ids=["the whole test", "a part without norms", "a part with norms", "an unknown part"],
)
def test_a_part_is_judged_by_its_own_norms_alone(code: str | None, normering: Normering | None) -> None:
    assert TOETS.normering_of(code) == normering
