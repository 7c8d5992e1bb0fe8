"""A person as the service knows them: what they sign in with, and what they may do where."""

from dataclasses import dataclass, field
from datetime import datetime

from uwlr_service.domain.account.handelende import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Inlog:
    """The credentials of one person, who may have several accounts.

    ``handvat`` is the random name by which their passkeys know them.
    """

    id: int
    inlognaam: str
    naam: str
    email: str | None
    handvat: str
    wachtwoord: str | None = field(repr=False)
    is_demo: bool
    aangemaakt: datetime
    uitgeschakeld: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gebruiker:
    """A person in a list of users, with the accounts that are valid now."""

    inlog: int
    inlognaam: str
    naam: str
    aangemaakt: datetime
    uitgeschakeld: datetime | None
    is_demo: bool
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """A key pair in a device of a person (WebAuthn); ``teller`` is the count that it gave last."""

    id: int
    inlog: int
    sleutel_id: str
    publieke_sleutel: bytes
    teller: int
    naam: str
    aangemaakt: datetime
    laatst_gebruikt: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Factoren:
    """What a person can prove themselves with, as they see it."""

    passkeys: tuple[Passkey, ...]
    code_sinds: datetime | None
    """Since when an app makes one-time codes; None without one."""
    herstelcodes: int
    """Recovery codes that were not used yet."""

    @property
    def has_second(self) -> bool:
        """Whether there is a second factor beside the password."""
        return bool(self.passkeys) or self.code_sinds is not None
