"""``uwlr keur uitgever``: play the LAS for the client of a publisher, and say what it does otherwise.

The steps are taken by hand, at the client; our server watches meanwhile. So this only shows how far it is,
goes to the next step, and judges what was seen.
"""

import enum
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.files import write_whole
from uwlr_service.cli.keur.verslag import BESTANDEN, hand_over
from uwlr_service.cli.options import collected, json_option, option
from uwlr_service.cli.output import say, show_json
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import Geweigerd

if TYPE_CHECKING:
    from uwlr_service.conformiteit.rapport import Rapport
    from uwlr_service.conformiteit.uitgever.draaiboek import Draaiboek, Stap
    from uwlr_service.conformiteit.uitgever.oordeel import Kijk
    from uwlr_service.diensten import Diensten
    from uwlr_service.domain.proeftuin.keurstand import Keurstand
    from uwlr_service.domain.proeftuin.proeftuin import Proeftuin
    from uwlr_service.domain.proeftuin.waarneming import Waarneming


class Wat(enum.StrEnum):
    """What to do; without a word it only shows how far it is."""

    BEGIN = "begin"
    VERDER = "verder"
    OVERSLAAN = "sla-over"
    STOP = "stop"
    RAPPORT = "rapport"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opdracht:
    """What was asked on the command line."""

    proeftuin: int
    wat: Wat | None
    onderteken: Path | None
    html: Path | None
    junit: Path | None
    namens: str | None
    as_json: bool

    @property
    def bestanden(self) -> list[Path]:
        """The files that a report was asked for in."""
        return [file for file in (self.onderteken, self.html, self.junit) if file is not None]


def _flag(wat: Wat, uitleg: str) -> Any:
    """One of the things that can be done, of which the last one named counts."""
    return option(f"--{wat}", "wat", flag_value=wat.value, type=Wat, help=uitleg)


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
        "--onderteken",
        type=click.Path(dir_okay=False, writable=True, path_type=Path),
        help="Onderteken het rapport, en schrijf het in JSON in dit bestand.",
    ),
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
    from uwlr_service.conformiteit.uitgever.beeld import beelden

    judge_client(opdracht, "uitgever", beelden)


def judge_client(opdracht: Opdracht, suite: str, kijk: "Kijk") -> None:
    """Do what was asked in the judging of a client by the script of a suite."""
    from uwlr_service.conformiteit.suitebestand import SUITES
    from uwlr_service.conformiteit.uitgever.draaiboekbestand import read_draaiboek
    from uwlr_service.conformiteit.uitgever.oordeel import report

    draaiboek = read_draaiboek(SUITES / suite)
    door = Handelende.opdrachtregel(opdracht.namens)
    with opened() as diensten:
        proeftuin = diensten.proeftuinen.get(opdracht.proeftuin)
        stand = _moved(diensten, draaiboek, opdracht, door)
        waarnemingen = diensten.clientkeuring.waarnemingen(proeftuin.id)
        if opdracht.wat is not Wat.RAPPORT and stand.stap is not None:
            _show_step(draaiboek, opdracht, proeftuin, stand, waarnemingen)
            return
        rapport = report(draaiboek, stand, waarnemingen, doel=f"/proeftuin/{proeftuin.id}/", kijk=kijk)
        if opdracht.onderteken is not None:
            rapport = _signed(diensten, rapport, proeftuin, door)
    if opdracht.onderteken is not None:
        write_whole(
            opdracht.onderteken, [json.dumps(rapport.as_record(), ensure_ascii=False, indent=2).encode()]
        )
    hand_over(
        rapport,
        html=opdracht.html,
        junit=opdracht.junit,
        as_json=opdracht.as_json,
        goed="De client doet wat hij moet, voor zover hier is gekeken.",
        fout="De client doet niet alles wat hij moet.",
        # What is signed stays as it is, or the signature would prove it no more.
        erbij={} if rapport.waarmerk is not None else _besides(draaiboek, stand, waarnemingen),
    )


def _moved(diensten: "Diensten", draaiboek: "Draaiboek", opdracht: Opdracht, door: Handelende) -> "Keurstand":
    """How far the judging is, after what was asked was done."""
    suite = draaiboek.suite
    keuring = diensten.clientkeuring
    if opdracht.wat is Wat.STOP:
        return keuring.stop(opdracht.proeftuin, suite.naam, door=door)
    if opdracht.wat is Wat.BEGIN:
        keuring.require_free(opdracht.proeftuin, suite.naam)  # before its days move on
        eerste = draaiboek.stappen[0]
        _send(diensten, opdracht, eerste, door)
        return keuring.begin(
            opdracht.proeftuin, (suite.naam, suite.versie), eerste.id, eerste.plan, door=door
        )
    stand = keuring.get(opdracht.proeftuin)
    if stand is None:
        raise Geweigerd("De keuring is nog niet begonnen. Begin met --begin.")
    if stand.suite != suite.naam:
        raise Geweigerd(f"Op deze proeftuin is een andere keuring: {stand.suite}. Begin deze met --begin.")
    if stand.versie != suite.versie:
        raise Geweigerd("Deze keuring is begonnen met andere gevallen. Begin opnieuw met --begin.")
    if opdracht.wat not in (Wat.VERDER, Wat.OVERSLAAN):
        return stand
    if stand.stap is None:
        raise Geweigerd("De laatste stap is al geweest. Bekijk het rapport met --rapport.")
    volgende = draaiboek.next_of(stand.stap)
    if volgende is not None:
        _send(diensten, opdracht, volgende, door)
    return keuring.go_on(
        opdracht.proeftuin,
        stand.stap,
        None if volgende is None else (volgende.id, volgende.plan),
        is_gedaan=opdracht.wat is Wat.VERDER,
        door=door,
    )


def _send(diensten: "Diensten", opdracht: Opdracht, stap: "Stap", door: Handelende) -> None:
    """Make ready what a step needs, before it begins."""
    proeftuin = diensten.proeftuinen.get(opdracht.proeftuin)
    diensten.zendingen.send(proeftuin, stap.zending, stap.plan.ingrepen, door=door)


def _show_step(
    draaiboek: "Draaiboek",
    opdracht: Opdracht,
    proeftuin: "Proeftuin",
    stand: "Keurstand",
    waarnemingen: Sequence["Waarneming"],
) -> None:
    from uwlr_service.cli.keur.gezien import as_record, show_gezien

    stap = draaiboek.stap(stand.stap)
    if stap is None:
        raise Geweigerd("Deze stap is er niet meer. Begin opnieuw met --begin.")
    number = draaiboek.stappen.index(stap) + 1
    doe = stap.doe.replace("{brin}", proeftuin.brincode)
    gezien = [waarneming for waarneming in waarnemingen if waarneming.stap == stap.id]
    if opdracht.as_json:
        show_json(
            {
                "proeftuin": proeftuin.id,
                "stap": stap.id,
                "nummer": number,
                "stappen": len(draaiboek.stappen),
                "doe": doe,
                "gezien": [as_record(waarneming) for waarneming in gezien],
            }
        )
        return
    say(f"Stap {number} van {len(draaiboek.stappen)}: {stap.titel}", style="bold")
    say(doe)
    for geval in draaiboek.gevallen_of(stap.id):
        say(f"  {geval.gewicht.value:<5}  {geval.titel}")
    show_gezien(gezien)
    if opdracht.bestanden:
        say("Er is nog geen rapport. Vraag het met --rapport.", style="yellow")
    say(f"Gedaan? uwlr keur {draaiboek.suite.naam} --proeftuin {proeftuin.id} --verder (of --sla-over)")


def _signed(diensten: "Diensten", rapport: "Rapport", proeftuin: "Proeftuin", door: Handelende) -> "Rapport":
    """The report with our signature: our own server saw what it is about. Raises as ``Keurmerken.sign``."""
    from uwlr_service.conformiteit.waarmerk import Waarmerk

    handtekening = diensten.keurmerken.sign(rapport.inhoud(), proeftuin.product, door=door)
    return replace(
        rapport, waarmerk=Waarmerk(uitgever=diensten.keurmerken.uitgever, handtekening=handtekening)
    )


def _besides(
    draaiboek: "Draaiboek", stand: "Keurstand", waarnemingen: Sequence["Waarneming"]
) -> dict[str, Any]:
    """What JSON says of a report that is not signed: whether every step was taken, and each call."""
    from uwlr_service.cli.keur.gezien import as_record

    return {
        "volledig": len(stand.gedaan) == len(draaiboek.stappen),
        "waarnemingen": [as_record(waarneming) for waarneming in waarnemingen],
    }
