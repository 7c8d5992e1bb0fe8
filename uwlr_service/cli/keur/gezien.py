"""What was seen of a client, on the screen and for programs."""

from collections.abc import Sequence
from typing import Any

from uwlr_service.cli.output import cell, counted, say, show, table
from uwlr_service.domain import tijd
from uwlr_service.domain.proeftuin.waarneming import Waarneming


def show_gezien(waarnemingen: Sequence[Waarneming]) -> None:
    """Each call in a line, the oldest first."""
    if not waarnemingen:
        say("Nog niets gezien.")
        return
    listing = table(
        f"Gezien: {counted(len(waarnemingen), 'vraag', 'vragen')}",
        *("moment", "bericht", "school", "sinds", "sleutel", "uitkomst"),
    )
    for waarneming in waarnemingen:
        gekregen = " ".join(sorted(waarneming.gekregen))
        listing.add_row(
            tijd.format_moment(waarneming.moment),
            cell(waarneming.bericht),
            cell(waarneming.school),
            cell(_shown(waarneming.laatstontvangen)),
            cell(waarneming.sleutel),
            cell(gekregen),
        )
    show(listing)


def as_record(waarneming: Waarneming) -> dict[str, Any]:
    """A call for ``--json``; its fields are in docs/keurmerk.rst."""
    return {
        "moment": waarneming.moment,
        "stap": waarneming.stap,
        "bericht": waarneming.bericht,
        "xsdversie": waarneming.xsdversie,
        "schooljaar": waarneming.schooljaar,
        "gegevensset": waarneming.gegevensset,
        "groepen": len(waarneming.groepen),
        "school": waarneming.school,
        "soapactie": waarneming.soapactie,
        "mediatype": waarneming.mediatype,
        "accept_encoding": waarneming.accept_encoding,
        "laatstontvangen": waarneming.laatstontvangen,
        "aanmaakdatum": waarneming.aanmaakdatum,
        "sleutel": waarneming.sleutel,
        "bytes": waarneming.bytes_in,
        "uitkomst": waarneming.uitkomst,
        "ingreep": waarneming.ingreep,
        "resultaten": len(waarneming.resultaten),
    }


def _shown(moment: Any) -> str | None:
    return None if moment is None else tijd.format_moment(moment)
