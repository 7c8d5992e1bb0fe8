"""One link of a partner: its schools with what each gave, and its keys."""

from flask import render_template, request

from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.rooster import roosters_uit
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.domain.koppeling.teksten import teksten
from uwlr_service.domain.las.ontvangst import Overname
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import talen
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.partner import woorden
from uwlr_service.portaal.volgorde import by_set

ON_A_PAGE = 25
"""Schools; a partner can have hundreds, and each is shown with every field that it gave."""


def show(koppelpartner: int, koppeling: int) -> str:
    """The schools of a link, a page at a time."""
    zicht = diensten().partnerzicht.koppeling(koppelpartner, koppeling, door=door())
    first = max(0, request.args.get("vanaf", 0, type=int))
    now = tijd.now()
    scholen = zicht.scholen[first : first + ON_A_PAGE]
    overnames: dict[Schoolcode, list[Overname]] = {}
    if zicht.koppeling.richting.allows(Richting.BRENGEN):
        overnames = diensten().resultaatontvangst.of_koppeling(
            koppelpartner, koppeling, [school.school for school in scholen], door=door()
        )
    return render_template(
        "partner/koppeling.html",
        koppelpartner=koppelpartner,
        zicht=zicht,
        scholen=scholen,
        overnames=overnames,
        first=first,
        following=first + ON_A_PAGE if first + ON_A_PAGE < len(zicht.scholen) else None,
        preceding=max(0, first - ON_A_PAGE) if first else None,
        sleutels=[sleutel for sleutel in zicht.sleutels if sleutel.is_valid(now)],
        identiteiten=[sleutel for sleutel in zicht.partnersleutels if sleutel.ingetrokken is None],
        bewezen=diensten().schoolbewijzen.of_koppeling(koppeling, door=door()),
        standen=woorden.STANDEN,
        sets=woorden.SETS,
        roosters_uit=roosters_uit,
        by_set=by_set,
        teksten=teksten(talen.chosen()),
        form=Formulier(),
    )
