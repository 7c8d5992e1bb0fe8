"""Lines of the log, for people and for programs."""

from collections.abc import Sequence
from typing import Any

from uwlr_service.cli.output import cell, show, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain import datum
from uwlr_service.domain.koppeling.teksten import teksten
from uwlr_service.domain.taal import Taal
from uwlr_service.domain.toezicht.logvraag import Getoonderegel
from uwlr_service.domain.toezicht.logwoorden import Schrijfwijze, details, doer, sentence

VERGETEN = "(bewaartermijn is om)"
HIER = Schrijfwijze(
    taal=Taal.NL,
    veld=lambda veld: teksten().titel_or_code(veld),  # the texts are read when they are asked for
    dag=datum.shown,
    moment=amsterdam,
)
"""How a screen writes."""


def regel_record(regel: Getoonderegel) -> dict[str, Any]:
    """A line as a program reads it."""
    return {
        "regel": regel.id,
        "zegel": regel.zegel,
        "moment": regel.moment,
        "soort": regel.soort.value,
        "wat": regel.wat,
        "door": regel.actor,
        "school": regel.school,
        "koppelpartner": regel.partner,
        "inhoud": regel.inhoud,
        "vergeten": regel.is_vergeten,
    }


def show_regels(regels: Sequence[Getoonderegel]) -> None:
    """Lines as people read them."""
    columns = ("regel", "moment", "wat", "wie", "school", "code", "inhoud")
    listing = table(f"Logboek ({len(regels)})", *columns, right=("regel",))
    for regel in regels:
        listing.add_row(
            cell(regel.id),
            cell(amsterdam(regel.moment)),
            cell(VERGETEN if regel.is_vergeten else " ".join(sentence(regel).split())),
            cell("" if regel.is_vergeten else doer(regel)),
            cell(regel.school),
            cell(f"{regel.soort.value}: {regel.wat}" if regel.wat else regel.soort.value),
            cell(_details(regel)),
        )
    show(listing)


def _details(regel: Getoonderegel) -> str:
    """What else a line holds; a value of several lines would look like other names."""
    parts = details(regel, HIER, proofs=False)
    return "; ".join(f"{naam}: {' '.join(waarde.split())}" for naam, waarde in parts)
