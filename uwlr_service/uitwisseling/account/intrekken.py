"""Takes proofs and accounts away, and numbers that as a decision: a restore does not bring them back."""

from dataclasses import dataclass
from datetime import datetime

from uwlr_service.domain.account.gebruiker import Inlog, Passkey
from uwlr_service.domain.account.handelende import Account, Handelende
from uwlr_service.domain.account.sessie import Einde
from uwlr_service.domain.account.uitnodiging import Uitnodiging
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.koppeling.besluit import Besluitsoort
from uwlr_service.repository.account.extern import ExternRepository, Gekoppeld
from uwlr_service.repository.account.factoren import FactorRepository
from uwlr_service.repository.account.inloggen import InlogRepository
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.account.uitnodigingen import UitnodigingRepository
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.koppeling.besluiten import BesluitRepository, written
from uwlr_service.uitwisseling.account import vermelden
from uwlr_service.uitwisseling.account.uitnodigingen import is_at, require_manager


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingetrokken:
    """Proofs that count no more; ``code`` is since when the app made codes.

    ``extern`` are the accounts at providers of schools.
    """

    wachtwoord: bool = False
    herstelcodes: bool = False
    code: datetime | None = None
    passkeys: tuple[Passkey, ...] = ()
    extern: tuple[Gekoppeld, ...] = ()

    def __bool__(self) -> bool:
        has_more = bool(self.passkeys) or bool(self.extern)
        return self.wachtwoord or self.herstelcodes or self.code is not None or has_more


def reset(connection: Transaction, inlog: Inlog, now: datetime) -> Ingetrokken:
    """Let nothing of before prove that somebody is this person; the caller gives new proofs."""
    factoren = FactorRepository(connection)
    had = factoren.of_inlog(inlog.id)
    factoren.remove_totp(inlog.id)
    factoren.remove_passkeys(inlog.id)
    factoren.set_herstelcodes(inlog.id, ())
    factoren.forget_devices(inlog.id)
    tied = untie(connection, inlog)
    InlogRepository(connection).set_wachtwoord(inlog.id, None)
    SessieRepository(connection).end_of_inlog(inlog.id, Einde.FACTOR_GEWIJZIGD, now)
    return Ingetrokken(
        wachtwoord=True,
        herstelcodes=True,
        code=had.code_sinds,
        passkeys=had.passkeys,
        extern=tied.extern,
    )


def untie(connection: Transaction, inlog: Inlog) -> Ingetrokken:
    """Let no account elsewhere prove that somebody is this person."""
    repository = ExternRepository(connection)
    tied = repository.of_inlog(inlog.id)
    repository.untie(inlog.id)
    return Ingetrokken(extern=tuple(tied))


def record(connection: Transaction, inlog: Inlog, gone: Ingetrokken) -> None:
    """Number that proofs count no more: as the last thing that a transaction does."""
    if not gone:
        return
    inhoud = {
        **_named(inlog),
        "wachtwoord": gone.wachtwoord,
        "herstelcodes": gone.herstelcodes,
        "code": gone.code and written(gone.code),
        "passkeys": [{"id": passkey.id, "gemaakt": written(passkey.aangemaakt)} for passkey in gone.passkeys],
        "extern": [{"id": tied.id, "gemaakt": written(tied.gekoppeld)} for tied in gone.extern],
    }
    BesluitRepository(connection).record_general(Besluitsoort.FACTOR, inhoud)


def disable(connection: Transaction, inlog: Inlog, now: datetime) -> bool:
    """Let somebody in no more; False when they were not. The caller records it last, and withdraws links."""
    is_done = InlogRepository(connection).disable(inlog.id, now)
    SessieRepository(connection).end_of_inlog(inlog.id, Einde.UITGESCHAKELD, now)
    return is_done


def withdraw_links(connection: Transaction, inlog: Inlog, now: datetime) -> list[Uitnodiging]:
    """Let no link work that leads somebody in, or that they made for others; returns which.

    A link that they made may lead to an address of their own.
    """
    uitnodigingen = UitnodigingRepository(connection)
    links = [*uitnodigingen.open_to(inlog, now), *uitnodigingen.open_by(inlog.id, now)]
    return [link for link in links if uitnodigingen.withdraw(link.id, now)]


def withdraw_links_of_role(
    connection: Transaction, inlog: Inlog, ended: Account, now: datetime
) -> list[Uitnodiging]:
    """The same for a role that ended: to it, and those that their other roles do not let them make."""
    uitnodigingen = UitnodigingRepository(connection)
    places = ((link, link.plaats) for link in uitnodigingen.open_to(inlog, now))
    links = [link for link, plaats in places if plaats is not None and is_at(ended, plaats)]
    door = vermelden.person(connection, inlog, now)
    links += [
        link for link in uitnodigingen.open_by(inlog.id, now) if not _may_make(connection, link, door, now)
    ]
    return [link for link in links if uitnodigingen.withdraw(link.id, now)]


def _may_make(connection: Transaction, link: Uitnodiging, door: Handelende, now: datetime) -> bool:
    try:
        require_manager(connection, link, door, now)
    except NietToegestaan:
        return False
    return True


def record_disabled(connection: Transaction, inlog: Inlog) -> None:
    """Number that somebody was disabled: last in its transaction."""
    BesluitRepository(connection).record_general(Besluitsoort.INLOG, _named(inlog))


def record_ended(connection: Transaction, inlog: Inlog, account_id: int, van: datetime) -> None:
    """Number that an account ended, which held since a moment: last in its transaction."""
    BesluitRepository(connection).record_general(
        Besluitsoort.ACCOUNT, {**_named(inlog), "account": account_id, "van": written(van)}
    )


def _named(inlog: Inlog) -> dict[str, object]:
    """Who it is about, in a database that gave the number to somebody else since."""
    return {"inlog": inlog.id, "gemaakt": written(inlog.aangemaakt)}
