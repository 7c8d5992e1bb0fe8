"""A school as a roster in one format, as far as its agreement and its data allow that."""

import shlex
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import chain
from math import ceil

from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.school.deel import exceeds, in_words
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats.rooster.samenstelling import Bron, compose, source_of
from uwlr_service.formats.rooster.vorm import Rol, Rooster, Vorm
from uwlr_service.uitwisseling.gkv.leveringsopdracht import Opdracht
from uwlr_service.uitwisseling.gkv.toestand import Toestand

IF_RIGHT = "Als dat klopt, herhaal de opdracht met --allow-shrink."
HUNDREDTHS = 100


class RoosterOnmogelijk(Geweigerd):
    """Dit formaat kan deze gegevens niet bevatten."""


def make_rooster(
    vorm: Vorm,
    opdracht: Opdracht,
    toestand: Toestand,
    zichtbaar: Schoolgegevens,
    peildatum: date,
    *,
    allow_shrink: bool = False,
) -> Rooster:
    """The roster of what a partner sees of a school on a day: ``zichtbaar``, out of ``toestand``.

    Raises RoosterOnmogelijk if the agreement lacks a field that the format demands, which is named, if the
    format cannot hold the code of the school, and without ``allow_shrink`` if it leaves too many pupils out
    or there is none in it.
    """
    require_fields(vorm, opdracht.koppeling.id, [opdracht])
    if not vorm.sleutel.fullmatch(source_of(opdracht.school)):
        raise RoosterOnmogelijk(f"De code van school {opdracht.school} past niet in {vorm.formaat.titel}.")
    bron = Bron(
        gegevens=zichtbaar,
        velden=opdracht.velden,
        schoolnaam=opdracht.schoolnaam,
        peildatum=peildatum,
        gezien=toestand.gezien,
    )
    rooster = compose(vorm, bron)
    if not allow_shrink:
        _require_pupils(rooster, vorm, opdracht, len(toestand.gegevens.leerlingen))
    return rooster


def require_fields(vorm: Vorm, koppeling: int, opdrachten: Iterable[Opdracht]) -> None:
    """Raise RoosterOnmogelijk if schools of a link lack a field that the format demands.

    It names each of them with what it lacks, and the command that turns those fields on.
    """
    lacking: dict[str, list[str]] = {}
    for opdracht in opdrachten:
        if velden := vorm.formaat.lacking(opdracht.velden.velden):
            lacking[str(opdracht.school)] = velden
    if not lacking:
        return
    told = "; ".join(f"school {school}: {', '.join(velden)}" for school, velden in lacking.items())
    command = ["uwlr", "koppeling", "afspraak", str(koppeling)]
    if len(lacking) == 1:
        command += ["--school", *lacking]
    for veld in dict.fromkeys(chain.from_iterable(lacking.values())):  # each once, in order
        command += ["--veld", f"{veld}=aan"]
    raise RoosterOnmogelijk(
        f"{vorm.formaat.titel} vraagt velden die niet in de afspraak van koppeling {koppeling} staan. Het"
        f" gaat om {told}. Stemt de school ermee in, zet ze dan aan: {shlex.join(command)}"
    )


def _require_pupils(rooster: Rooster, vorm: Vorm, opdracht: Opdracht, at_school: int) -> None:
    """Raise RoosterOnmogelijk if too many pupils do not fit, or nobody is left of those at school."""
    place = f"school {opdracht.school} en koppeling {opdracht.koppeling.id}"
    left_out = [weg for weg in rooster.weggelaten if weg.soort == Rol.LEERLING]
    everybody = rooster.leerlingen + len(left_out)
    if exceeds(len(left_out), everybody, opdracht.roosterdeel):
        waarom = ", ".join(sorted({weg.waarom for weg in left_out}))
        raise RoosterOnmogelijk(
            f"Bij {place} passen {len(left_out)} van de {everybody} leerlingen niet in {vorm.formaat.titel}"
            f" ({waarom}): meer dan {in_words(opdracht.roosterdeel)}. Als dat klopt, herhaal de"
            " opdracht met --allow-shrink, of sta het ook voor later toe:"
            f" {_permission(opdracht, Fraction(len(left_out), everybody))}"
        )
    if not everybody and at_school:
        raise RoosterOnmogelijk(
            f"Van de leerlingen van {place} ({at_school}) valt er geen onder de afspraak, dus zou"
            f" {vorm.formaat.titel} er geen hebben. {IF_RIGHT}"
        )


def _permission(opdracht: Opdracht, deel: Fraction) -> str:
    """The command by which rosters may leave out so many pupils from now on, up to the next hundredth."""
    enough = ceil(deel * HUNDREDTHS) / HUNDREDTHS
    command = ["uwlr", "gkv", "rem", str(opdracht.koppeling.id), "--school", str(opdracht.school)]
    return shlex.join([*command, "--deel", f"{enough:g}"])
