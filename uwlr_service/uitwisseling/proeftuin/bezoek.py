"""A call at the watched addresses of a proeftuin: who is let in there, and to what.

Only a key of the proeftuin itself opens anything, and only its own schools. Any other is refused as one that
does not exist: neither a key of a real school nor that of another product can be tried out here.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

from uwlr_service.domain.koppeling.klant import Sleutelhouder
from uwlr_service.domain.proeftuin.proeftuin import Proeftuin
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.uwlr.resultaat import Leerresultaten
from uwlr_service.domain.uwlr.verzoek import Schoolvraag, Tolerantie, Verzoek
from uwlr_service.formats.uwlr.canoniek import Canoniek
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.toegang import Schoolingang
from uwlr_service.repository.proeftuin.sleutels import is_of_proeftuin
from uwlr_service.uitwisseling.koppeling.toegang import Toegang, Toegangscontrole
from uwlr_service.uitwisseling.proeftuin.traagheid import Traagheid
from uwlr_service.uitwisseling.proeftuin.waarnemen import Waarnemer
from uwlr_service.uitwisseling.uwlr.heenweg import Heenweg, Ophaaluitkomst
from uwlr_service.uitwisseling.uwlr.terugweg import Bevestiging, Terugweg


@dataclass(slots=True)
class Bezoek:
    """The proeftuin that is called, and the number of the key once it turned out to be one of its own.

    ``pakket`` is the number of the package of GKV that the call is about, or behind which it asks.
    """

    proeftuin: Proeftuin
    sleutel: int | None = None
    pakket: int | None = None


_bezoek: ContextVar[Bezoek] = ContextVar("bezoek")


def current() -> Bezoek:
    """The visit that is going on."""
    return _bezoek.get()


@contextmanager
def visiting(proeftuin: Proeftuin) -> Iterator[Bezoek]:
    """What is asked until the end of the block, is asked at this proeftuin."""
    bezoek = Bezoek(proeftuin)
    token = _bezoek.set(bezoek)
    try:
        yield bezoek
    finally:
        _bezoek.reset(token)


class Proeftuintoegang(Toegangscontrole):
    """Finds out whose header this is, among the keys of the proeftuin that is visited."""

    def __init__(self, database: Database, secret: bytes, old_secret: bytes | None = None) -> None:
        super().__init__(database, secret, old_secret)
        self._database = database

    def _ask(
        self, digest: str, vraag: Schoolvraag | None
    ) -> tuple[Sleutelhouder | None, Schoolingang | None]:
        houder, ingang = super()._ask(digest, vraag)
        if houder is None:
            return None, None
        bezoek = _bezoek.get()
        with self._database.read() as connection:
            is_own = is_of_proeftuin(connection, houder.koppeling_id, bezoek.proeftuin.brincode)
        if not is_own:
            return None, None
        # One that was withdrawn opens nothing, and is recognised all the same: does its client stop?
        bezoek.sleutel = houder.sleutel_id
        return houder, ingang


class Proeftuinheenweg(Heenweg):
    """The four pull operations, at the schools of the proeftuin that is visited."""

    def answer(
        self, toegang: Toegang, verzoek: Verzoek, toleranties: Sequence[Tolerantie] = ()
    ) -> Ophaaluitkomst:
        """The answer to a valid request. Raises AutorisatieOngeldig for any other school as well."""
        return super().answer(_within(toegang, verzoek.school), verzoek, toleranties)


class Proeftuinterugweg(Terugweg):
    """BrengLeerresultaten, at the schools of the proeftuin that is visited."""

    def store(
        self, toegang: Toegang, bericht: Leerresultaten, for_keeping: Callable[[], Canoniek]
    ) -> Bevestiging:
        """Store a valid message. Raises AutorisatieOngeldig for any other school as well."""
        return super().store(_within(toegang, bericht.school), bericht, for_keeping)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bezoekplaats:
    """All that the watched addresses need; ``find`` gives the proeftuin with a number."""

    find: Callable[[int], Proeftuin]
    toegang: Proeftuintoegang
    heenweg: Proeftuinheenweg
    terugweg: Proeftuinterugweg
    waarnemer: Waarnemer
    traagheid: Traagheid


def _within(toegang: Toegang, school: Schoolcode) -> Toegang:
    """The access of a caller; that of a stranger if the school is none of this proeftuin."""
    if school.brincode == _bezoek.get().proeftuin.brincode:
        return toegang
    return replace(toegang, houder=None)
