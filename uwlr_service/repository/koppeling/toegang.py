"""What every call asks first: whose key is this, and what does it open. Two indexed reads, no more."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, bindparam, or_, select

from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.database import Database
from uwlr_service.repository.driver import Prepared
from uwlr_service.repository.schema.koppeling import (
    autorisatiesleutel,
    gegevensafspraak,
    klant,
    koppeling,
    koppeling_school,
)
from uwlr_service.repository.schema.school import school, schooljaar
from uwlr_service.repository.school.scholen import NOTHING_YET


class Sleutelhouder(NamedTuple):
    """A key that was found by its hash, and the klant and link that it belongs to."""

    sleutel_id: int
    koppeling_id: int
    hash: str
    tolerant: bool
    prefix: str
    geldig_tot: datetime | None
    ingetrokken: datetime | None
    richting: str
    klantnaam: str
    klantcode: str
    klant_id: int


class Ingang(NamedTuple):
    """A school that a link covers: the agreement in force, and the newest state of the school year.

    The state is None when the school has nothing for that year.
    """

    school_id: int
    afspraak_id: int
    afspraak_moment: datetime
    schooljaar_id: int | None
    revisie: int | None
    moment: datetime | None
    omslagdagen: tuple[str, ...]


SLEUTELHOUDER = (
    select(
        autorisatiesleutel.c.id,
        autorisatiesleutel.c.koppeling_id,
        autorisatiesleutel.c.hash,
        autorisatiesleutel.c.tolerant,
        autorisatiesleutel.c.prefix,
        autorisatiesleutel.c.geldig_tot,
        autorisatiesleutel.c.ingetrokken,
        koppeling.c.richting,
        klant.c.naam,
        klant.c.code,
        klant.c.id,
    )
    .join_from(autorisatiesleutel, koppeling)
    .join(klant)
    .where(autorisatiesleutel.c.hash == bindparam("digest"))
)

KLANT = select(klant.c.id).where(klant.c.naam == bindparam("naam"), klant.c.code == bindparam("code"))

INGANG = (
    select(
        school.c.id,
        gegevensafspraak.c.id,
        gegevensafspraak.c.moment,
        schooljaar.c.id,
        schooljaar.c.revisie,
        schooljaar.c.moment,
        schooljaar.c.omslagdagen,
    )
    .select_from(koppeling_school)
    .join(school, school.c.id == koppeling_school.c.school_id)
    .join(gegevensafspraak, gegevensafspraak.c.id == koppeling_school.c.afspraak_id)
    .outerjoin(
        schooljaar,
        and_(
            schooljaar.c.school_id == school.c.id,
            schooljaar.c.schooljaar == bindparam("jaar"),
            schooljaar.c.revisie > NOTHING_YET,
        ),
    )
    .where(
        koppeling_school.c.koppeling_id == bindparam("koppeling_id"),
        or_(
            and_(
                school.c.brincode == bindparam("brincode"),
                school.c.dependancecode == bindparam("dependancecode"),
            ),
            school.c.schoolkey == bindparam("schoolkey"),
        ),
    )
)


class ToegangRepository:
    """The questions of authorisation; unlike the others it serves all calls of a process."""

    def __init__(self, database: Database) -> None:
        self._sleutelhouder = Prepared(database.driver, SLEUTELHOUDER)
        self._klant = Prepared(database.driver, KLANT)
        self._ingang = Prepared(database.driver, INGANG)

    def sleutelhouder(self, digest: str) -> Sleutelhouder | None:
        """Who holds the key with this hash."""
        row = self._sleutelhouder.first(digest=digest)
        return Sleutelhouder._make(row) if row else None

    def is_klant(self, naam: str, code: str) -> bool:
        """Whether this klantnaam and klantcode are known and belong together."""
        return self._klant.first(naam=naam, code=code) is not None

    def ingang(self, koppeling_id: int, code: Schoolcode, jaar: Schooljaar) -> Ingang | None:
        """What a link opens of a school in a year; None when it does not cover the school."""
        row = self._ingang.first(
            koppeling_id=koppeling_id,
            brincode=code.brincode,
            dependancecode=code.dependancecode,
            schoolkey=code.schoolkey,
            jaar=jaar,
        )
        return Ingang._make(row) if row else None
