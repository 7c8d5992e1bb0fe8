"""Until when certificates hold: those that our addresses show, and those in files."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qsl

from uwlr_service.cli.doctor.adressen import addresses
from uwlr_service.cli.doctor.bevinding import Bevinding, goed, herstel, let_op, onbekend
from uwlr_service.client.installatie.tlscertificaat import shown_at, shown_by_mail
from uwlr_service.config import Settings
from uwlr_service.domain import datum, tijd
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.domain.oorzaak import oorzaak
from uwlr_service.domain.toezicht.post import Mailserver, Tls
from uwlr_service.formats.oauth import certificaat

SOON = timedelta(days=7)
COMING = timedelta(days=21)
"""Programs that renew certificates do so a month before the end."""
OF_LIBPQ = ("sslcert", "sslrootcert")
LARGEST = 4 * 1024 * 1024
"""Bytes that are read of a file; all issuers that a browser knows take a quarter of a megabyte."""
RENEW = "Vernieuw het certificaat."
NONE = "Er is geen certificaat bekeken: geen adres van de dienst is https."
NAME_IT = "Noem dat van de proxy: --certificaat BESTAND"


def look(settings: Settings, files: Iterable[Path]) -> list[Bevinding]:
    """Each certificate, by where it was found."""
    return list(_each(settings, files)) or [onbekend(NONE, NAME_IT)]


def _each(settings: Settings, files: Iterable[Path]) -> Iterator[Bevinding]:
    for address in addresses(settings):
        if not address.startswith("https://"):
            continue
        shown = shown_at(address)
        if shown is None:
            yield onbekend(f"{address} toont geen certificaat.")
        else:
            yield _judge(f"Het certificaat van {address}", shown)
    for path in (*_of_database(settings), *files):
        yield _judge_file(path)
    if settings.smtp_url is not None:
        yield from _of_mail(Mailserver.parse(settings.smtp_url))


def _of_mail(server: Mailserver) -> Iterator[Bevinding]:
    """The certificate of the mail server, unless mail goes to it without TLS."""
    if server.tls is Tls.NEVER:
        return
    shown = shown_by_mail(server.host, server.port, is_at_once=server.tls is Tls.AT_ONCE)
    if shown is None:
        yield onbekend("De mailserver toont geen certificaat.")
    else:
        yield _judge("Het certificaat van de mailserver", shown)


def _of_database(settings: Settings) -> Iterator[Path]:
    """The files that the addresses of the database name, as libpq reads them; each once."""
    addresses = (settings.database_url, settings.database_direct_url, settings.database_replica_url)
    queries = (address.partition("?")[2] for address in addresses if address is not None)
    files = {
        Path(value): None
        for name, value in parse_qsl("&".join(queries))
        if name in OF_LIBPQ and value != "system"
    }
    yield from files


def _judge_file(path: Path) -> Bevinding:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST)
    except OSError as error:
        return herstel(f"{path} is niet te lezen: {oorzaak(error) or type(error).__name__}.")
    return _judge(f"Het certificaat in {path}", data)


def _judge(what: str, data: bytes) -> Bevinding:
    try:
        found = certificaat.all_of(data)
    except DocumentOngeldig as error:
        return herstel(f"{what} is niet te lezen: {error.tekst}")
    begins = max(gevonden.geldig_van for gevonden in found)
    ends = min(gevonden.geldig_tot for gevonden in found)
    return _by_moments(what, begins, ends)


def _by_moments(what: str, begins: datetime, ends: datetime) -> Bevinding:
    now = tijd.now()
    last_day = datum.shown(tijd.today(ends))
    if begins > now:
        return herstel(f"{what} geldt pas vanaf {datum.shown(tijd.today(begins))}.", "Klopt de klok?")
    if ends < now:
        return herstel(f"{what} is verlopen op {last_day}.", RENEW)
    if ends - now < SOON:
        return herstel(f"{what} verloopt op {last_day}.", RENEW)
    if ends - now < COMING:
        return let_op(f"{what} verloopt op {last_day}.", RENEW)
    return goed(f"{what} geldt tot {last_day}.")
