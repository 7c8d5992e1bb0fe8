"""Registering what a partner proves itself with at the pull API (docs/gkv-api.rst)."""

import json

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.koppeling.partner import Partnersleutel, Sleutelsoort
from uwlr_service.formats.oauth import certificaat, jwks
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.koppeling.partnersleutels import PartnersleutelRepository
from uwlr_service.uitwisseling.koppeling.besluiten import record_removal
from uwlr_service.uitwisseling.koppeling.verandering import Verandering

MOST = 5
"""Room to put a new key beside the old one, in production and in acceptance."""


class Partnersleutelbeheer:
    """The public keys and certificates of partners."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_jwks(self, koppeling_id: int, data: bytes, *, door: Handelende) -> int:
        """Register a JWK Set; returns its number.

        Raises NietToegestaan, VersBewijsNodig, DocumentOngeldig, KoppelingOnbekend, Geweigerd.
        """
        return self._add(koppeling_id, Sleutelsoort.JWKS, json.dumps(jwks.read(data)), door)

    def add_certificate(self, koppeling_id: int, data: bytes, *, door: Handelende) -> int:
        """Register a certificate, in the same way."""
        given = certificaat.read(data)
        if given.geldig_tot < tijd.now():
            raise Geweigerd("Dit certificaat is verlopen.")
        return self._add(koppeling_id, Sleutelsoort.CERTIFICATE, given.thumbprint, door)

    def _add(self, koppeling_id: int, soort: Sleutelsoort, waarde: str, door: Handelende) -> int:
        with self._database.write() as connection:
            verandering = Verandering.of_keys(connection, koppeling_id, door)
            verandering.require_key_allowed()
            verandering.koppeling.require_gkv()
            repository = PartnersleutelRepository(connection)
            known = repository.of_koppeling(koppeling_id)
            present = [sleutel for sleutel in known if sleutel.ingetrokken is None]
            if any(sleutel.soort is soort and sleutel.waarde == waarde for sleutel in present):
                raise Geweigerd("Deze sleutel is al geregistreerd.")
            if len(present) >= MOST:
                raise Geweigerd(f"Een koppeling heeft ten hoogste {MOST} sleutels. Verwijder er eerst een.")
            number = repository.add(koppeling_id, soort, waarde, proeftuin=verandering.is_proeftuin)
            verandering.log_link("partnersleutel-geregistreerd", sleutel=number, soort=soort)
            verandering.tell_of_key()
            return number

    def of_koppeling(self, koppeling_id: int) -> list[Partnersleutel]:
        """Every key of a GKV link, also those that were removed. Raises KoppelingOnbekend, Geweigerd."""
        with self._database.read() as connection:
            KoppelingRepository(connection).get(koppeling_id).require_gkv()
            return PartnersleutelRepository(connection).of_koppeling(koppeling_id)

    def remove(self, koppeling_id: int, sleutel_id: int, *, door: Handelende) -> None:
        """Let a key prove nothing any more; its tokens end with it.

        Raises NietToegestaan, VersBewijsNodig, KoppelingOnbekend, Geweigerd.
        """
        with self._database.write() as connection:
            verandering = Verandering.of_keys(connection, koppeling_id, door)
            koppeling = verandering.koppeling
            sleutels = PartnersleutelRepository(connection)
            if not sleutels.remove(koppeling_id, sleutel_id):
                raise Geweigerd(f"Koppeling {koppeling_id} heeft geen sleutel {sleutel_id} die nog geldt.")
            known = sleutels.of_koppeling(koppeling_id)
            verandering.log_link("partnersleutel-verwijderd", sleutel=sleutel_id)
            record_removal(BesluitRepository(connection), koppeling, known, sleutel_id)
