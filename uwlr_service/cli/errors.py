"""Errors that were to be expected: a sentence a person can act on, and an exit code."""

import importlib
import sys
from collections.abc import Iterable

import click
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from uwlr_service.cli.listing import FoldedPath
from uwlr_service.cli.output import cell, console, plain, say, table
from uwlr_service.cli.usage import in_dutch
from uwlr_service.client.fouten import Onbereikbaar, SoapFout
from uwlr_service.config import ConfigFout
from uwlr_service.domain.fouten import (
    AanvraagOnbekend,
    AlGekoppeld,
    AlInKoppeling,
    BackupOnmogelijk,
    DatabaseOnbereikbaar,
    Fout,
    GebruikerOnbekend,
    JournaalBeschadigd,
    KoppelingOnbekend,
    KoppelpartnerOnbekend,
    LeveringAangehouden,
    Melding,
    NogInBestand,
    OpslagOnbruikbaar,
    OvergangOngeldig,
    ProductOnbekend,
    SleutelOnleesbaar,
    UitnodigingOnbekend,
)
from uwlr_service.domain.fouten.proeftuin import ProeftuinOnbekend
from uwlr_service.domain.oorzaak import oorzaak
from uwlr_service.domain.verbindingsfout import PEER, verbindingsfout

GOOD = 0
JUDGED_WRONG = 1
USAGE = 2
UNREACHABLE = 3
INTERRUPTED = 130
"""As a shell counts a process that Ctrl-C ended."""

ADVICE: dict[type[Exception], str] = {
    # Before the error that it is one of: the first that fits counts.
    AlInKoppeling: "De scholen die eronder vallen: uwlr koppeling show.",
    AlGekoppeld: "Een andere school erbij: uwlr koppeling school add. Iets anders: trek die eerst in.",
    AanvraagOnbekend: "De aanvragen die er zijn: uwlr aanvraag list --all.",
    KoppelpartnerOnbekend: "De koppelpartners die er zijn: uwlr koppelpartner list.",
    ProeftuinOnbekend: "De proeftuinen die er zijn: uwlr proeftuin list. Maak er een: uwlr proeftuin make.",
    ProductOnbekend: "De producten die er zijn: uwlr koppelpartner list.",
    GebruikerOnbekend: "De gebruikers die er zijn: uwlr gebruiker list.",
    UitnodigingOnbekend: "De uitnodigingen die er zijn: uwlr gebruiker list.",
    KoppelingOnbekend: "De koppelingen die er zijn: uwlr koppeling list.",
    SleutelOnleesbaar: "Herstel de UWLR_SECRET van eerder, of maak een sleutel: uwlr gkv jwks --rotate.",
    JournaalBeschadigd: "Zet een goede kopie terug, of zet dit bestand opzij en ga zonder verder: uwlr db"
    " restored --zonder-journaal.",
    NogInBestand: "Of geef --toch: een volgend bestand brengt de leerling dan terug.",
    LeveringAangehouden: "Als dat klopt: uwlr gkv generate ID --school SCHOOL --allow-shrink.",
}
ADVICE_DATABASE = "Kijk of de database draait en of UWLR_DATABASE_URL klopt."
ADVICE_PEER = (
    "Voer de opdracht uit als de gebruiker die UWLR_DATABASE_URL noemt: met /usr/local/bin/uwlr uit"
    " docs/install.rst, of met sudo -u uwlr."
)
ADVICE_DISK = "Het gaat om een schijf van PostgreSQL."
ADVICE_FILE = "Het gaat om het bestand van UWLR_DATABASE_URL, of anders om uwlr.sqlite in de map UWLR_VAR."


def report(error: Exception) -> int | None:
    """Say what went wrong on standard error; the exit code, or None when nobody expected this."""
    if isinstance(error, click.UsageError):
        return _report_usage(error)
    if isinstance(error, ConfigFout):
        return _say(str(error), USAGE)
    if isinstance(error, DatabaseOnbereikbaar):
        return _say(sentence_of(error), UNREACHABLE)
    if isinstance(error, OpslagOnbruikbaar):
        place = f"De opslag van UWLR_OPSLAG ({error.plaats})"
        return _say(f"{place} is niet te gebruiken: {cause_of(error)}.", JUDGED_WRONG)
    if isinstance(error, BackupOnmogelijk):
        return _say(error.tekst, UNREACHABLE)
    if isinstance(error, SoapFout):
        return _say(f"{error.code}: {error.tekst}", JUDGED_WRONG, error.meldingen)
    if isinstance(error, Onbereikbaar):
        return _say(error.tekst, UNREACHABLE, error.meldingen)
    if isinstance(error, Fout):
        return _say(sentence_of(error), JUDGED_WRONG, error.meldingen)
    if isinstance(error, OSError):
        return _report_file(error)
    return None


def sentence_of(error: Fout) -> str:
    """What went wrong and what to do about it, for an operator."""
    if isinstance(error, DatabaseOnbereikbaar):
        advice = _advice_database(_origin(error))
        because = "" if error.__cause__ is None else f": {cause_of(error)}"  # its own text says the same
        return f"De database is onbereikbaar{because}. {advice}"
    return f"{error.tekst} {_advice(error)}".strip()


def _advice(error: Fout) -> str:
    if isinstance(error, OvergangOngeldig):
        # The tables of states are loaded where one refused, and take long to load where none did.
        commands: str = importlib.import_module("uwlr_service.cli.stappen").advice(error)
        return commands
    return next((text for kind, text in ADVICE.items() if isinstance(error, kind)), "")


def _advice_database(origin: BaseException) -> str:
    if verbindingsfout(origin) == PEER:
        return ADVICE_PEER
    if getattr(origin, "sqlstate", None) is not None and oorzaak(origin) is not None:
        return ADVICE_DISK
    # A cause that we know otherwise is one of files and disks, so of SQLite.
    return ADVICE_DATABASE if oorzaak(origin) is None else ADVICE_FILE


def _report_file(error: OSError) -> int | None:
    if error.filename is not None:
        return _say(f"{error.filename}: {oorzaak(error) or type(error).__name__}.", USAGE)
    cause = oorzaak(error)
    if cause is None:
        return None
    # Of a file that is open already, the system does not say which one it is.
    return _say(f"Het lezen of schrijven van een bestand lukt niet: {cause}.", USAGE)


def _report_usage(error: click.UsageError) -> int:
    screen = console(sys.stderr)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        screen.print(Text(error.message))
        return USAGE
    if error.ctx is not None:
        screen.print(Text(error.ctx.get_usage()))
        screen.print(Text(f"Uitleg: {error.ctx.command_path} --help\n"))
    return _say(in_dutch(error), USAGE)


def _origin(error: Exception) -> BaseException:
    """What the driver raised, or the system: our own text for partners is of no use to an operator."""
    return getattr(error.__cause__, "orig", None) or error.__cause__ or error


def cause_of(error: Exception) -> str:
    """The cause in Dutch where we know it, and else in the driver's own words."""
    origin = _origin(error)
    lines = str(origin).strip().splitlines() or [type(origin).__name__]
    return oorzaak(origin) or verbindingsfout(origin) or lines[0].rstrip(".")


def _say(text: str, code: int, meldingen: Iterable[Melding] = ()) -> int:
    say(f"Fout: {text}", style="red")
    meldingen = tuple(meldingen)
    if meldingen:
        console(sys.stderr).print(meldingen_table("", meldingen))
    return code


def meldingen_table(title: str, meldingen: Iterable[Melding]) -> Table:
    """The findings in a document: what, where, and what was expected there, below each other."""
    listing = table(title, "regel", "fout, plaats en wat er verwacht werd", right=("regel",))
    for melding in meldingen:
        lines: list[RenderableType] = [cell(melding.tekst)]
        if melding.pad:
            lines.append(FoldedPath(plain(melding.pad), "dim"))
        if melding.key:
            lines.append(cell(f"key: {melding.key}", "dim"))
        if melding.verwacht:
            lines.append(cell(f"verwacht: {melding.verwacht}", "green"))
        listing.add_row(cell(melding.regel), Group(*lines))
    return listing


def as_records(bestand: str, meldingen: Iterable[Melding]) -> list[dict[str, object]]:
    """The findings as a program reads them."""
    return [
        {
            "bestand": bestand,
            "regel": melding.regel,
            "pad": melding.pad,
            "key": melding.key,
            "melding": melding.tekst,
            "verwacht": melding.verwacht,
        }
        for melding in meldingen
    ]
