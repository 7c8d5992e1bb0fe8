"""The example of both formats in the documentation is what the service writes of such a school."""

import csv
import io
from datetime import date
from textwrap import indent

import pytest

from tests.support.gkv.roosterkeuring import rows
from tests.support.gkv.roosters import ONEROSTER, SDS, files
from tests.support.places import ROOT
from tests.support.schools.builders import SCHOOL, groep, leerkracht, leerling, schoolgegevens
from uwlr_service.domain.school.leerkracht import Groepsbinding
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats.rooster import Vorm

PAGE = ROOT / "docs" / "gkv-oneroster.rst"
DAG = date(2026, 10, 1)


def example() -> Schoolgegevens:
    """Two pupils and a teacher in one group, in a year that does not pass."""
    return schoolgegevens(
        SCHOOL,
        Schooljaar("2026-2027"),
        groepen=(groep(),),
        leerlingen=(
            leerling("L1", gebruikersnaam="sanne.j", emailadres="sanne.j@school.example", groep="G1"),
            leerling("L2", roepnaam="Daan", achternaam="Berg", voorvoegsel="van den", geslacht=1, groep="G1"),
        ),
        leerkrachten=(leerkracht(gebruikersnaam="k.bos", groepen=(Groepsbinding("G1"),)),),
    )


def shown(naam: str, content: bytes) -> str:
    """A file as the page shows it: without the columns that are empty."""
    table = rows(content)
    columns = [column for column in table[0] if any(row[column] for row in table)]
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerows([columns, *([row[column] for column in columns] for row in table)])
    return f"``{naam}``:\n\n.. code-block:: text\n\n{indent(written.getvalue(), '   ')}"


@pytest.mark.parametrize("vorm", [ONEROSTER, SDS], ids=["oneroster", "sds"])
def test_the_example_on_the_page_is_what_is_written(vorm: Vorm) -> None:
    page = PAGE.read_text()
    for naam, content in files(vorm, example(), dag=DAG).items():
        if naam != "manifest.csv":
            assert shown(naam, content) in page
