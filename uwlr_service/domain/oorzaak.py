"""Why the machine could not do what was asked, in Dutch: the causes that files, disks and SQLite give."""

import errno
import sqlite3

AWAY = "het bestand of de map is er niet"
NOT_ALLOWED = "het bestand of de map is hier niet te lezen of niet te beschrijven"
READ_ONLY = "het bestand, de map of de schijf is alleen te lezen"
FULL = "de schijf is vol"
DAMAGED = "het bestand is beschadigd"
OF_SYSTEM = {
    errno.ENOENT: AWAY,
    errno.ENOTDIR: "een deel van het pad is geen map",
    errno.EISDIR: "dit is een map",
    errno.ENXIO: "dit is geen gewoon bestand",
    errno.EACCES: NOT_ALLOWED,
    errno.EPERM: NOT_ALLOWED,
    errno.EROFS: READ_ONLY,
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: "het bestand wordt te groot voor deze schijf",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.EIO: "de schijf geeft een fout",
    errno.EEXIST: "het bestand of de map is er al",
    errno.ENOTEMPTY: "de map is niet leeg",
    errno.EBUSY: "een ander programma is ermee bezig",
    errno.ETXTBSY: "een ander programma is ermee bezig",
    errno.EAGAIN: "een ander programma is ermee bezig",
    errno.ELOOP: "de koppelingen (symlinks) in het pad wijzen in een kring naar elkaar",
    errno.EMFILE: "er staan te veel bestanden open",
    errno.ENFILE: "er staan te veel bestanden open",
    errno.ENOMEM: "het geheugen is vol",
    errno.EXDEV: "het bestand staat op een andere schijf",
    errno.ESTALE: "de schijf is losgekoppeld",
    errno.ENODEV: "het apparaat is er niet",
    errno.EINVAL: "dit pad of deze inhoud kan hier niet",
    errno.EPIPE: "de andere kant is gestopt met lezen",
    errno.ECONNREFUSED: "er luistert niemand op dit adres",
    errno.ECONNRESET: "de andere kant heeft de verbinding verbroken",
    errno.EADDRINUSE: "het adres en de poort zijn al in gebruik",
    errno.EADDRNOTAVAIL: "deze machine heeft dit adres niet",
    errno.ENETUNREACH: "het netwerk is niet te bereiken",
    errno.EHOSTUNREACH: "de machine is niet te bereiken",
    errno.ETIMEDOUT: "er kwam geen antwoord op tijd",
}
OF_SQLITE = {
    sqlite3.SQLITE_NOTADB: "het is geen SQLite-bestand",
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: NOT_ALLOWED,
    sqlite3.SQLITE_PERM: NOT_ALLOWED,
    sqlite3.SQLITE_BUSY: "een ander programma is ermee bezig",
    sqlite3.SQLITE_LOCKED: "een ander programma is ermee bezig",
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: "de schijf geeft een fout",
}
PRIMARY = 0xFF
"""The bits of a code of SQLite that give the kind of error; the other bits give where it came from."""


DISK_FULL = "53100"
"""What PostgreSQL calls it (PostgreSQL 18, appendix A: disk_full)."""


def is_full(error: BaseException) -> bool:
    """Whether an error, or what it came from, is a disk without room."""
    following: BaseException | None = error
    while following is not None:
        # SQLAlchemy keeps what the driver raised beside its own.
        if FULL in (oorzaak(following), oorzaak(getattr(following, "orig", None))):
            return True
        following = following.__cause__ or following.__context__
    return False


def oorzaak(error: object) -> str | None:
    """The cause in a few words without a full stop; None when there is nothing better than its own text."""
    if isinstance(error, sqlite3.Error):
        return OF_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & PRIMARY)
    if getattr(error, "sqlstate", None) == DISK_FULL:
        return FULL
    if isinstance(error, OSError) and error.errno is not None:
        return OF_SYSTEM.get(error.errno, f"het systeem geeft fout {error.errno}")
    return None
