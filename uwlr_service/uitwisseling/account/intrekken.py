"""Takes proofs and accounts away, and numbers that as a decision: a restore does not bring them back."""

from dataclasses import dataclass
from datetime import datetime

from uwlr_service.domain.account.gebruiker import Inlog, Passkey
from uwlr_service.domain.account.sessie import Einde
from uwlr_service.domain.koppeling.besluit import Besluitsoort
from uwlr_service.repository.account.factoren import FactorRepository
from uwlr_service.repository.account.inloggen import InlogRepository
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.koppeling.besluiten import BesluitRepository, written


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingetrokken:
    """Proofs that count no more; ``code`` is since when the app made codes."""

    wachtwoord: bool = False
    herstelcodes: bool = False
    code: datetime | None = None
    passkeys: tuple[Passkey, ...] = ()

    def __bool__(self) -> bool:
        return self.wachtwoord or self.herstelcodes or self.code is not None or bool(self.passkeys)


def reset(connection: Transaction, inlog: Inlog, now: datetime) -> Ingetrokken:
    """Let nothing of before prove that somebody is this person; the caller gives new proofs."""
    factoren = FactorRepository(connection)
    had = factoren.of_inlog(inlog.id)
    factoren.remove_totp(inlog.id)
    factoren.remove_passkeys(inlog.id)
    factoren.set_herstelcodes(inlog.id, ())
    factoren.forget_devices(inlog.id)
    InlogRepository(connection).set_wachtwoord(inlog.id, None)
    SessieRepository(connection).end_of_inlog(inlog.id, Einde.FACTOR_GEWIJZIGD, now)
    return Ingetrokken(wachtwoord=True, herstelcodes=True, code=had.code_sinds, passkeys=had.passkeys)


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
    }
    BesluitRepository(connection).record_general(Besluitsoort.FACTOR, inhoud)


def disable(connection: Transaction, inlog: Inlog, now: datetime) -> bool:
    """Let somebody in no more; False when they were not. The caller records it last."""
    is_done = InlogRepository(connection).disable(inlog.id, now)
    SessieRepository(connection).end_of_inlog(inlog.id, Einde.UITGESCHAKELD, now)
    return is_done


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
