"""``uwlr keur uitgever``: play the LAS for the client of a publisher, and say what it does otherwise.

The steps are taken by hand, at the client; our server watches meanwhile. So this only shows how far it is,
goes to the next step, and judges what was seen.
"""

import enum
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.keur.verslag import BESTANDEN, ONDERTEKEN, Verslagen, hand_over
from uwlr_service.cli.options import collected, json_option, option
from uwlr_service.cli.output import counted, say, show_json
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import Geweigerd

if TYPE_CHECKING:
    from uwlr_service.conformiteit.clientkeuring.keurgang import Keurgang
    from uwlr_service.conformiteit.clientkeuring.soorten import Keursoort
    from uwlr_service.conformiteit.clientkeuring.verloop import Staprij, Verloop


class Wat(enum.StrEnum):
    """What to do, one at a time; without a word it only shows how far it is."""

    BEGIN = "begin"
    VERDER = "verder"
    OVERSLAAN = "sla-over"
    STOP = "stop"
    RAPPORT = "rapport"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opdracht:
    """What was asked on the command line."""

    proeftuin: int
    begin: bool
    verder: bool
    overslaan: bool
    stop: bool
    rapport: bool
    suite: Path | None
    onderteken: Path | None
    html: Path | None
    junit: Path | None
    namens: str | None
    as_json: bool

    @property
    def wat(self) -> Wat | None:
        """What to do. Raises UsageError for more than one thing: one would undo or hide the other."""
        asked = [wat for wat in Wat if getattr(self, wat.name.lower())]
        if len(asked) > 1:
            raise click.UsageError(f"kies {' of '.join(f'--{wat}' for wat in asked)}.")
        return asked[0] if asked else None

    @property
    def verslagen(self) -> Verslagen:
        """The files that a report was asked for in."""
        return Verslagen(html=self.html, junit=self.junit, onderteken=self.onderteken)


def _flag(wat: Wat, uitleg: str) -> Any:
    """One of the things that can be done."""
    return option(f"--{wat}", wat.name.lower(), is_flag=True, help=uitleg)


OPTIONS = collected(
    Opdracht,
    "opdracht",
    option("--proeftuin", required=True, type=parameters.NUMMER, help="Het nummer van de proeftuin."),
    _flag(Wat.BEGIN, "Begin bij de eerste stap, met niets gezien."),
    _flag(Wat.VERDER, "Deze stap is gedaan; ga naar de volgende."),
    _flag(Wat.OVERSLAAN, "Sla deze stap over; ga naar de volgende."),
    _flag(Wat.STOP, "Houd ermee op; wat er tot nu toe is gezien blijft."),
    _flag(Wat.RAPPORT, "Oordeel over wat er tot nu toe is gezien."),
    option(
        "--suite",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Keur met de stappen en gevallen in deze map in plaats van met die van ons.",
    ),
    ONDERTEKEN,
    *BESTANDEN,
    option("--namens", metavar="NAAM", help="Namens wie u dit doet."),
    json_option,
)


@click.command(
    cls=Command,
    short_help="Keur de client van een uitgever, stap voor stap.",
    voorbeelden=(
        "uwlr keur uitgever --proeftuin 3 --begin      begin, en lees de eerste stap",
        "uwlr keur uitgever --proeftuin 3              wat er tot nu toe is gezien",
        "uwlr keur uitgever --proeftuin 3 --verder     de stap is gedaan; de volgende",
        "uwlr keur uitgever --proeftuin 3 --stop       houd op, en lees het rapport",
        "uwlr keur uitgever --proeftuin 3 --rapport --html rapport.html",
        "uwlr keur uitgever --proeftuin 3 --rapport --onderteken rapport.json",
    ),
)
@OPTIONS
def uitgever(opdracht: Opdracht) -> None:
    """Kijk wat de client van een uitgever doet op de adressen van een proeftuin.

    De WSDL staat op /proeftuin/NUMMER/uwlr/leerlinggegevens?wsdl van deze dienst, en de sleutel is die van
    een koppeling met de scholen van de proeftuin. De stappen doet u zelf, met de client. Na de laatste stap
    komt het rapport. Daarin staan geen sleutels en geen namen van leerlingen.

    Wat --onderteken schrijft, controleert een ander met 'uwlr keur verify'.
    Met een rapport eindigt de opdracht met 1 als de client iets niet doet wat hij moet.
    """
    judge_client(opdracht, "uitgever")


def judge_client(opdracht: Opdracht, suite: str) -> None:
    """Do what was asked in the judging of a client by the script of a suite."""
    from uwlr_service.conformiteit.clientkeuring.keurgang import Keurgang
    from uwlr_service.conformiteit.clientkeuring.soorten import KEURSOORTEN, own

    wat = opdracht.wat
    soort = KEURSOORTEN[suite]
    if opdracht.suite is not None:
        soort = own(opdracht.suite, soort)
    with opened() as diensten:
        gang = Keurgang(diensten, opdracht.proeftuin, Handelende.opdrachtregel(opdracht.namens), soort)
        verloop = _moved(gang, soort, wat)
        if wat is not Wat.RAPPORT and verloop.nu is not None:
            _show_step(verloop, verloop.nu, opdracht)
            return
        rapport = verloop.rapport() if opdracht.onderteken is None else gang.signed()
    hand_over(
        rapport,
        opdracht.verslagen,
        as_json=opdracht.as_json,
        goed="De client doet wat hij moet, voor zover hier is gekeken.",
        fout="De client doet niet alles wat hij moet.",
        # What is signed stays as it is, or the signature would prove it no more.
        erbij={} if rapport.waarmerk is not None else _besides(verloop),
    )


def _moved(gang: "Keurgang", soort: "Keursoort", wat: Wat | None) -> "Verloop":
    """How far the judging is, after what was asked was done."""
    if wat is Wat.STOP:
        gang.stop(soort)
    if wat is Wat.BEGIN:
        gang.begin(soort)
    verloop = _begun(gang, soort)
    if wat not in (Wat.VERDER, Wat.OVERSLAAN):
        return verloop
    if verloop.stap is None:
        raise Geweigerd("De laatste stap is al geweest. Bekijk het rapport met --rapport.")
    gang.go_on(verloop.stap.id, is_gedaan=wat is Wat.VERDER)
    if wat is Wat.VERDER and verloop.nu is not None:
        _warn_unseen(verloop.nu)
    return _begun(gang, soort)


def _warn_unseen(rij: "Staprij") -> None:
    """Say that a step that was ended as taken saw nothing of the client, and what it did see."""
    strangers = sum(waarneming.sleutel is None for waarneming in rij.gezien)
    if strangers < len(rij.gezien):
        return
    seen = f"In stap {rij.stap.id} is niets van de client gezien."
    if strangers:
        vragen = counted(strangers, "vraag had", "vragen hadden")
        seen += f" {vragen} een sleutel die niet van deze proeftuin is."
    hint = (
        "Wat had moeten komen, staat in het rapport als afwijking. Doet u een stap niet, neem dan --sla-over."
    )
    say(f"{seen} {hint}", style="yellow")


def _begun(gang: "Keurgang", soort: "Keursoort") -> "Verloop":
    verloop = gang.verloop()
    if verloop is None:
        raise Geweigerd("De keuring is nog niet begonnen. Begin met --begin.")
    if verloop.soort is not soort:
        andere = verloop.soort.suite
        raise Geweigerd(f"Op deze proeftuin is een andere keuring: {andere}. Begin deze met --begin.")
    return verloop


def _show_step(verloop: "Verloop", rij: "Staprij", opdracht: Opdracht) -> None:
    from uwlr_service.cli.keur.gezien import as_record, show_gezien

    draaiboek = verloop.soort.draaiboek
    proeftuin = verloop.zicht.proeftuin
    if opdracht.as_json:
        show_json(
            {
                "proeftuin": proeftuin.id,
                "stap": rij.stap.id,
                "nummer": rij.nummer,
                "stappen": len(draaiboek.stappen),
                "doe": rij.doe,
                "gezien": [as_record(waarneming) for waarneming in rij.gezien],
            }
        )
        return
    say(f"Stap {rij.nummer} van {len(draaiboek.stappen)}: {rij.stap.titel}", style="bold")
    say(rij.doe)
    for geval in draaiboek.gevallen_of(rij.stap.id):
        say(f"  {geval.gewicht.value:<5}  {geval.titel}")
    show_gezien(rij.gezien)
    if opdracht.verslagen.are_asked:
        say("Er is nog geen rapport. Vraag het met --rapport.", style="yellow")
    eigen = "" if opdracht.suite is None else f" --suite {opdracht.suite}"
    keuring = click.get_current_context().info_name
    say(f"Gedaan? uwlr keur {keuring} --proeftuin {proeftuin.id}{eigen} --verder (of --sla-over)")


def _besides(verloop: "Verloop") -> dict[str, Any]:
    """What JSON says of a report that is not signed: whether every step was taken, and each call."""
    from uwlr_service.cli.keur.gezien import as_record

    return {
        "volledig": verloop.is_volledig,
        "waarnemingen": [as_record(waarneming) for waarneming in verloop.zicht.waarnemingen],
    }
