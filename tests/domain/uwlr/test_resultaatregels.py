"""Of findings without end no more are made than decide what is told."""

from collections.abc import Iterator

import pytest

from uwlr_service.domain.fouten import (
    EN_MEER,
    MOST_MELDINGEN,
    BerichtFout,
    InhoudOngeldig,
    LeerlingOngeldig,
    Melding,
    ScoreOngeldig,
)
from uwlr_service.domain.uwlr.resultaatregels import Bevinding, refuse


def made(soort: type[BerichtFout], number: int, seen: list[int]) -> Iterator[Bevinding]:
    for at in range(number):
        seen.append(at)
        yield soort, Melding(tekst=f"fout {at}")


def test_findings_of_the_first_code_end_the_judging() -> None:
    seen: list[int] = []
    with pytest.raises(InhoudOngeldig) as refused:
        refuse(made(InhoudOngeldig, 100_000, seen))
    assert len(seen) == MOST_MELDINGEN + 2
    assert refused.value.meldingen[-1] is EN_MEER


def test_findings_of_another_code_do_not() -> None:
    seen: list[int] = []
    with pytest.raises(LeerlingOngeldig):
        refuse([*made(ScoreOngeldig, 1_000, seen), (LeerlingOngeldig, Melding(tekst="laat"))])
    assert len(seen) == 1_000
