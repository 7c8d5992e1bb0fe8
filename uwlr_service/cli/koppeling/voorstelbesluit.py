"""A decision about a proposal in the name of a school, as the command line makes it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.environment import opened
from uwlr_service.cli.options import option
from uwlr_service.cli.output import say
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Leerlingselectie
from uwlr_service.domain.school.school import Schoolcode

if TYPE_CHECKING:  # a help page must not load the use cases
    from uwlr_service.diensten import Diensten

SCHOOL = option("--school", required=True, type=parameters.SCHOOL, help="De school die beslist.")
NAMENS = option(
    "--namens",
    multiple=True,
    metavar="NAAM",
    help="Wie er namens de school beslist; bij extra beschermde gegevens twee personen.",
)
MOST_PERSONS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Keuzeopties:
    """What the options choose; without ``velden`` it is all that is asked."""

    velden: tuple[tuple[str, bool], ...] = ()
    jaargroepen: tuple[str, ...] = ()
    vestigingen: tuple[str, ...] = ()
    groepen: tuple[str, ...] = ()
    bestuur: str | None = None

    @property
    def selectie(self) -> Leerlingselectie | None:
        """The pupils that were chosen; None to leave that as it is."""
        chosen = Leerlingselectie(
            jaargroepen=frozenset(self.jaargroepen),
            vestigingen=frozenset(self.vestigingen),
            groepen=frozenset(self.groepen),
        )
        return chosen if chosen.narrows else None


def decide(koppeling: int, school: Schoolcode, namens: tuple[str, ...], opties: Keuzeopties) -> None:
    """Say yes in the name of a school, by each person that is named, and say what came of it."""
    if len(namens) > MOST_PERSONS:
        raise click.UsageError(f"--namens mag ten hoogste {MOST_PERSONS} keer.")
    with opened() as diensten:
        afspraak = None
        for naam in namens or (None,):
            if afspraak is None:
                afspraak = _say_yes(diensten, koppeling, school, Handelende.opdrachtregel(naam), opties)
    if afspraak is None:
        say(
            f"Bij school {school} wacht het voorstel op een tweede persoon: er zijn extra beschermde"
            " gegevens bij. Laat die hetzelfde besluiten, met --namens NAAM."
        )
        return
    say(f"Bij school {school} geldt nu versie {afspraak.versie} van de afspraak ({afspraak.gegevensset}).")


def _say_yes(
    diensten: "Diensten", koppeling: int, school: Schoolcode, door: Handelende, opties: Keuzeopties
) -> Gegevensafspraak | None:
    besluiten = diensten.besluitvorming
    voorgelegd = besluiten.open_at(koppeling, school, door=door)
    number = voorgelegd.voorstel.id
    velden = dict(opties.velden) or besluiten.whole(number, door=door)
    uitkomst = besluiten.accept(
        number,
        voorgelegd.getoond.digest,
        velden=velden,
        selectie=opties.selectie,
        door=door,
        bestuur=opties.bestuur,
    )
    return uitkomst.afspraak


def refuse(koppeling: int, school: Schoolcode, namens: tuple[str, ...], reden: str | None) -> None:
    """Say no in the name of a school."""
    door = Handelende.opdrachtregel(namens[0] if namens else None)
    with opened() as diensten:
        voorgelegd = diensten.besluitvorming.open_at(koppeling, school, door=door)
        diensten.besluitvorming.decline(voorgelegd.voorstel.id, door=door, reden=reden)
    if voorgelegd.is_more:
        say(f"School {school} houdt de afspraak van eerder.")
    else:
        say(f"School {school} koppelt niet; er gaat niets naar de leverancier.")
