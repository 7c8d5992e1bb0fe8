"""``uwlr koppeling afspraak``: what a supplier gets of a school, shown and changed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.koppeling.afspraak_view import Namen, afspraak_record, alike, names_of, show_afspraak
from uwlr_service.cli.koppeling.namens import NAMENS, VELD
from uwlr_service.cli.koppeling.show import ingetrokken_line
from uwlr_service.cli.options import collected, json_option, option
from uwlr_service.cli.output import say, show, show_json
from uwlr_service.cli.scholen import some_scholen
from uwlr_service.cli.weggelaten import warn_roosters, warn_weggelaten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.school.codelijsten import JAARGROEPEN
from uwlr_service.domain.school.school import Schoolcode


@dataclass(frozen=True, slots=True, kw_only=True)
class Beperkingen:
    """Which pupils the options name; ``alle`` takes away every restriction that no other option names."""

    jaargroepen: tuple[str, ...]
    vestigingen: tuple[str, ...]
    groepen: tuple[str, ...]
    alle: bool

    def to_set(self, values: tuple[str, ...]) -> Collection[str] | None:
        """What a restriction becomes; None if it stays as it is."""
        return values if values or self.alle else None


BEPERKINGEN = (
    option(
        "--jaargroep",
        "jaargroepen",
        multiple=True,
        type=click.Choice(list(JAARGROEPEN)),
        metavar="CODE",
        help="Alleen leerlingen van deze jaargroep; mag vaker.",
    ),
    option(
        "--vestiging",
        "vestigingen",
        multiple=True,
        metavar="NAAM|KEY",
        help="Alleen van deze vestiging; mag vaker.",
    ),
    option(
        "--groep",
        "groepen",
        multiple=True,
        metavar="NAAM|KEY",
        help="Alleen uit deze groep of samengestelde groep, zoals 'Groep 7'; mag vaker.",
    ),
    option(
        "--alle",
        is_flag=True,
        help="Alle leerlingen: neem de beperkingen weg (en zet de genoemde ervoor terug).",
    ),
)


@click.command(
    cls=Command,
    voorbeelden=(
        "uwlr koppeling afspraak 1                                   toon de afspraken",
        "uwlr koppeling afspraak 1 --veld leerkracht/emailadres=uit  dat veld gaat er niet meer uit",
        "uwlr koppeling afspraak 1 --veld */emailadres=uit           geen enkel e-mailadres",
        "uwlr koppeling afspraak 1 --jaargroep 7 --jaargroep 8       alleen deze leerlingen",
        "uwlr koppeling afspraak 1 --groep 'Groep 7'                 alleen deze groep",
        "uwlr koppeling afspraak 1 --alle                            weer alle leerlingen",
    ),
)
@parameters.KOPPELING
@option(
    "--school",
    type=parameters.SCHOOL,
    help="Alleen bij deze school; anders bij elke school van de koppeling.",
)
@VELD
@NAMENS
@collected(Beperkingen, "beperkingen", *BEPERKINGEN)
@option("--elk-veld", is_flag=True, help="Toon elk veld op een regel, ook van een grote gegevensset.")
@json_option
def afspraak(
    koppeling: int,
    school: Schoolcode | None,
    velden: tuple[tuple[str, bool], ...],
    namens: tuple[str, ...],
    beperkingen: Beperkingen,
    elk_veld: bool,
    as_json: bool,
) -> None:
    """Toon of wijzig wat een leverancier krijgt.

    Een genoemde beperking vervangt de vorige van dezelfde soort. Elke wijziging is een nieuwe versie
    van de afspraak; de leverancier krijgt bij zijn volgende vraag de hele set opnieuw.
    """
    with opened() as diensten:
        afspraken = diensten.koppelingbeheer.change_afspraak(
            koppeling,
            school=school,
            velden=dict(velden),
            namens=namens,
            door=Handelende.opdrachtregel(),
            jaargroepen=beperkingen.to_set(beperkingen.jaargroepen),
            vestigingen=beperkingen.to_set(beperkingen.vestigingen),
            groepen=beperkingen.to_set(beperkingen.groepen),
        )
        missing = diensten.todolijst.of_koppeling(koppeling)
        roosters = diensten.todolijst.roosters_uit(koppeling)
        beside = diensten.koppelingbeheer.beside(koppeling)
        link = diensten.koppelingbeheer.find(koppeling)
        namen: Namen = {}
        if any(geldend.selectie.groepen or geldend.selectie.vestigingen for geldend in afspraken.values()):
            namen = diensten.koppelingbeheer.namen(koppeling)
    if as_json:
        records = [
            {
                **afspraak_record(code, geldend),
                "namen": names_of(geldend, namen.get(code, {})),
                "ook_gekoppeld_via": beside.get(code, []),
            }
            for code, geldend in afspraken.items()
        ]
        show_json({"koppeling": koppeling, "afspraken": records})
    else:
        if link.ingetrokken is not None:
            show(ingetrokken_line(link))
        for geldend, schools in alike(afspraken, namen):
            show_afspraak(schools, geldend, each=elk_veld)
    _warn_beside({code: links for code, links in beside.items() if code in afspraken})
    warn_weggelaten(missing)
    warn_roosters(uit for uit in roosters if uit.school in afspraken)


def _warn_beside(beside: Mapping[Schoolcode, Sequence[int]]) -> None:
    """Say over which other links the same supplier gets data of a school: those do not change along."""
    scholen_by_links: dict[str, list[Schoolcode]] = {}
    for code, links in beside.items():
        scholen_by_links.setdefault(", ".join(map(str, links)), []).append(code)
    for numbers, scholen in scholen_by_links.items():
        say(
            f"Let op: school {some_scholen(scholen)} is ook gekoppeld via {numbers}. Wat hier verandert,"
            " verandert daar niet.",
            style="yellow",
        )
