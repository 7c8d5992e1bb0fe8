"""Settings that are right by themselves and do not go together."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from uwlr_service.cli.doctor.bevinding import Bevinding, herstel, let_op
from uwlr_service.cli.doctor.plaatsen import database_file
from uwlr_service.config import Settings
from uwlr_service.domain.netwerk import is_loopback

EVERYBODY = "*"
Rule = Callable[[Settings], Iterator[Bevinding]]


def look(settings: Settings) -> Iterator[Bevinding]:
    """Each contradiction."""
    for rule in RULES:
        yield from rule(settings)


def _listens_to_others(settings: Settings) -> bool:
    return not settings.bind.startswith("unix:") and not is_loopback(settings.bind.rpartition(":")[0])


def _addresses(settings: Settings) -> Iterator[Bevinding]:
    if settings.base_url is None and _listens_to_others(settings):
        yield let_op(
            "UWLR_BASE_URL is niet gezet: adressen volgen dan de Host die een beller noemt.",
            "Zet UWLR_BASE_URL op het adres van de proxy.",
        )
    for name, address in (("UWLR_BASE_URL", settings.base_url), ("UWLR_PORTAAL_URL", settings.portaal_url)):
        if address is not None and _is_readable(address):
            yield herstel(
                f"{name} begint met http://: sleutels en wachtwoorden gaan dan leesbaar over het netwerk.",
                f"Zet een proxy met TLS voor de dienst, en begin {name} met https://.",
            )


def _is_readable(address: str) -> bool:
    """Whether others can read along with whoever calls an address."""
    parts = urlsplit(address)
    return parts.scheme == "http" and not is_loopback(parts.hostname or "")


def _proxies(settings: Settings) -> Iterator[Bevinding]:
    if not _listens_to_others(settings):
        return
    if settings.proxies != EVERYBODY:
        yield from _believed(settings)
    elif settings.certificate_header is not None:
        yield herstel(
            f"UWLR_PROXIES is *, dus wie de server bereikt, schrijft zelf {settings.certificate_header}, en"
            " doet zich zo voor als een partner.",
            "Noem in UWLR_PROXIES alleen het adres van de proxy.",
        )
    else:
        yield let_op(
            "UWLR_PROXIES is *, dus wie de server bereikt, kiest zelf van welk adres die komt.",
            "Noem in UWLR_PROXIES alleen het adres van de proxy.",
        )


def _believed(settings: Settings) -> Iterator[Bevinding]:
    is_here = all(is_loopback(proxy) for proxy in settings.proxies.split(","))
    if is_here and (settings.base_url or "").startswith("https://"):
        yield let_op(
            f"De server luistert op {settings.bind}, en gelooft alleen een proxy op deze machine"
            f" ({settings.proxies}).",
            "Staat de proxy op een andere machine, noem dan zijn adres in UWLR_PROXIES.",
        )


def _secrets(settings: Settings) -> Iterator[Bevinding]:
    if settings.given_secret is None:
        yield let_op("Er is nog geen geheim: de eerste opdracht die er een nodig heeft, maakt het.")
    if settings.old_secret is None:
        return
    if settings.old_secret == settings.given_secret:
        yield let_op("UWLR_SECRET_OLD is hetzelfde als UWLR_SECRET.", "Haal UWLR_SECRET_OLD weg.")
    else:
        yield let_op(
            "UWLR_SECRET_OLD is gezet: het oude geheim opent nog sleutels.",
            "Haal het weg zodra 'uwlr koppeling show' zegt dat elke sleutel sindsdien is gebruikt.",
        )


def _mail(settings: Settings) -> Iterator[Bevinding]:
    if settings.mail_from is not None and settings.smtp_url is None:
        yield let_op(
            "UWLR_MAIL_FROM is gezet, en UWLR_SMTP_URL niet: er gaat geen e-mail uit.",
            "Zet UWLR_SMTP_URL, of haal UWLR_MAIL_FROM weg.",
        )


def _sqlite(settings: Settings) -> Iterator[Bevinding]:
    database = database_file(settings)
    if database is None:
        return
    if settings.threads > 1:
        yield let_op(
            f"UWLR_THREADS is {settings.threads}: op SQLite wachten die op elkaar.", "Haal UWLR_THREADS weg."
        )
    for name, is_set in (
        ("UWLR_DATABASE_PREPARE", not settings.database_prepare),
        ("UWLR_DATABASE_DIRECT_URL", settings.database_direct_url is not None),
        ("UWLR_DATABASE_REPLICA_URL", settings.database_replica_url is not None),
    ):
        if is_set:
            yield let_op(f"{name} telt niet op SQLite.", "Haal het weg.")
    if _is_on_one_disk(database, settings.journal):
        yield let_op(
            "UWLR_JOURNAL staat op dezelfde schijf als de database: ze gaan samen verloren.",
            "Zet UWLR_JOURNAL op een andere schijf.",
        )


def _servers(settings: Settings) -> Iterator[Bevinding]:
    if database_file(settings) is not None:
        return
    if not settings.database_prepare and settings.database_direct_url is None:
        yield let_op(
            "UWLR_DATABASE_PREPARE is off, en UWLR_DATABASE_DIRECT_URL is niet gezet: achter een pooler"
            " hebben de worker en een backup dan geen eigen verbinding.",
            "Zet UWLR_DATABASE_DIRECT_URL op het adres van PostgreSQL zelf.",
        )
    if settings.database_replica_url == settings.database_url:
        yield let_op(
            "UWLR_DATABASE_REPLICA_URL is hetzelfde als UWLR_DATABASE_URL: het lezen kost dan alleen meer.",
            "Haal UWLR_DATABASE_REPLICA_URL weg, of noem de replica.",
        )


def _is_on_one_disk(first: Path, second: Path) -> bool:
    try:
        return first.stat().st_dev == second.stat().st_dev
    except OSError:  # not there yet
        return False


RULES: tuple[Rule, ...] = (_addresses, _proxies, _secrets, _mail, _sqlite, _servers)
