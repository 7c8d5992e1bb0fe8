"""What every call asks first: whose key is this, and what does it open. One indexed read, no more."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, select

from uwlr_service.domain.koppeling.deelname import TAKES_PART
from uwlr_service.domain.koppeling.klant import Sleutelhouder
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.uwlr.verzoek import Schoolvraag
from uwlr_service.repository.database import Database
from uwlr_service.repository.driver import Prepared
from uwlr_service.repository.schema.koppeling import (
    autorisatiesleutel,
    deelname,
    gegevensafspraak,
    klant,
    koppeling,
)
from uwlr_service.repository.schema.school import school, schooljaar
from uwlr_service.repository.school.scholen import NOTHING_YET, Schooljaarstand


class Schoolingang(NamedTuple):
    """A school that takes part in a link: the agreement in force, and the newest state of the school year.

    ``deelname`` is how it stands in the link, ``soort`` whether it is a real school. The state is None when
    the school has nothing for that year.
    """

    school_id: int
    soort: str
    deelname: str
    afspraak_id: int
    afspraak_moment: datetime
    stand: Schooljaarstand | None


class Sleuteltoegang(NamedTuple):
    """The holder of a key, and what the key opens of the school that was asked for, if it is covered."""

    houder: Sleutelhouder
    ingang: Schoolingang | None


COLUMNS_OF_HOUDER = {
    "sleutel_id": autorisatiesleutel.c.id,
    "koppeling_id": autorisatiesleutel.c.koppeling_id,
    "hash": autorisatiesleutel.c.hash,
    "tolerant": autorisatiesleutel.c.tolerant,
    "prefix": autorisatiesleutel.c.prefix,
    "geldig_tot": autorisatiesleutel.c.geldig_tot,
    "ingetrokken": autorisatiesleutel.c.ingetrokken,
    "richting": koppeling.c.richting,
    "gegevenssetid_streng": koppeling.c.gegevenssetid_streng,
    "klantnaam": klant.c.naam,
    "klantcode": klant.c.code,
    "klant_id": klant.c.id,
    "toelating": klant.c.toelating,
    "proeftuin": autorisatiesleutel.c.proeftuin,
    "school_id": autorisatiesleutel.c.school_id,
}
"""Where each field of a Sleutelhouder comes from."""

# A row becomes a Sleutelhouder by position, because that is the fastest way. The fields themselves therefore
# give the order of the columns: a field without a column fails here, when the module is imported.
HOUDER = tuple(COLUMNS_OF_HOUDER[field].label(field) for field in Sleutelhouder._fields)
"""The columns of a Sleutelhouder, in the order of its fields."""

INGANG = (
    deelname.c.school_id,
    school.c.soort,
    deelname.c.stand,
    gegevensafspraak.c.id,
    gegevensafspraak.c.moment,
    schooljaar.c.id,
    schooljaar.c.revisie,
    schooljaar.c.moment,
    schooljaar.c.omslagdagen,
)
"""The columns of a Schoolingang."""

BY_BRIN = and_(
    school.c.brincode == bindparam("brincode"),
    school.c.dependancecode == bindparam("dependancecode"),
)
BY_SCHOOLKEY = school.c.schoolkey == bindparam("schoolkey")

OF_THE_YEAR = and_(
    schooljaar.c.school_id == deelname.c.school_id,
    schooljaar.c.schooljaar == bindparam("jaar"),
    schooljaar.c.revisie > NOTHING_YET,
)

SLEUTELHOUDER = (
    select(*HOUDER)
    .join_from(autorisatiesleutel, koppeling)
    .join(klant)
    .where(autorisatiesleutel.c.hash == bindparam("digest"))
)

KLANT = select(klant.c.id).where(klant.c.naam == bindparam("naam"), klant.c.code == bindparam("code"))


def _sleuteltoegang(is_school: ColumnElement[bool]) -> Select[Any]:
    """Key, link, agreement and state in one statement.

    Flat outer joins, each by a unique index: a nested one would make SQLite build the inner table first.
    """
    is_covered = and_(
        deelname.c.koppeling_id == koppeling.c.id,
        deelname.c.school_id == school.c.id,
    )
    return (
        select(*HOUDER, *INGANG)
        .join_from(autorisatiesleutel, koppeling)
        .join(klant)
        .outerjoin(school, is_school)
        .outerjoin(deelname, is_covered)
        .outerjoin(gegevensafspraak, gegevensafspraak.c.id == deelname.c.afspraak_id)
        .outerjoin(schooljaar, OF_THE_YEAR)
        .where(autorisatiesleutel.c.hash == bindparam("digest"))
    )


def _ingang(is_school: ColumnElement[bool]) -> Select[Any]:
    """The same of a link that is known already."""
    return (
        select(*INGANG)
        .join_from(deelname, school, school.c.id == deelname.c.school_id)
        .join(gegevensafspraak, gegevensafspraak.c.id == deelname.c.afspraak_id)
        .outerjoin(schooljaar, OF_THE_YEAR)
        .where(deelname.c.koppeling_id == bindparam("koppeling_id"), is_school)
    )


TOEGANG_BY_BRIN = _sleuteltoegang(BY_BRIN)
TOEGANG_BY_SCHOOLKEY = _sleuteltoegang(BY_SCHOOLKEY)
INGANG_BY_BRIN = _ingang(BY_BRIN)
INGANG_BY_SCHOOLKEY = _ingang(BY_SCHOOLKEY)


class ToegangRepository:
    """The questions of authorisation; unlike the others it serves all calls of a process."""

    def __init__(self, database: Database) -> None:
        driver = database.driver
        self._sleutelhouder = Prepared(driver, SLEUTELHOUDER)
        self._klant = Prepared(driver, KLANT)
        self._toegang_by_brin = Prepared(driver, TOEGANG_BY_BRIN)
        self._toegang_by_schoolkey = Prepared(driver, TOEGANG_BY_SCHOOLKEY)
        self._ingang_by_brin = Prepared(driver, INGANG_BY_BRIN)
        self._ingang_by_schoolkey = Prepared(driver, INGANG_BY_SCHOOLKEY)

    def sleuteltoegang(self, digest: str, vraag: Schoolvraag) -> Sleuteltoegang | None:
        """Who holds the key with this hash, and what it opens of a school in a year."""
        if vraag.brincode is None:
            row = self._toegang_by_schoolkey.first(
                digest=digest, schoolkey=vraag.schoolkey, jaar=vraag.schooljaar
            )
        else:
            row = self._toegang_by_brin.first(
                digest=digest,
                brincode=vraag.brincode,
                dependancecode=vraag.dependancecode,
                jaar=vraag.schooljaar,
            )
        if row is None:
            return None
        houder = Sleutelhouder._make(row[: len(HOUDER)])
        return Sleuteltoegang(houder, _read_ingang(row[len(HOUDER) :]))

    def sleutelhouder(self, digest: str) -> Sleutelhouder | None:
        """Who holds the key with this hash."""
        row = self._sleutelhouder.first(digest=digest)
        return Sleutelhouder._make(row) if row else None

    def is_klant(self, naam: str, code: str) -> bool:
        """Whether this klantnaam and klantcode are known and belong together."""
        return self._klant.first(naam=naam, code=code) is not None

    def ingang(self, koppeling_id: int, code: Schoolcode, jaar: Schooljaar) -> Schoolingang | None:
        """What a link opens of a school in a year; None when the school does not take part in it."""
        if code.brincode is None:
            row = self._ingang_by_schoolkey.first(
                koppeling_id=koppeling_id, schoolkey=code.schoolkey, jaar=jaar
            )
        else:
            row = self._ingang_by_brin.first(
                koppeling_id=koppeling_id,
                brincode=code.brincode,
                dependancecode=code.dependancecode,
                jaar=jaar,
            )
        return _read_ingang(row) if row else None


def _read_ingang(values: Sequence[Any]) -> Schoolingang | None:
    school_id, soort, in_koppeling, afspraak_id, afspraak_moment, *jaar = values
    if in_koppeling not in TAKES_PART:
        return None
    schooljaar_id, revisie, moment, omslagdagen = jaar
    stand = None
    if schooljaar_id is not None:
        stand = Schooljaarstand(
            schooljaar_id=schooljaar_id,
            school_id=school_id,
            revisie=revisie,
            moment=moment,
            omslagdagen=omslagdagen,
        )
    return Schoolingang(
        school_id=school_id,
        soort=soort,
        deelname=in_koppeling,
        afspraak_id=afspraak_id,
        afspraak_moment=afspraak_moment,
        stand=stand,
    )
