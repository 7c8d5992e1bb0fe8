"""A school as a roster in one format, as far as its agreement and its data allow that."""

from datetime import date
from fractions import Fraction

from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.school.deel import exceeds
from uwlr_service.domain.school.groepsindeling import EerstGezien
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats.rooster.samenstelling import Bron, compose, demanded, source_of
from uwlr_service.formats.rooster.vorm import Rol, Rooster, Vorm
from uwlr_service.uitwisseling.gkv.leveringsopdracht import Opdracht

TWENTIETH = Fraction(1, 20)
"""The part of the pupils that may be left out without anybody looking at it: who is not in a roster is
removed by whoever reads it."""


class RoosterOnmogelijk(Geweigerd):
    """Dit formaat kan deze gegevens niet bevatten."""


def make_rooster(
    vorm: Vorm,
    opdracht: Opdracht,
    zichtbaar: Schoolgegevens,
    gezien: EerstGezien,
    peildatum: date,
    *,
    allow_shrink: bool = False,
) -> Rooster:
    """The roster of what a partner sees of a school on a day.

    Raises RoosterOnmogelijk if the agreement lacks a field that the format demands, which is named, if the
    format cannot hold the code of the school, or if it leaves too many pupils out.
    """
    place = f"school {opdracht.school} en koppeling {opdracht.koppeling.id}"
    lacking = demanded(vorm, opdracht.velden)
    if lacking:
        raise RoosterOnmogelijk(
            f"{vorm.titel} vraagt velden die niet in de afspraak van {place} staan: {', '.join(lacking)}."
        )
    if not vorm.sleutel.fullmatch(source_of(opdracht.school)):
        raise RoosterOnmogelijk(f"De code van school {opdracht.school} past niet in {vorm.titel}.")
    bron = Bron(
        gegevens=zichtbaar,
        velden=opdracht.velden,
        schoolnaam=opdracht.schoolnaam,
        peildatum=peildatum,
        gezien=gezien,
    )
    rooster = compose(vorm, bron)
    left_out = [weg for weg in rooster.weggelaten if weg.soort == Rol.LEERLING and weg.has_account]
    everybody = rooster.leerlingen + len(left_out)
    if not allow_shrink and exceeds(len(left_out), everybody, TWENTIETH):
        waarom = ", ".join(sorted({weg.waarom for weg in left_out}))
        raise RoosterOnmogelijk(
            f"Bij {place} passen {len(left_out)} van de {everybody} leerlingen niet in {vorm.titel}"
            f" ({waarom}): meer dan een twintigste."
        )
    return rooster
