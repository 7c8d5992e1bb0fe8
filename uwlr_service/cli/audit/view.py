"""Lines of the log, for people and for programs."""

import json
from collections.abc import Sequence
from typing import Any

from uwlr_service.cli.output import cell, show, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain.toezicht.logvraag import Getoonderegel

VERGETEN = "(bewaartermijn is om)"


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
    columns = ("regel", "moment", "soort", "wat", "door", "school", "inhoud")
    listing = table(f"Logboek ({len(regels)})", *columns, right=("regel",))
    for regel in regels:
        listing.add_row(
            cell(regel.id),
            cell(amsterdam(regel.moment)),
            cell(regel.soort.value),
            cell(VERGETEN if regel.is_vergeten else regel.wat),
            cell(" ".join((regel.actor or "").split())),  # a name of two lines would begin a line of its own
            cell(regel.school),
            cell(json.dumps(regel.inhoud, ensure_ascii=False) if regel.inhoud else ""),
        )
    show(listing)
