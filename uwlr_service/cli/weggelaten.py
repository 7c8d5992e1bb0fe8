"""The pupils that links leave out because data are missing, told beside the result of another command."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from uwlr_service.cli.output import say

if TYPE_CHECKING:
    from uwlr_service.uitwisseling.koppeling.todo import Todo


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


def leerling_of(todo: "Todo") -> tuple[str, str, str]:
    """What a pupil is known by; it has a finding for each field that is missing."""
    return str(todo.school), todo.schooljaar, todo.leerling


def worden(aantal: int) -> str:
    """The verb and the number of pupils that are left out."""
    return "wordt 1 leerling" if aantal == 1 else f"worden {aantal} leerlingen"
