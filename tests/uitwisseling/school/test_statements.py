"""An import, a trial and an undo ask the database as much for a large school as for a small one."""

import io
from dataclasses import replace
from datetime import timedelta

from tests.support.schools.builders import ALL_ALLOWED, JAAR, leerling, schoolgegevens
from tests.support.statements import recorded
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats import edexml
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling


def costs(database: Database, code: Schoolcode, pupils: int) -> dict[str, int]:
    """The statements of each step, for a school of so many pupils of whom half change and a third go."""
    invoer = EdexmlUitwisseling(database)
    first = replace(schoolgegevens(code), leerlingen=tuple(leerling(f"L{at}") for at in range(pupils)))
    second = replace(
        first,
        leerlingen=tuple(
            replace(pupil, roepnaam="Anders") if at % 2 else pupil
            for at, pupil in enumerate(first.leerlingen)
            if at % 3
        ),
    )
    steps = {
        "first": lambda: _read_in(invoer, first),
        "again": lambda: _read_in(invoer, first),
        "trial": lambda: _read_in(invoer, second, proef=True),
        "change": lambda: _read_in(invoer, second),
        "undo": lambda: invoer.undo(code, JAAR, timedelta(days=400), door=Handelende.opdrachtregel()),
    }
    counted = {}
    for name, step in steps.items():
        with recorded() as statements:
            step()
        counted[name] = len(statements)
    return counted


def _read_in(invoer: EdexmlUitwisseling, gegevens: Schoolgegevens, *, proef: bool = False) -> None:
    invoer.read_in(
        io.BytesIO(b"".join(edexml.write(gegevens))),
        ALL_ALLOWED,
        proef=proef,
        door=Handelende.opdrachtregel(),
    )


def test_an_import_costs_the_same_for_few_pupils_and_for_many(database: Database) -> None:
    few = costs(database, Schoolcode("99XX"), 12)
    many = costs(database, Schoolcode("99XY"), 600)
    assert few == many
    assert max(many.values()) <= 21, many  # with the four of its line in the log
