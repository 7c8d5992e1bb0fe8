"""What goes with every call: a warning where the key can be read, and a refusal that a program can read."""

from collections.abc import Iterator
from contextlib import contextmanager

from uwlr_service.cli.output import say, show_json
from uwlr_service.client.adres import is_loopback
from uwlr_service.client.fouten import SoapFout
from uwlr_service.domain.fouten import Fout, Melding


def warn_unsafe(url: str) -> None:
    """Say that the key can be read along the way."""
    if url.startswith("http:") and not is_loopback(url):
        say("Let op: zonder https gaat de autorisatiesleutel leesbaar over het netwerk.", style="yellow")


@contextmanager
def told_to_programs(as_json: bool) -> Iterator[None]:
    """Write a refusal as JSON too, for a caller that asked for JSON; people find it on standard error."""
    try:
        yield
    except Fout as fout:
        if as_json:
            show_json(
                {
                    "antwoord": "fout",
                    "code": fout.code if isinstance(fout, SoapFout) else None,
                    "fout": fout.tekst,
                    "meldingen": [_record(melding) for melding in fout.meldingen],
                }
            )
        raise


def _record(melding: Melding) -> dict[str, object]:
    return {
        "melding": melding.tekst,
        "regel": melding.regel,
        "pad": melding.pad,
        "key": melding.key,
        "verwacht": melding.verwacht,
        "code": melding.code,
    }
