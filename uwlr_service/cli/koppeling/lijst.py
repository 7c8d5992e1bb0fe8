"""``uwlr koppeling list``: the links, at a glance."""

from collections import Counter
from typing import TYPE_CHECKING

import click
from rich.text import Text

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.koppeling.show import as_record, stand_record
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import cell, counted, say, show, show_json, table
from uwlr_service.cli.scholen import scholen_of
from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.klant import Koppeling
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.school.school import Schoolcode

if TYPE_CHECKING:
    from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingstand

WAITING = (Deelnamestand.GEPAUZEERD, Deelnamestand.VOORGESTELD, Deelnamestand.INGETROKKEN)
"""The states in which somebody has yet to do something: data of the school do not go out, or have to go."""


@click.command(
    "list",
    cls=Command,
    voorbeelden=(
        "uwlr koppeling list                   wat er loopt",
        "uwlr koppeling list --school 99XX/16  wie de gegevens van deze school krijgt",
        "uwlr koppeling list --all             ook wat is ingetrokken",
    ),
)
@option("--school", type=parameters.SCHOOL, help="Alleen koppelingen met deze school.")
@option("--all", "with_withdrawn", is_flag=True, help="Ook koppelingen die zijn ingetrokken.")
@json_option
def list_(school: Schoolcode | None, with_withdrawn: bool, as_json: bool) -> None:
    """Toon de koppelingen die lopen.

    Wat is ingetrokken staat er alleen bij --all bij, ook in JSON. Met --school zijn dat ook koppelingen waar
    alleen deze school uit is. Onder een koppeling die loopt staat wat niet doorgaat: een product dat niet is
    toegelaten, en scholen die pauzeren, nog moeten beslissen of zijn vertrokken.
    """
    with opened() as diensten:
        beheer = diensten.koppelingbeheer
        all_of_them = beheer.all() if school is None else beheer.of_school(school)
        standen = beheer.standen()
    koppelingen = [koppeling for koppeling in all_of_them if with_withdrawn or koppeling.lives_at(school)]
    if as_json:
        show_json([_record(koppeling, standen[koppeling.id]) for koppeling in koppelingen])
        return
    title = f"Koppelingen ({len(koppelingen)})"
    if school is not None:
        title = f"Koppelingen van school {school} ({len(koppelingen)})"
    columns = ("ID", "klantnaam (klantcode)", "gegevensset", "stand", "scholen")
    listing = table(title, *columns, right=("ID",))
    for koppeling in koppelingen:
        listing.add_row(
            str(koppeling.id),
            cell(f"{koppeling.klant.naam} ({koppeling.klant.code})"),
            koppeling.gegevensset,
            _stand(koppeling, standen[koppeling.id], school),
            cell(scholen_of(koppeling)),
        )
    show(listing)
    left_out = len(all_of_them) - len(koppelingen)
    if left_out:
        say(f"Ingetrokken en niet getoond: {left_out}. Met --all staan die er ook bij.")


def _record(koppeling: Koppeling, stand: "Koppelingstand") -> dict[str, object]:
    return {**as_record(koppeling), **stand_record(stand.toelating, stand.scholen)}


def _stand(koppeling: Koppeling, stand: "Koppelingstand", school: Schoolcode | None) -> Text:
    """Whether a link lives, since when, and what does not go on in it; for one school, of that school."""
    if koppeling.ingetrokken is not None:
        return cell(f"ingetrokken {tijd.today(koppeling.ingetrokken):%d-%m-%Y}", "red")
    if school not in (None, *koppeling.scholen):
        return cell("school eruit", "red")
    lines = [f"actief sinds {tijd.today(koppeling.aangemaakt):%d-%m-%Y}"]
    if stand.toelating is not Toelatingstand.ACTIEF:
        lines.append(f"product: {stand.toelating}")
    standen = Counter(state for code, state in stand.scholen.items() if school in (None, code))
    lines += [
        f"{counted(standen[state], 'school', 'scholen')} {state}" for state in WAITING if standen[state]
    ]
    return cell("\n".join(lines), "green" if len(lines) == 1 else "yellow")
