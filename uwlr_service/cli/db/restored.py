"""``uwlr db restored``: what follows when the database was put back from a backup."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened_unchecked
from uwlr_service.cli.files import BESTAND
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import cell, counted, say, show, show_json, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain import tijd
from uwlr_service.domain.las.las import client_id

if TYPE_CHECKING:
    from uwlr_service.uitwisseling.herstel.naspelen import Nagespeeld
    from uwlr_service.uitwisseling.herstel.serverlog import Logverslag, Tijdvak
    from uwlr_service.uitwisseling.herstel.terugzetten import Herstelverslag


@click.command(
    cls=Command,
    voorbeelden=(
        "uwlr db restored --log /var/log/uwlr.log",
        "uwlr db restored --journal machine1.jsonl --journal machine2.jsonl",
        "uwlr db restored --zonder-journaal         het journaal is verloren",
    ),
)
@option(
    "--journal",
    "journalen",
    multiple=True,
    type=BESTAND,
    help="Een journaal van een andere machine of uit een backup, naast het eigen. Mag vaker.",
)
@option(
    "--zonder-journaal",
    is_flag=True,
    help="Het journaal is verloren: ga verder zonder, ook al komt er zo terug wat was ingetrokken.",
)
@option(
    "--log",
    "logs",
    multiple=True,
    type=BESTAND,
    help="Een log van de server, ook .gz: wat daarin is bevestigd en nu weg is, wordt genoemd. Mag vaker.",
)
@json_option
def restored(
    journalen: tuple[Path, ...], zonder_journaal: bool, logs: tuple[Path, ...], as_json: bool
) -> None:
    """Maak af wat na het terugzetten van een backup nodig is.

    Wat scholen introkken of beperkten, en sleutels die eindigden, gelden weer zoals het journaal zegt.
    Elke telling springt vooruit, elk volgend GKV-pakket is volledig, en elke uitgever krijgt bij de
    volgende vraag alle gegevens. Lees daarna de nieuwste EDEXML van elke school in.
    """
    if zonder_journaal and journalen:
        raise click.UsageError("--zonder-journaal gaat niet samen met --journal.")
    with opened_unchecked() as diensten:
        done = diensten.terugzetting.complete(journalen, zonder_journaal=zonder_journaal)
        found = diensten.serverlog.compare(logs, done.stand, tijd.now())
    if as_json:
        show_json({**_record(done), **_record_of_logs(found)})
        return
    _show_done(done)
    _show_lost(found, has_logs=bool(logs))


def _show_done(done: "Herstelverslag") -> None:
    if done.nagespeeld:
        columns = ("nr", "besloten", "besluit", "koppeling of LAS", "school", "uitkomst")
        listing = table("Besluiten van na de backup", *columns, right=("nr", "koppeling of LAS"))
        for nagespeeld in done.nagespeeld:
            besluit = nagespeeld.besluit
            listing.add_row(
                str(besluit.nummer),
                amsterdam(besluit.moment),
                besluit.soort.value,
                cell(_whose(nagespeeld)),
                cell(", ".join(_scholen(nagespeeld))),
                nagespeeld.uitkomst.value,
            )
        show(listing)
    else:
        say("Het journaal heeft geen besluiten die de database niet al had.")
    for path in done.gescheurd:
        say(f"Let op: de laatste regel van {path} is half geschreven, en niet te lezen.", style="yellow")
    say(
        f"{counted(done.schooljaren, 'schooljaar', 'schooljaren')} op {amsterdam(done.moment)} gezet;"
        f" {counted(done.ketens, 'keten', 'ketens')} van GKV beginnen opnieuw, met een volledige levering."
    )
    for las in done.lassen:
        say(
            f"LAS {las.las} ({las.naam}) nam op {amsterdam(las.moment)} resultaten over van na de backup."
            " Vraag dit LAS terug wat hier nu ontbreekt.",
            style="yellow",
        )
    if done.zonder_sleutel:
        names = ", ".join(map(str, done.zonder_sleutel))
        say(f"Zonder geldige sleutel: koppeling {names}. Geef een nieuwe: uwlr koppeling rotate", "yellow")


def _show_lost(found: "Logverslag", *, has_logs: bool) -> None:
    if found.verlies:
        columns = ("afzender", "koppeling", "school", "bevestigd", "resultaten")
        listing = table("Bevestigd na de backup, en nu weg", *columns, right=("koppeling", "resultaten"))
        for verlies in found.verlies:
            for bericht in verlies.berichten:
                listing.add_row(
                    cell(verlies.klant),
                    str(verlies.koppeling),
                    cell(verlies.school),
                    amsterdam(bericht.moment),
                    str(bericht.resultaten),
                )
        show(listing)
        say("Vraag deze afzenders om hun resultaten opnieuw te sturen.", style="yellow")
    elif has_logs:
        say("De genoemde logs noemen geen resultaten die zijn bevestigd en nu weg zijn.")
    for tijdvak in found.onbekend:
        say(f"Geen log zegt wat er is bevestigd {_period(tijdvak)}.", style="yellow")


def _period(tijdvak: "Tijdvak") -> str:
    if tijdvak.van is None:
        return f"tot {amsterdam(tijdvak.tot)}"
    return f"van {amsterdam(tijdvak.van)} tot {amsterdam(tijdvak.tot)}"


def _whose(nagespeeld: "Nagespeeld") -> str | None:
    """The link that a decision was about by its number, or the LAS by its client_id."""
    inhoud = nagespeeld.besluit.inhoud
    if "las" in inhoud:
        return client_id(inhoud["las"])
    return str(inhoud["koppeling"]) if "koppeling" in inhoud else None


def _scholen(nagespeeld: "Nagespeeld") -> Sequence[str]:
    inhoud = nagespeeld.besluit.inhoud
    if "school" in inhoud:
        return [inhoud["school"]]
    scholen: Iterable[str] = inhoud.get("scholen", ())
    return list(scholen)


def _record(done: "Herstelverslag") -> dict[str, Any]:
    return {
        "stand": done.stand,
        "moment": done.moment,
        "journalen": list(map(str, done.journalen)),
        "half_geschreven": list(map(str, done.gescheurd)),
        "besluiten": [
            {
                "nummer": nagespeeld.besluit.nummer,
                "moment": nagespeeld.besluit.moment,
                "soort": nagespeeld.besluit.soort.value,
                "koppeling": nagespeeld.besluit.inhoud.get("koppeling"),
                "las": nagespeeld.besluit.inhoud.get("las"),
                "scholen": _scholen(nagespeeld),
                "uitkomst": nagespeeld.uitkomst.value,
            }
            for nagespeeld in done.nagespeeld
        ],
        "ketens": done.ketens,
        "schooljaren": done.schooljaren,
        "zonder_sleutel": list(done.zonder_sleutel),
        "lassen": [{"las": las.las, "naam": las.naam, "moment": las.moment} for las in done.lassen],
    }


def _record_of_logs(found: "Logverslag") -> dict[str, Any]:
    return {
        "verloren": [
            {
                "klant": verlies.klant,
                "koppeling": verlies.koppeling,
                "school": verlies.school,
                "berichten": [
                    {"moment": bericht.moment, "resultaten": bericht.resultaten}
                    for bericht in verlies.berichten
                ],
            }
            for verlies in found.verlies
        ],
        "onbekend": [{"van": tijdvak.van, "tot": tijdvak.tot} for tijdvak in found.onbekend],
    }
