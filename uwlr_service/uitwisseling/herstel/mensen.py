"""How what was taken away from people is made to hold again in a database that was put back to before it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from uwlr_service.domain import tijd
from uwlr_service.domain.account.gebruiker import Inlog
from uwlr_service.domain.fouten import GebruikerOnbekend
from uwlr_service.domain.koppeling.besluit import Besluit, Besluitsoort
from uwlr_service.repository.account.accounts import AccountRepository
from uwlr_service.repository.account.extern import ExternRepository
from uwlr_service.repository.account.factoren import FactorRepository
from uwlr_service.repository.account.inloggen import InlogRepository
from uwlr_service.repository.koppeling.besluiten import is_same


@dataclass(frozen=True, slots=True, kw_only=True)
class Mensentafel:
    """The repositories of people, in one transaction."""

    inloggen: InlogRepository
    accounts: AccountRepository
    factoren: FactorRepository
    extern: ExternRepository


def replay_of_person(tafel: Mensentafel, besluit: Besluit) -> bool | None:
    """Make a decision about a person hold again; False if it did, None without that person."""
    try:
        inlog = tafel.inloggen.get(besluit.inhoud["inlog"])
    except GebruikerOnbekend:
        return None
    if not is_same(inlog.aangemaakt, besluit.inhoud["gemaakt"]):
        return None  # somebody else has that number now
    return OF_PEOPLE[besluit.soort](tafel, inlog, besluit)


def _disable(tafel: Mensentafel, inlog: Inlog, besluit: Besluit) -> bool:
    return tafel.inloggen.disable(inlog.id, besluit.moment)


def _end_account(tafel: Mensentafel, inlog: Inlog, besluit: Besluit) -> bool:
    held = tafel.accounts.get(besluit.inhoud["account"], tijd.now())
    if held is None or held.inlog != inlog.id or not is_same(held.van, besluit.inhoud["van"]):
        return False
    return tafel.accounts.end([held.account.id], tijd.now()) == 1


def _remove_proofs(tafel: Mensentafel, inlog: Inlog, besluit: Besluit) -> bool:
    """Whoever had a lost device or an old password may not get in by it again."""
    inhoud = besluit.inhoud
    gone = []
    if inhoud["wachtwoord"]:
        gone.append(inlog.wachtwoord is not None)
        tafel.inloggen.set_wachtwoord(inlog.id, None)
    if inhoud["herstelcodes"]:
        gone.append(tafel.factoren.of_inlog(inlog.id).herstelcodes > 0)
        tafel.factoren.set_herstelcodes(inlog.id, ())
    if inhoud["code"] is not None:
        gone.append(tafel.factoren.remove_totp(inlog.id, datetime.fromisoformat(inhoud["code"])))
    made = {passkey["id"]: passkey["gemaakt"] for passkey in inhoud["passkeys"]}
    for passkey in tafel.factoren.passkeys(inlog.id):
        if passkey.id in made and is_same(passkey.aangemaakt, made[passkey.id]):
            gone.append(tafel.factoren.remove_passkey(inlog.id, passkey.id))
    # Decisions of before accounts elsewhere were among them have none.
    ties = {tied["id"]: tied["gemaakt"] for tied in inhoud.get("extern", ())}
    for tied in tafel.extern.of_inlog(inlog.id):
        if tied.id in ties and is_same(tied.gekoppeld, ties[tied.id]):
            gone.append(tafel.extern.untie_one(inlog.id, tied.id))
    return any(gone)


OF_PEOPLE: dict[Besluitsoort, Callable[[Mensentafel, Inlog, Besluit], bool]] = {
    Besluitsoort.INLOG: _disable,
    Besluitsoort.ACCOUNT: _end_account,
    Besluitsoort.FACTOR: _remove_proofs,
}
"""Every kind that is about a person; each says whether it had something to do."""
