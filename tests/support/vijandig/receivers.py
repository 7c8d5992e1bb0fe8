"""Has a webhook be posted to a receiver that answers as an input says, and lists what deviates."""

from collections.abc import Iterator

from tests.support.servers.hostile import hostile
from tests.support.vijandig.directives import Directives
from tests.support.vijandig.index import NOT_DELIVERED, Input, inputs
from tests.support.vijandig.listener import raw
from uwlr_service.domain.fouten import NietBezorgd
from uwlr_service.uitwisseling.gkv import webhookpost

TAKEN = "bezorgd"


def post_to_all(door: str) -> list[str]:
    """Everything that deviates at a door of receivers."""
    return [deviation for entry in inputs(door) for deviation in _posted(entry)]


def _posted(entry: Input) -> Iterator[str]:
    directives = Directives(entry.parts)
    with hostile(raw(directives.write(entry.parts["antwoord"]))) as receiver:
        listened = f"127.0.0.1:{receiver.port}"
        url = Directives({**entry.parts, "PLAATS": listened}).write(entry.parts["url"]).decode()
        known = [listened] if entry.parts["bekend"] == "ja" else []
        kind = TAKEN
        try:
            webhookpost.post(url, b"{}", {}, known)
        except NietBezorgd:
            kind = NOT_DELIVERED
        except Exception as error:  # whatever the poster lets out is what is looked for
            kind = type(error).__name__
        if kind != entry.expected.kind:
            yield f"{entry.name}: {kind} instead of {entry.expected.kind}"
        if receiver.heads and entry.parts["bekend"] != "ja":
            yield f"{entry.name}: it was called"
