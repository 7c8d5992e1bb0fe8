"""The table of defects and the cases that see them, as docs/keurmerk.rst has it.

``python -m tests.support.keur.tabel`` writes it there.
"""

from collections.abc import Iterable, Iterator

from tests.support.keur.gebrek import Gebrek
from tests.support.keur.gebreken import PER_ONDERWERP
from tests.support.keur.gkv.gebreken import PER_ONDERWERP as GKV_PER_ONDERWERP
from tests.support.keur.gkvpartner.gebreken import GEBREKEN as PARTNERGEBREKEN
from tests.support.keur.uitgever.gebreken import GEBREKEN as CLIENTGEBREKEN
from tests.support.keur.uitgever.gebreken import Clientgebrek
from tests.support.places import ROOT

DOCUMENT = ROOT / "docs" / "keurmerk.rst"
BEGIN = ".. De tabel van gebreken: python -m tests.support.keur.tabel\n"
END = ".. Einde van de tabel van gebreken\n"
CLIENTS = "De client van een uitgever (``uwlr keur uitgever``)"
PARTNERS = "Een partner van GKV (``uwlr keur gkv-partner``)"


def tabel() -> str:
    """The table in reStructuredText: for each subject a list of defects with their cases."""
    lines: list[str] = []
    for onderwerp, gebreken in (PER_ONDERWERP | GKV_PER_ONDERWERP).items():
        lines += _lijst(onderwerp, gebreken)
    lines += _lijst(CLIENTS, CLIENTGEBREKEN)
    lines += _lijst(PARTNERS, PARTNERGEBREKEN)
    return "\n".join(lines) + "\n"


def _lijst(onderwerp: str, gebreken: Iterable[Gebrek | Clientgebrek]) -> Iterator[str]:
    yield from (f".. list-table:: {onderwerp}", "   :header-rows: 1", "", "   * - gebrek", "     - geval")
    for gebrek in gebreken:
        yield f"   * - {gebrek.zin}"
        yield from _gevallen(gebrek.gevallen)
    yield ""


def _gevallen(gevallen: frozenset[str]) -> list[str]:
    """The second cell of a row: a case on each line."""
    first, *others = (f"``{geval}``" for geval in sorted(gevallen))
    return [f"     - {first}", *(f"       {other}" for other in others)]


def tabel_in_documentatie() -> str:
    """The table as it stands there."""
    return DOCUMENT.read_text(encoding="utf-8").partition(BEGIN + "\n")[2].partition(END)[0]


def main() -> None:
    """Put the table into the document in the place of the one that is there."""
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}\n{tabel()}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
