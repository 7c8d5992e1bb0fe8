"""Errors as SOAP 1.1 faults: the standard's code, a Dutch sentence, and for the body where it went wrong."""

from spyne import Fault

from uwlr_service.domain.fouten import (
    AdresOnbekend,
    BerichtFout,
    BerichtTeGroot,
    Melding,
    MethodeOngeldig,
    TeVeelVerzoeken,
)
from uwlr_service.domain.school.regels import ILLEGAL
from uwlr_service.domain.uwlr.verzoek import Bericht
from uwlr_service.formats.escape import attribute, text
from uwlr_service.formats.uwlr.namespaces import FOUT, LEERLINGGEGEVENS, SOAP
from uwlr_service.soap.envelope import bare_opening, closing, opening

STATUS: dict[type[BerichtFout], str] = {
    AdresOnbekend: "404 Not Found",
    BerichtTeGroot: "413 Content Too Large",
    MethodeOngeldig: "405 Method Not Allowed",
    TeVeelVerzoeken: "429 Too Many Requests",
}
LONGEST = 500
"""Characters of one text of a finding: a name or a key that it repeats can be as long as the message."""
LONGEST_FAULTSTRING = 2000

INTERNAL_SERVER_ERROR = "500 Internal Server Error"
GETRAPT: dict[str, str] = {
    bericht: f"{bericht.capitalize()}Fault" for bericht in Bericht if bericht.is_getrapt
}


class SoapFault(Fault):  # type: ignore[misc]
    """Carries an error of ours through Spyne, which only lets its own kind pass."""

    def __init__(self, fout: BerichtFout) -> None:
        super().__init__(fout.faultcode, fout.faultstring)
        self.fout = fout


def let_go(error: BaseException | None) -> None:
    """Take the traces out of an error that was answered, and out of those that it came from.

    A trace holds all that the call had in hand, the message first, and so the error itself: in such a ring
    everything stays until the garbage collector comes by, which may be dozens of messages later.
    """
    while error is not None:
        error.__traceback__ = None
        error = error.__cause__ or error.__context__


def status_of(fout: BerichtFout) -> str:
    """The HTTP status: 500 for every fault (SOAP 1.1, 6.2), save where HTTP itself says no."""
    return STATUS.get(type(fout), INTERNAL_SERVER_ERROR)


def render(fout: BerichtFout, prefix: str, bericht: str | None = None) -> bytes:
    """The whole message with a fault; ``bericht`` is the operation, as far as it was recognised.

    The code is a QName in the namespace of the envelope (UWLR 2.2.1, foutafhandeling); the children of
    Fault have no namespace.
    """
    wording = _wording(fout, prefix)
    fault = f"<{prefix}:Fault>{wording}{_detail(fout, wording, prefix, bericht)}</{prefix}:Fault>"
    return opening(prefix) + fault.encode() + closing(prefix)


def render_plain(fout: BerichtFout, prefix: str) -> bytes:
    """A message with a fault as any SOAP 1.1 service makes one: no XML declaration, a code of SOAP itself."""
    code = fout.faultcode.partition(".")[0]
    fault = (
        f"<{prefix}:Fault><faultcode>{prefix}:{code}</faultcode>"
        f"<faultstring>{text(_clean(fout.faultstring, LONGEST_FAULTSTRING))}</faultstring></{prefix}:Fault>"
    )
    return bare_opening(prefix) + fault.encode() + closing(prefix)


def _clean(value: str, longest: int = LONGEST) -> str:
    """A finding can quote what a client sent, so also what no XML may hold, and any number of it."""
    if len(value) > longest:
        value = f"{value[:longest]}..."
    return ILLEGAL.sub("\ufffd", value)


def _wording(fout: BerichtFout, prefix: str) -> str:
    return (
        f"<faultcode>{prefix}:{fout.faultcode}</faultcode>"
        f"<faultstring>{text(_clean(fout.faultstring, LONGEST_FAULTSTRING))}</faultstring>"
    )


def _detail(fout: BerichtFout, wording: str, prefix: str, bericht: str | None) -> str:
    if not fout.heeft_detail:
        return ""
    meldingen = "".join(
        f"<melding{_place('code', m.code)}{_place('regel', m.regel)}{_place('pad', m.pad)}"
        f"{_place('key', m.key)}{_place('verwacht', m.verwacht)}>{text(_clean(m.tekst))}</melding>"
        for m in fout.meldingen or (Melding(tekst=fout.tekst),)
    )
    ours = f'<fout xmlns="{FOUT}" code="{attribute(fout.faultcode)}">{meldingen}</fout>'
    if bericht not in GETRAPT:
        return f"<detail>{ours}</detail>"
    # The WSDL declares for these a fault within the fault. JAX-WS takes it out of the message and shows
    # nothing of what stands beside it, so it holds the findings too, and says again what the prefix in its
    # faultcode stands for.
    name = GETRAPT[bericht]
    spaces = f'xmlns:lg="{LEERLINGGEGEVENS}" xmlns:{prefix}="{SOAP}"'
    within = f"<lg:{name} {spaces}>{wording}<detail>{ours}</detail></lg:{name}>"
    return f"<detail>{within}{ours}</detail>"


def _place(name: str, value: str | int | None) -> str:
    return f' {name}="{attribute(_clean(str(value)))}"' if value is not None else ""
