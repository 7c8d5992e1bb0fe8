"""The settings: every ``UWLR_*`` variable that the service reads, on one screen and by subject.

The environment wins from the ``.env`` file in the working folder. An empty value counts as absent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from uwlr_service.config import values
from uwlr_service.config.databaseadres import database_url as parse_database_url
from uwlr_service.config.databaseadres import server_url
from uwlr_service.config.otel import traces
from uwlr_service.config.reading import Reader, Renamed
from uwlr_service.config.secret import kept_secret, secret_made_before
from uwlr_service.config.sources import MISPLACED, Sources
from uwlr_service.config.values import MB, ConfigFout
from uwlr_service.domain.gkv.nacht import Venster
from uwlr_service.domain.koppeling.besluitvorming.termijn import Termijnen
from uwlr_service.domain.netwerk import is_loopback
from uwlr_service.domain.toezicht.bewaartermijn import Bewaartermijnen
from uwlr_service.domain.toezicht.post import Afzender, Mailserver

__all__ = ["MB", "ConfigFout", "Renamed", "Settings"]

SEVEN_YEARS = 2557
"""Days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an operator can set. What may hold a password or a key stays out of ``repr``."""

    # What the service keeps
    var: Path
    database_url: str = field(repr=False)
    database_prepare: bool
    database_direct_url: str | None = field(repr=False)
    database_replica_url: str | None = field(repr=False)
    given_secret: bytes | None = field(repr=False)
    old_secret: bytes | None = field(repr=False)
    retention_days: int
    message_days: int
    journal: Path
    # The server
    base_url: str | None
    portaal_url: str | None
    bind: str
    proxies: str
    workers: int
    threads: int
    log_level: str
    traces: bool
    # The log of decisions
    log_retention: Bewaartermijnen
    # Messages
    max_body: int
    cache_bytes: int
    flush_seconds: float
    # Results
    vocabulaire_hosts: frozenset[str]
    andere_resultaten: tuple[Path, ...]
    # Mail
    smtp_url: str | None = field(repr=False)
    mail_from: str | None
    # GKV
    opslag: str = field(repr=False)
    nachtvenster: Venster
    gkv_per_minute: int
    generiek_per_minute: int
    certificate_header: str | None
    webhook_hosts: frozenset[str]
    # The test facility
    keurmerk_days: int
    # Proposals and links
    termijnen: Termijnen
    # The settings themselves
    dotenv: bool
    # What the reader of these has to be told
    renamed: tuple[Renamed, ...] = ()
    remarks: tuple[str, ...] = ()
    is_misplaced: bool = False
    secret_files: tuple[Path, ...] = ()
    """The files that settings such as UWLR_SECRET_FILE name."""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Read the settings; a mapping that is given is the whole environment, without ``.env``.

        Makes nothing. Raises ConfigFout.
        """
        sources = Sources.here() if environ is None else Sources.given(environ).with_files()
        return cls.read_from(sources, Reader(sources))

    @classmethod
    def read_from(cls, sources: Sources, read: Reader) -> "Settings":
        """Read the settings with a reader that the caller keeps; a tolerant one raises no ConfigFout."""
        # UWLR_VAR            folder for what the service keeps itself: SQLite file, secret, nights  [./var]
        var = read("UWLR_VAR", values.folder, Path("var").absolute())
        # UWLR_DATABASE_URL   sqlite:////absolute/path or postgresql://user:password@host/database
        database_url = read("UWLR_DATABASE_URL", parse_database_url, f"sqlite:///{var / 'uwlr.sqlite'}")
        on_sqlite = database_url.startswith("sqlite:")
        return cls(
            var=var,
            database_url=database_url,
            # UWLR_DATABASE_PREPARE  off behind a pooler of PostgreSQL that keeps no prepared statements  [on]
            database_prepare=read("UWLR_DATABASE_PREPARE", values.switch, True),
            # UWLR_DATABASE_DIRECT_URL   PostgreSQL itself past that pooler, for queue and backup  [none]
            database_direct_url=read("UWLR_DATABASE_DIRECT_URL", server_url, None),
            # UWLR_DATABASE_REPLICA_URL  a streaming replica that pupil data may be read from  [none]
            database_replica_url=read("UWLR_DATABASE_REPLICA_URL", server_url, None),
            # UWLR_SECRET         keys the hashes of autorisatiesleutels, 32 characters at least  [var/secret]
            given_secret=read("UWLR_SECRET", values.secret, None)
            or read.attempt("UWLR_SECRET", lambda: secret_made_before(var / "secret"), None),
            # UWLR_SECRET_OLD     the secret before it, while some keys are hashed with that one  [none]
            old_secret=read("UWLR_SECRET_OLD", values.secret, None),
            # UWLR_RETENTION_DAYS how long replaced versions of pupil data are kept
            retention_days=read("UWLR_RETENTION_DAYS", values.whole(0), 400),
            # UWLR_MESSAGE_DAYS   how long messages with results are kept as they came
            message_days=read("UWLR_MESSAGE_DAYS", values.whole(0), 90),
            # UWLR_JOURNAL        file with what was withdrawn, meant for another disk  [var/journaal.jsonl]
            journal=read("UWLR_JOURNAL", values.file, var / "journaal.jsonl"),
            # UWLR_BASE_URL       what partners call, https://uwlr.example.nl; without it, the Host they name
            base_url=read("UWLR_BASE_URL", values.base_url, None),
            # UWLR_PORTAAL_URL    where people find the pages, https://portaal.example.nl  [UWLR_BASE_URL]
            portaal_url=read("UWLR_PORTAAL_URL", values.base_url, None),
            # UWLR_BIND           host:port, or unix:/path, the server listens on
            bind=read("UWLR_BIND", values.bind, "127.0.0.1:8080"),
            # UWLR_PROXIES        addresses whose forwarded protocol, caller, certificate are believed, or *
            proxies=read("UWLR_PROXIES", values.proxies, "127.0.0.1,::1"),
            # UWLR_WORKERS        server processes  [the number of cores]
            workers=read("UWLR_WORKERS", values.whole(1), values.cores()),
            # UWLR_THREADS        threads in each; on SQLite more than one only makes them wait  [1, or 8]
            threads=read("UWLR_THREADS", values.whole(1), 1 if on_sqlite else 8),
            # UWLR_LOG_LEVEL      debug, info, warning or error
            log_level=read("UWLR_LOG_LEVEL", values.log_level, "info"),
            # UWLR_TRACES         on: traces go to the collector of OTEL_EXPORTER_OTLP_ENDPOINT  [off]
            traces=read("UWLR_TRACES", traces, False),
            log_retention=Bewaartermijnen(
                # UWLR_LOG_BESLUIT_DAYS  days that the log of decisions keeps what they were; seven years
                besluit=read("UWLR_LOG_BESLUIT_DAYS", values.whole(1), SEVEN_YEARS),
                # UWLR_LOG_TOEGANG_DAYS  and who signed in
                toegang=read("UWLR_LOG_TOEGANG_DAYS", values.whole(1), 365),
                # UWLR_LOG_UITWISSELING_DAYS  and what went out and came in, counted
                uitwisseling=read("UWLR_LOG_UITWISSELING_DAYS", values.whole(1), 400),
                # UWLR_LOG_INZAGE_DAYS   and disclosure and forgetting; seven years
                inzage=read("UWLR_LOG_INZAGE_DAYS", values.whole(1), SEVEN_YEARS),
            ),
            # UWLR_MAX_BODY       the largest message that is taken, in bytes or as 64MB
            max_body=read("UWLR_MAX_BODY", values.size, 64 * MB),
            # UWLR_CACHE_BYTES    bound on the finished answers each worker keeps, in bytes or as 64MB
            cache_bytes=read("UWLR_CACHE_BYTES", values.size, 64 * MB),
            # UWLR_FLUSH_SECONDS  how often "last use" and the register of verstrekkingen are written
            flush_seconds=read("UWLR_FLUSH_SECONDS", values.seconds, 5.0),
            # UWLR_VOCABULAIRE_HOSTS  hosts to fetch vocabularies from, over https, comma-separated  [none]
            vocabulaire_hosts=read("UWLR_VOCABULAIRE_HOSTS", values.hosts, frozenset()),
            # UWLR_ANDERE_RESULTATEN  XSD files with agreed types of anderresultaat, comma-separated  [none]
            andere_resultaten=read("UWLR_ANDERE_RESULTATEN", values.files, ()),
            # UWLR_SMTP_URL       smtp://user:password@host:587, smtps://, smtp+plain://; without it no mail
            smtp_url=read("UWLR_SMTP_URL", values.smtp_url, None),
            # UWLR_MAIL_FROM      the sender of mail, Koppelingen <koppelingen@example.nl>  [none]
            mail_from=read.attempt(
                "UWLR_MAIL_FROM",
                lambda: values.required_sender(
                    read("UWLR_MAIL_FROM", values.mail_from, None), is_needed="UWLR_SMTP_URL" in sources.texts
                ),
                None,
            ),
            # UWLR_OPSLAG         where packages of GKV lie: a folder, or s3://bucket/path  [var/leveringen]
            opslag=read("UWLR_OPSLAG", values.opslag, str(var / "leveringen")),
            # UWLR_NACHTVENSTER   when packages of GKV are made, by the clock of Europe/Amsterdam
            nachtvenster=read("UWLR_NACHTVENSTER", values.venster, Venster()),
            # UWLR_GKV_PER_MINUTE calls that each link may make to the pull API of GKV, per worker
            gkv_per_minute=read("UWLR_GKV_PER_MINUTE", values.whole(1), 600),
            # UWLR_GENERIEK_PER_MINUTE  calls of GeneriekeService per link, minute and worker
            generiek_per_minute=read(
                "UWLR_GENERIEK_PER_MINUTE", values.whole(1), 30, formerly="UWLR_GENERIEK_PER_MINUUT"
            ),
            # UWLR_CERTIFICATE_HEADER  header in which the TLS proxy puts a client certificate  [none]
            certificate_header=read("UWLR_CERTIFICATE_HEADER", values.header, None),
            # UWLR_WEBHOOK_HOSTS  hosts in the own network that webhooks may call, comma-separated  [none]
            webhook_hosts=read("UWLR_WEBHOOK_HOSTS", values.hosts, frozenset()),
            # UWLR_KEURMERK_DAYS  how long a signed report of the test facility counts
            keurmerk_days=read("UWLR_KEURMERK_DAYS", values.whole(1), 365),
            termijnen=Termijnen(
                # UWLR_VOORSTEL_DAYS  after how many days a proposal lapses that no school decides about
                voorstel=read("UWLR_VOORSTEL_DAYS", values.whole(1), 90),
                # UWLR_TWEEDE_DAYS    how many days a first yes to extra protected data waits for a second one
                tweede=read("UWLR_TWEEDE_DAYS", values.whole(1), 14),
                # UWLR_ONGEBRUIKT_DAYS  after how many unused days a school is asked about a link
                ongebruikt=read("UWLR_ONGEBRUIKT_DAYS", values.whole(1), 183),
                # UWLR_BEVESTIGEN_DAYS  how many days later that link is paused, unless the school wants it
                bevestigen=read("UWLR_BEVESTIGEN_DAYS", values.whole(1), 60),
            ),
            # UWLR_DOTENV         off: a file .env in the folder of the command is not read
            dotenv=read("UWLR_DOTENV", values.switch, True),
            # Last: about all that was read before it.
            renamed=tuple(read.renamed),
            remarks=(*sources.remarks, *sources.unknown(read.known())),
            is_misplaced=sources.is_misplaced,
            secret_files=tuple(sources.files.values()),
        )

    def require_own(self) -> None:
        """Raise ConfigFout on a machine with an installed service, unless these are the settings of one."""
        if self.is_misplaced:
            raise ConfigFout(MISPLACED)

    @property
    def is_local(self) -> bool:
        """Whether this machine alone can call the service, by all that the settings say."""
        addresses = [address for address in (self.base_url, self.portaal_url) if address is not None]
        hosts = [self.bind.rpartition(":")[0], *(urlsplit(address).hostname or "" for address in addresses)]
        return all(map(is_loopback, hosts))

    @property
    def portal_address(self) -> str | None:
        """Where people find the pages; on a server that listens on its own machine alone also by its port.

        None where only the Host of a call says it, which is not an address to put in a link.
        """
        if self.portaal_url or self.base_url:
            return self.portaal_url or self.base_url
        host, _, port = self.bind.rpartition(":")
        is_known = is_loopback(host) and port != "0"  # with 0 any port is taken that is free
        return f"http://localhost:{port}" if is_known else None

    @property
    def secret(self) -> bytes:
        """Keys the hashes of autorisatiesleutels; made in the folder of UWLR_VAR when it is first needed."""
        return self.given_secret or kept_secret(self.var / "secret")

    @property
    def afzender(self) -> Afzender | None:
        """By which server mail goes out, and from whom; None when no mail can be sent."""
        if self.smtp_url is None or self.mail_from is None:
            return None
        return Afzender(server=Mailserver.parse(self.smtp_url), van=self.mail_from)
