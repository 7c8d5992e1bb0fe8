"""The links of a school: what waits, what runs, what paused, and what ended; and its LASes."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import render_template
from flask_babel import LazyString, lazy_gettext

from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.schoolkoppeling import Schoolkoppeling
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import logregels
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.school.koppelingen import zinnen

PARTS = (
    (lazy_gettext("Lopen"), frozenset({Deelnamestand.ACTIEF})),
    (lazy_gettext("Gepauzeerd"), frozenset({Deelnamestand.GEPAUZEERD})),
    (
        lazy_gettext("Voorbij"),
        frozenset(
            {
                Deelnamestand.INGETROKKEN,
                Deelnamestand.AFGEROND,
                Deelnamestand.AFGEWEZEN,
                Deelnamestand.VERVALLEN,
            }
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Deel:
    """A heading of the page with the links below it."""

    titel: LazyString
    koppelingen: tuple[Schoolkoppeling, ...]


def show(school: Schoolcode) -> str:
    """Every link, in the order in which they ask for attention, and the LASes that work for the school."""
    wie = door()
    koppelingen = diensten().schoolkoppelingen.all(school, door=wie)
    return render_template(
        "school/koppelingen/lijst.html",
        school=school,
        wachten=waiting(koppelingen),
        delen=[Deel(titel, _standing(koppelingen, standen)) for titel, standen in PARTS],
        standen=zinnen.STANDEN,
        soorten=zinnen.SOORTEN,
        lassen=diensten().lassenzicht.of_school(school, door=wie),
        logregels=logregels,
        of_aanmelders=zinnen.of_aanmelders,
    )


def waiting(koppelingen: Iterable[Schoolkoppeling]) -> list[Schoolkoppeling]:
    """Those with a proposal that waits for a decision."""
    return [koppeling for koppeling in koppelingen if koppeling.voorstel is not None]


def _standing(
    koppelingen: Iterable[Schoolkoppeling], standen: frozenset[Deelnamestand]
) -> tuple[Schoolkoppeling, ...]:
    return tuple(koppeling for koppeling in koppelingen if koppeling.stand in standen)
