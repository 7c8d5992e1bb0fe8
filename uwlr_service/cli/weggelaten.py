"""What links leave out because something is missing, told beside the result of another command."""

import shlex
from collections.abc import Iterable
from typing import TYPE_CHECKING

from uwlr_service.cli.listing import MOST_ROWS
from uwlr_service.cli.output import say
from uwlr_service.cli.scholen import some_scholen
from uwlr_service.domain.gkv.rooster import ROOSTERFORMATEN
from uwlr_service.domain.school.school import Schoolcode

if TYPE_CHECKING:
    from uwlr_service.uitwisseling.koppeling.todo import Roosteruit, Todo


def warn_weggelaten(todos: "Iterable[Todo]") -> None:
    """Say beside a result how many pupils each link leaves out; nothing if it leaves out nobody."""
    leerlingen: dict[int, set[tuple[str, str, str]]] = {}
    for todo in todos:
        if todo.weggelaten:
            leerlingen.setdefault(todo.koppeling, set()).add(leerling_of(todo))
    for koppeling, left_out in sorted(leerlingen.items()):
        say(
            f"Let op: bij koppeling {koppeling} {worden(len(left_out))} weggelaten, omdat er gegevens"
            f" ontbreken. Welke: uwlr koppeling todo {koppeling}",
            style="yellow",
        )


def warn_roosters(roosters: "Iterable[Roosteruit]") -> None:
    """Say which rosters are off; schools of a link that lack the same stand beside each other."""
    scholen: dict[tuple[int, str, tuple[str, ...]], list[Schoolcode]] = {}
    for uit in roosters:
        scholen.setdefault((uit.koppeling, uit.rooster, uit.velden), []).append(uit.school)
    for (koppeling, rooster, velden), of_them in list(scholen.items())[:MOST_ROWS]:
        school = str(of_them[0]) if len(of_them) == 1 else "SCHOOL"
        command = ["uwlr", "koppeling", "afspraak", str(koppeling), "--school", school]
        for veld in velden:
            command += ["--veld", f"{veld}=aan"]
        say(
            f"Let op: {ROOSTERFORMATEN[rooster].titel} (set/{rooster}) is uit in elk pakket van koppeling"
            f" {koppeling}, school {some_scholen(of_them)}, want dit is niet afgesproken:"
            f" {', '.join(velden)}. Stemt de school ermee in: {shlex.join(command)}",
            style="yellow",
        )
    if len(scholen) > MOST_ROWS:
        say(f"En nog {len(scholen) - MOST_ROWS}; met --json komen ze alle.")


def leerling_of(todo: "Todo") -> tuple[str, str, str]:
    """What a pupil is known by; it has a finding for each field that is missing."""
    return str(todo.school), todo.schooljaar, todo.leerling


def worden(aantal: int) -> str:
    """The verb and the number of pupils that are left out."""
    return "wordt 1 leerling" if aantal == 1 else f"worden {aantal} leerlingen"
