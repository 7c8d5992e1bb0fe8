"""Whether the server on this machine answers and is ready."""

from collections.abc import Iterator

from uwlr_service.cli.doctor.bevinding import Bevinding, goed, herstel, let_op, onbekend
from uwlr_service.client.fouten import Onbereikbaar
from uwlr_service.client.installatie.gereedheid import ask
from uwlr_service.config import Settings

OK = "ok"
WARNING = "warning"


def look(settings: Settings) -> Iterator[Bevinding]:
    """What it says at ``/health/ready``."""
    if settings.bind.endswith(":0"):
        yield onbekend("UWLR_BIND noemt geen poort: waar de server luistert, is niet bekend.")
        return
    try:
        gereedheid = ask(settings.bind)
    except Onbereikbaar as error:
        yield herstel(error.tekst, "Start: uwlr serve")
        return
    wrong = "; ".join(f"{name}: {said}" for name, said in gereedheid.controles.items() if said != OK)
    if gereedheid.stand == OK:
        yield goed(f"De server op {settings.bind} is gereed.")
    elif gereedheid.stand == WARNING:
        yield let_op(f"De server op {settings.bind} is gereed, met een waarschuwing: {wrong}.")
    else:
        yield herstel(f"De server op {settings.bind} is niet gereed: {wrong}.")
