"""The first page of an operator: what waits, how the last night went, faults, and the seals of the log."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain

from flask import render_template

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.toezicht.foutadvies import is_fault, what_to_do
from uwlr_service.paginas import talen
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.beheer import woorden

FAULTS_OF = timedelta(days=1)
MOST_SHOWN = 20
UNDERWAY = (Toelatingstand.SANDBOX, Toelatingstand.KWALIFICATIE, Toelatingstand.OVEREENKOMST)
"""The states in which a product waits for its next step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fouttelling:
    """How often calls over a link ended in one way."""

    koppeling: int
    uitkomst: str
    aantal: int
    advies: str


def show() -> str:
    """For operators."""
    use_cases = diensten()
    wie = door()
    waits = use_cases.dienstzicht.waits(door=wie)
    nacht = use_cases.settings.nachtvenster.current(tijd.now())
    slapend = use_cases.volger.slapend(door=wie)
    anker = use_cases.logboek.anchor(door=wie)
    return render_template(
        "beheer/start.html",
        waits=waits,
        aanvragen=len(use_cases.aanvraagbalie.beoordeling.waiting(door=wie)),
        toelatingen={stand: waits.toelatingen.get(stand, 0) for stand in UNDERWAY},
        toepassingen=use_cases.bevestigingen.waiting(door=wie),
        woorden=woorden,
        nacht=nacht,
        totalen=use_cases.nachtverslagen.nights(door=wie).get(nacht),
        fouten=faults(use_cases.verkeer.outcomes(FAULTS_OF, door=wie))[:MOST_SHOWN],
        slapend=slapend[:MOST_SHOWN],
        aantal_slapend=len(slapend),
        ongepost=len(use_cases.postbus.unsent(door=wie)),
        heeft_post=use_cases.postbus.is_open,
        zegel=use_cases.logboek.last_seal(door=wie),
        anker=None if anker is None else json.dumps(anker, indent=2),
    )


def faults(outcomes: Mapping[int, Mapping[str, int]]) -> list[Fouttelling]:
    """The outcomes that ask for something to be done, those that came most often first."""
    counted = chain.from_iterable(_of_link(koppeling, counts) for koppeling, counts in outcomes.items())
    return sorted(counted, key=lambda fout: (-fout.aantal, fout.koppeling, fout.uitkomst))


def _of_link(koppeling: int, counts: Mapping[str, int]) -> Iterable[Fouttelling]:
    for uitkomst, aantal in counts.items():
        if is_fault(uitkomst):
            yield Fouttelling(
                koppeling=koppeling,
                uitkomst=uitkomst,
                aantal=aantal,
                advies=what_to_do(uitkomst, talen.chosen()),
            )
