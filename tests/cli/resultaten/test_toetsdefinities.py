"""``uwlr toetsdefinities``: documents in and out."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.commandline import Uwlr
from tests.support.messages.results import norm, toets
from uwlr_service.formats.uwlr.namespaces import LEERRESULTATEN, TOETSDEFINITIES
from uwlr_service.formats.uwlr.toetsdefinities import read_toetsdefinities


def document(*toetsen: str, wrapper: str = LEERRESULTATEN) -> bytes:
    """A Toetsdefinities document."""
    inner = f'<toetsen xmlns="{wrapper}">{"".join(toetsen)}</toetsen>'
    return f'<Toetsdefinities xmlns="{TOETSDEFINITIES}">{inner}</Toetsdefinities>'.encode()


@pytest.fixture
def as_file(tmp_path: Path) -> Any:
    """Write a document to a file."""

    def as_file(data: bytes) -> Path:
        path = tmp_path / "toetsen.xml"
        path.write_bytes(data)
        return path

    return as_file


KLANT = ("--klantcode", "U1")


@pytest.mark.usefixtures("koppeling")
def test_what_was_read_in_comes_out(uwlr: Uwlr, as_file: Any, tmp_path: Path) -> None:
    data = document(toets("T1", onderdelen=["a", "b"]), toets("T2", versie="3"))
    read = uwlr.json("toetsdefinities", "import", as_file(data), *KLANT)
    assert read == {"klantcode": "U1", "toetsen": ["T1", "T2"]}
    out = tmp_path / "uit.xml"
    uwlr.good("toetsdefinities", "export", *KLANT, "--to", out)
    assert read_toetsdefinities(out.read_bytes()) == read_toetsdefinities(data)
    assert uwlr.good("toetsdefinities", "export", *KLANT).stdout_bytes == out.read_bytes()


@pytest.mark.usefixtures("koppeling")
def test_the_newest_definition_of_each_version_comes_out(uwlr: Uwlr, as_file: Any) -> None:
    for normen in (norm("a", 0, 5), norm("b", 0, 5)):
        uwlr.good("toetsdefinities", "import", as_file(document(toets(normen=normen))), *KLANT)
    uwlr.good("toetsdefinities", "import", as_file(document(toets(versie="2"))), *KLANT)
    found = read_toetsdefinities(uwlr.good("toetsdefinities", "export", *KLANT).stdout_bytes)
    assert [toets.versie and toets.versie.waarde for toets in found] == [None, "2"]
    assert found[0].toetsnormering is not None
    assert found[0].toetsnormering.normen[0].term == "b"


@pytest.mark.usefixtures("koppeling")
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<x/>", "geen document met toetsdefinities"),
        (b"<x", "welgevormde XML"),
        (document(), "schema"),
        (document(toets(), wrapper=TOETSDEFINITIES), "schema"),
        (document(toets(normen=norm("a", 5, 3))), "eindigt (3) vóór het begin"),
        (document(toets(normen=norm("a", 0, 5) + norm("b", 5, 9))), "overlappen bij 5"),
        (document(toets(onderdelen=["a", "a"])), "meer dan eens"),
    ],
)
def test_a_document_that_is_no_good_is_refused(uwlr: Uwlr, as_file: Any, data: bytes, said: str) -> None:
    result = uwlr("toetsdefinities", "import", as_file(data), *KLANT)
    assert (result.exit_code, said in " ".join(result.stderr.split())) == (1, True), result.stderr
    assert uwlr.refused("toetsdefinities", "export", *KLANT).startswith("Van deze leverancier")


@pytest.mark.parametrize("verb", ["import", "export"])
def test_a_klant_that_is_not_known_is_refused(uwlr: Uwlr, as_file: Any, verb: str) -> None:
    path = [as_file(document(toets()))] if verb == "import" else []
    assert uwlr.refused("toetsdefinities", verb, *path, *KLANT) == "De klantcode 'U1' is niet bekend."
