"""The pull: a klant asks for a school's pupil data, and gets what the agreement holds (UWLR 2.2)."""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.gegevensafspraak import Afbakening
from uwlr_service.domain.koppeling.gegevenssets import set_named
from uwlr_service.domain.koppeling.klant import Richting, Sleutelhouder
from uwlr_service.domain.koppeling.uitsnede import Groepskeuze, cut
from uwlr_service.domain.koppeling.verstrekking import Uitgegeven
from uwlr_service.domain.uwlr.antwoordsoort import Antwoordsoort
from uwlr_service.domain.uwlr.verzoek import Geldigheid, Tolerantie, Verzoek
from uwlr_service.formats.uwlr import antwoord
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.toegang import Schoolingang, ToegangRepository
from uwlr_service.repository.school.scholen import Schooljaarstand
from uwlr_service.repository.school.schoolgegevens import SchoolgegevensRepository, read_stand
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.koppeling.schooltoegang import require_school
from uwlr_service.uitwisseling.koppeling.toegang import Toegang
from uwlr_service.uitwisseling.uwlr.afbakeningen import Afbakeningen
from uwlr_service.uitwisseling.uwlr.antwoordcache import Antwoordcache, Gegevensantwoord
from uwlr_service.uitwisseling.uwlr.groepskeuzes import Groepskeuzes

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ophaaluitkomst:
    """What a request gets: data, or a marker that there are none; ``soort`` names it for the log."""

    soort: Antwoordsoort
    body: bytes
    gegevens: Gegevensantwoord | None = None
    uit_cache: bool = False
    afspraak_id: int | None = None
    """The agreement under which the data go out."""


class Heenweg:
    """The four pull operations."""

    def __init__(self, database: Database, cache: Antwoordcache, register: Register) -> None:
        self._database = database
        self._cache = cache
        self._register = register
        self._afbakeningen = Afbakeningen(database)
        self._groepskeuzes = Groepskeuzes(database)
        self._toegang = ToegangRepository(database)

    def answer(
        self, toegang: Toegang, verzoek: Verzoek, toleranties: Sequence[Tolerantie] = ()
    ) -> Ophaaluitkomst:
        """The answer to a valid request.

        Raises AutorisatieOngeldig when the key opens nothing, not this school, or not this direction; the
        sentence is the same for all three, so that it does not give away which schools exist.
        """
        houder, ingang = require_school(
            self._toegang, toegang, Richting.OPHALEN, verzoek.school, verzoek.schooljaar
        )
        self._register.use(houder.sleutel_id)
        if toleranties:
            self._register.tolerate(houder.koppeling_id, ingang.school_id, toleranties)
        stand = ingang.stand
        if stand is None:
            return _without_data(verzoek, Antwoordsoort.GEENGEGEVENS)
        now = tijd.now()
        geldigheid = Geldigheid.of(stand.moment, ingang.afspraak_moment, stand.omslagdagen, now)
        if geldigheid.is_known_to(verzoek.laatstontvangen, now):
            return _without_data(verzoek, Antwoordsoort.GEENWIJZIGINGEN)
        if verzoek.groepen:
            groepen = self._groepskeuzes.of_school(verzoek.groepen, stand)
            if groepen != verzoek.groepen:
                verzoek = replace(verzoek, groepen=groepen)
        return self._give(houder, ingang, stand, verzoek, geldigheid)

    def _give(
        self,
        houder: Sleutelhouder,
        ingang: Schoolingang,
        stand: Schooljaarstand,
        verzoek: Verzoek,
        geldigheid: Geldigheid,
    ) -> Ophaaluitkomst:
        gevraagd = set_named(verzoek.gegevenssetid) if verzoek.gegevenssetid else None
        afbakening = self._afbakeningen.of(
            ingang.afspraak_id, ingang.afspraak_moment, verzoek.xsdversie, gevraagd
        )
        keuzes = [_spell(keuze) for keuze in verzoek.groepen]
        groepen = _digest(keuzes)
        # All that _render makes an answer of, and no more: partners to whom the same may go out share it. Of
        # a fixed length, whatever the partner names, because the cache is bounded in bytes.
        key = (
            stand.schooljaar_id,
            stand.revisie,
            stand.moment,
            afbakening,
            geldigheid,
            verzoek.bericht,
            groepen,
        )
        is_cached, gegevens = self._cache.get(key)
        if not is_cached:
            gegevens = self._render(afbakening, stand, verzoek, geldigheid)
            self._cache.put(key, gegevens)
        if gegevens is None:
            return _without_data(verzoek, Antwoordsoort.GEENGEGEVENS, uit_cache=is_cached)
        self._register.give(
            Uitgegeven(
                koppeling_id=houder.koppeling_id,
                schooljaar_id=stand.schooljaar_id,
                revisie=stand.revisie,
                afspraak_id=ingang.afspraak_id,
                aanmaakdatum=geldigheid.moment,
                bericht=verzoek.bericht,
                xsdversie=verzoek.xsdversie,
                gegevensset=gegevens.gegevensset,
                groepen=groepen,
            ),
            keuzes,
        )
        return Ophaaluitkomst(
            soort=Antwoordsoort.GEGEVENS,
            body=gegevens.body,
            gegevens=gegevens,
            uit_cache=is_cached,
            afspraak_id=ingang.afspraak_id,
        )

    def _render(
        self,
        afbakening: Afbakening,
        stand: Schooljaarstand,
        verzoek: Verzoek,
        geldigheid: Geldigheid,
    ) -> Gegevensantwoord | None:
        """The answer; it is kept for others too, so it may not depend on who asks, or under which link."""
        with self._database.read() as connection:
            gegevens = read_stand(
                self._database,
                connection,
                stand,
                lambda lezer: SchoolgegevensRepository(lezer).read(verzoek.school, verzoek.schooljaar, stand),
            )
        uitsnede = cut(gegevens, afbakening, geldigheid.peildatum)
        weggelaten = {gemis.leerling for gemis in uitsnede.gemis if gemis.weggelaten}
        if weggelaten:
            log.warning(
                "pupils of %s left out, see 'uwlr koppeling todo': %d", verzoek.school, len(weggelaten)
            )
        document = antwoord.render(verzoek.bericht, uitsnede, geldigheid, verzoek.groepen)
        if document is None:
            return None
        aantallen = {"leerlingen": document.leerlingen, "leerkrachten": document.leerkrachten}
        return Gegevensantwoord(document.body, afbakening.veldenlijst.gegevensset, aantallen)


def _without_data(verzoek: Verzoek, soort: Antwoordsoort, *, uit_cache: bool = False) -> Ophaaluitkomst:
    return Ophaaluitkomst(soort=soort, body=antwoord.marker(verzoek.bericht, soort), uit_cache=uit_cache)


def _spell(keuze: Groepskeuze) -> str:
    soort = "samengestelde_groep" if keuze.samengesteld else "groep"
    return soort if keuze.key is None else f"{soort}={keuze.key}"


def _digest(keuzes: Sequence[str]) -> str:
    """A selection in a fixed length; the register spells it out once."""
    return hashlib.sha256("\n".join(sorted(keuzes)).encode()).hexdigest() if keuzes else ""
