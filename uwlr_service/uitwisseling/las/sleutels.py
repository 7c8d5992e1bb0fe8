"""Registering what a LAS proves itself with at ``/las/v1``."""

import json

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.koppeling.partner import Partnersleutel, Sleutelsoort
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.formats.oauth import certificaat, jwks
from uwlr_service.repository.database import Database
from uwlr_service.repository.las.lassen import LasRepository
from uwlr_service.repository.las.lassleutels import LassleutelRepository
from uwlr_service.uitwisseling.las.besluiten import record_removal
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record

MOST = 5
"""Room to put a new key beside the old one, in production and in acceptance."""


class Lassleutelbeheer:
    """The public keys and certificates of LASes; whoever runs the service registers them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_jwks(self, las_id: int, data: bytes, *, door: Handelende) -> int:
        """Register a JWK Set; returns its number.

        Raises NietToegestaan, DocumentOngeldig, LasOnbekend, Geweigerd.
        """
        return self._add(las_id, Sleutelsoort.JWKS, json.dumps(jwks.read(data)), door)

    def add_certificate(self, las_id: int, data: bytes, *, door: Handelende) -> int:
        """Register a certificate, in the same way."""
        given = certificaat.read(data)
        if given.geldig_tot < tijd.now():
            raise Geweigerd("Dit certificaat is verlopen.")
        return self._add(las_id, Sleutelsoort.CERTIFICATE, given.thumbprint, door)

    def _add(self, las_id: int, soort: Sleutelsoort, waarde: str, door: Handelende) -> int:
        door.require_no_person()
        with self._database.write() as connection:
            las = LasRepository(connection).locked(las_id)
            if las.ingetrokken is not None:
                raise Geweigerd(f"LAS {las_id} is ingetrokken.")
            repository = LassleutelRepository(connection)
            present = [sleutel for sleutel in repository.of_las(las_id) if sleutel.ingetrokken is None]
            if any(sleutel.soort is soort and sleutel.waarde == waarde for sleutel in present):
                raise Geweigerd("Deze sleutel is al geregistreerd.")
            if len(present) >= MOST:
                raise Geweigerd(f"Een LAS heeft ten hoogste {MOST} sleutels. Verwijder er eerst een.")
            number = repository.add(las_id, soort, waarde)
            registered = Gebeurtenis(
                soort=Logsoort.BESLUIT,
                wat="las-sleutel-geregistreerd",
                door=door,
                inhoud={"las": las_id, "sleutel": number, "soort": soort},
            )
            record(connection, registered)
            return number

    def of_las(self, las_id: int) -> list[Partnersleutel]:
        """Every key of a LAS, also those that were removed. Raises LasOnbekend."""
        with self._database.read() as connection:
            LasRepository(connection).get(las_id)
            return LassleutelRepository(connection).of_las(las_id)

    def remove(self, las_id: int, sleutel_id: int, *, door: Handelende) -> None:
        """Let a key prove nothing any more; its tokens end with it.

        Raises NietToegestaan, LasOnbekend, Geweigerd.
        """
        door.require_no_person()
        with self._database.write() as connection:
            las = LasRepository(connection).locked(las_id)
            sleutels = LassleutelRepository(connection)
            if not sleutels.remove(las_id, sleutel_id):
                raise Geweigerd(f"LAS {las_id} heeft geen sleutel {sleutel_id} die nog geldt.")
            by_number = {sleutel.id: sleutel for sleutel in sleutels.of_las(las_id)}
            removed = Gebeurtenis(
                soort=Logsoort.BESLUIT,
                wat="las-sleutel-verwijderd",
                door=door,
                inhoud={"las": las_id, "sleutel": sleutel_id},
            )
            record(connection, removed)
            record_removal(connection, las, by_number[sleutel_id])
