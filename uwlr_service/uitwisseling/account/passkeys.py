"""Passkeys (WebAuthn): a key pair in somebody's device, which first sees for itself who holds it.

What a browser is asked and what it answers are JSON. The challenge in between is kept by the caller, and
given back once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers import bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from uwlr_service.domain.account.gebruiker import Inlog, Passkey
from uwlr_service.domain.fouten import PasskeyOngeldig

REFUSED = (WebAuthnException, ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What the library raises on an answer that is none, or not what it says; a caller can send anything."""
MOST = 10
"""Passkeys of one person."""


@dataclass(frozen=True, slots=True)
class Vraag:
    """What a browser is asked, as JSON, and the challenge in it, in base64url."""

    opties: str
    uitdaging: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nieuw:
    """A passkey that was just made."""

    sleutel_id: str
    publieke_sleutel: bytes
    teller: int
    is_synced: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gebruik:
    """That a passkey was used: what it counted, and whether it is kept on several devices."""

    teller: int
    is_synced: bool


class Passkeys:
    """Asks for and judges passkeys, for the one address at which people sign in.

    A browser makes passkeys for a name only: at a bare IP address, or with no address at all, there are none.
    """

    def __init__(self, address: str | None, naam: str) -> None:
        parsed = urlsplit(address or "")
        self._origin = f"{parsed.scheme}://{parsed.netloc}"
        self._host = parsed.hostname or ""
        self._naam = naam

    @property
    def are_possible(self) -> bool:
        """Whether browsers take passkeys here."""
        return bool(self._host) and not _is_address(self._host)

    def are_possible_at(self, host: str) -> bool:
        """Whether browsers take them for a page at this host: they belong to one name, of all that it has."""
        return self.are_possible and host == self._host

    def ask_new(self, inlognaam: str, naam: str, handvat: str, known: Sequence[Passkey] = ()) -> Vraag:
        """What a browser is asked to make a passkey. Raises PasskeyOngeldig where there are none."""
        self._require_possible()
        options = webauthn.generate_registration_options(
            rp_id=self._host,
            rp_name=self._naam,
            user_id=handvat.encode(),
            user_name=inlognaam,
            user_display_name=naam,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=[
                PublicKeyCredentialDescriptor(id=webauthn.base64url_to_bytes(passkey.sleutel_id))
                for passkey in known
            ],
        )
        return Vraag(webauthn.options_to_json(options), bytes_to_base64url(options.challenge))

    def judge_new(self, antwoord: str, uitdaging: str) -> Nieuw:
        """The passkey in an answer. Raises PasskeyOngeldig."""
        self._require_possible()
        try:
            verified = webauthn.verify_registration_response(
                credential=antwoord,
                expected_challenge=webauthn.base64url_to_bytes(uitdaging),
                expected_rp_id=self._host,
                expected_origin=self._origin,
                require_user_verification=True,
            )
        except REFUSED as error:
            raise PasskeyOngeldig from error
        return Nieuw(
            sleutel_id=bytes_to_base64url(verified.credential_id),
            publieke_sleutel=verified.credential_public_key,
            teller=verified.sign_count,
            is_synced=verified.credential_backed_up,
        )

    def ask(self) -> Vraag:
        """What a browser is asked to sign in: any passkey of this address, since it knows whose it is."""
        self._require_possible()
        options = webauthn.generate_authentication_options(
            rp_id=self._host, user_verification=UserVerificationRequirement.REQUIRED
        )
        return Vraag(webauthn.options_to_json(options), bytes_to_base64url(options.challenge))

    def named(self, antwoord: str) -> tuple[str, str]:
        """Which passkey an answer is of, and the name that it gives its owner. Raises PasskeyOngeldig."""
        self._require_possible()
        try:
            credential = parse_authentication_credential_json(antwoord)
        except REFUSED as error:
            raise PasskeyOngeldig from error
        owner = credential.response.user_handle or b""
        return bytes_to_base64url(credential.raw_id), owner.decode("ascii", "replace")

    def judge(self, antwoord: str, uitdaging: str, passkey: Passkey, owner: Inlog) -> Gebruik:
        """What the use of a passkey proves. Raises PasskeyOngeldig.

        A count that was not zero may not fall back: then there are two devices with one key. Passkeys that
        are kept on several devices do not count, and stay at zero.
        """
        _, handvat = self.named(antwoord)
        if handvat != owner.handvat:
            raise PasskeyOngeldig
        try:
            verified = webauthn.verify_authentication_response(
                credential=antwoord,
                expected_challenge=webauthn.base64url_to_bytes(uitdaging),
                expected_rp_id=self._host,
                expected_origin=self._origin,
                credential_public_key=passkey.publieke_sleutel,
                credential_current_sign_count=passkey.teller,
                require_user_verification=True,
            )
        except REFUSED as error:
            raise PasskeyOngeldig from error
        return Gebruik(teller=verified.new_sign_count, is_synced=verified.credential_backed_up)

    def _require_possible(self) -> None:
        if not self.are_possible:
            raise PasskeyOngeldig


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
