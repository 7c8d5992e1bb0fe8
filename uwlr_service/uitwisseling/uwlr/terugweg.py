"""The push: a klant brings results, and they are stored completely or not at all (UWLR 2.2)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import MOST_MELDINGEN
from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.domain.uwlr.antwoordsoort import Bevestigingsoort
from uwlr_service.domain.uwlr.leerlingherkenning import Leerlingherkenning, asked
from uwlr_service.domain.uwlr.resultaat import Leerresultaten
from uwlr_service.domain.uwlr.resultaatregels import Bevinding, refuse, violations
from uwlr_service.domain.uwlr.vocabulaire import term_violations, uses
from uwlr_service.formats.uwlr.canoniek import Canoniek
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.afspraken import AfspraakRepository
from uwlr_service.repository.koppeling.toegang import Schoolingang, ToegangRepository
from uwlr_service.repository.school.leerlingzoeker import LeerlingzoekerRepository
from uwlr_service.repository.uwlr.resultaten import Berichtenzoeker, Ontvangen
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.koppeling.schooltoegang import Schooltoegang, require_school
from uwlr_service.uitwisseling.koppeling.toegang import Toegang
from uwlr_service.uitwisseling.memory import AGREEMENTS, Memory
from uwlr_service.uitwisseling.uwlr.vastlegging import BerichtBekend, Vastlegging
from uwlr_service.uitwisseling.uwlr.vocabulaires import Vocabulaires

EVERYBODY = Leerlingselectie()
MANY = 1_000
"""Results from which a message is judged before its canonical form is made, unless it may be a repetition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bevestiging:
    """The outcome of a message that was accepted, for the log; the sender only hears that it was."""

    soort: Bevestigingsoort
    digest: str
    """SHA-256 of the message: after a restore it tells which messages of the log were lost."""
    resultaten: int
    toegevoegd: int = 0
    gewijzigd: int = 0
    ingehaald: int = 0

    @property
    def aantallen(self) -> dict[str, int]:
        """The counts by name, without those that are zero."""
        counts = {
            "resultaten": self.resultaten,
            "toegevoegd": self.toegevoegd,
            "gewijzigd": self.gewijzigd,
            "ingehaald": self.ingehaald,
        }
        return {name: count for name, count in counts.items() if count}


@dataclass(frozen=True, slots=True, kw_only=True)
class Herkenning:
    """The keys of the pupils of a message, one for each toetsafname, and the findings where there is none."""

    leerlingen: tuple[str, ...]
    bevindingen: tuple[Bevinding, ...]


class Terugweg:
    """BrengLeerresultaten."""

    def __init__(self, database: Database, register: Register, vocabulaires: Vocabulaires) -> None:
        self._database = database
        self._register = register
        self._vocabulaires = vocabulaires
        self._toegang = ToegangRepository(database)
        self._berichten = Berichtenzoeker(database)
        self._vastlegging = Vastlegging(database)
        # A version of an agreement never changes, so its selection is good for as long as the process lives.
        self._selecties: Memory[int, Leerlingselectie] = Memory(AGREEMENTS)

    def store(
        self, toegang: Toegang, bericht: Leerresultaten, for_keeping: Callable[[], Canoniek]
    ) -> Bevestiging:
        """Store a valid message; once this returns, it is in the database for good.

        ``for_keeping`` makes the canonical form of the message, without its header; that is dear, and it is
        asked for once the key turns out to be right. Raises AutorisatieOngeldig when the key opens nothing,
        not this school, or not this direction; otherwise one error for all findings.
        """
        schooltoegang = require_school(
            self._toegang, toegang, Richting.BRENGEN, bericht.school, bericht.schooljaar
        )
        houder, ingang = schooltoegang
        self._register.use(houder.sleutel_id)
        # The canonical form of a large message is dear, and of a faulty one nothing needs it.
        is_judged_first = bericht.aantal >= MANY and not self._berichten.may_be_known(
            houder.klant_id, ingang.school_id, bericht.aantal
        )
        leerlingen: tuple[str, ...] = ()
        if is_judged_first:
            leerlingen = self._judge(ingang, bericht, with_texts=True)
        canoniek = for_keeping()
        # A repeated message is confirmed before it is judged: it was right when it was stored, and pupils or
        # vocabularies may have changed since. This question is outside the transaction, because most
        # repetitions come long after the first. Two that come together both pass here, and the transaction
        # asks again.
        if self._berichten.is_known(houder.klant_id, ingang.school_id, canoniek.digest):
            return Bevestiging(
                soort=Bevestigingsoort.HERHAALD, digest=canoniek.digest, resultaten=bericht.aantal
            )
        if not is_judged_first:
            leerlingen = self._judge(ingang, bericht, with_texts=not canoniek.is_plain)
        ontvangen = _ontvangen(schooltoegang, bericht, canoniek)
        try:
            verwerking = self._vastlegging.store(ontvangen, bericht, leerlingen, tolerant=toegang.tolerant)
        except BerichtBekend:
            return Bevestiging(
                soort=Bevestigingsoort.HERHAALD, digest=canoniek.digest, resultaten=bericht.aantal
            )
        return Bevestiging(
            soort=Bevestigingsoort.BEVESTIGD,
            digest=canoniek.digest,
            resultaten=bericht.aantal,
            toegevoegd=len(verwerking.toegevoegd),
            gewijzigd=len(verwerking.gewijzigd),
            ingehaald=len(verwerking.ingehaald),
        )

    def _judge(self, ingang: Schoolingang, bericht: Leerresultaten, *, with_texts: bool) -> tuple[str, ...]:
        """The keys of the pupils of a message that is right. Raises one error for everything that is wrong.

        ``refuse`` puts the findings in the order of the fault codes, and keeps those with one code in the
        order in which they come here.
        """
        herkenning = self._recognise(ingang, bericht)
        refuse(chain(self._violations(bericht, with_texts=with_texts), herkenning.bevindingen))
        return herkenning.leerlingen

    def _recognise(self, ingang: Schoolingang, bericht: Leerresultaten) -> Herkenning:
        """The pupils that a message is about.

        They are read outside the transaction that stores, so that a message that is refused locks nothing. A
        pupil who leaves meanwhile is recognised all the same, because earlier versions of pupils count too.
        Of one who is forgotten meanwhile nothing is kept, and the transaction asks for that again.
        """
        with self._database.read() as connection:
            selectie = self._selectie(AfspraakRepository(connection), ingang.afspraak_id)
            inschrijvingen = LeerlingzoekerRepository(connection).find(
                ingang.school_id, asked(bericht.toetsafnames)
            )
        known = Leerlingherkenning(inschrijvingen, selectie, bericht.schooljaar)
        leerlingen: list[str] = []
        bevindingen: list[Bevinding] = []
        for toetsafname in bericht.toetsafnames:
            leerling = known.find(toetsafname)
            if isinstance(leerling, str):
                leerlingen.append(leerling)
            elif len(bevindingen) <= MOST_MELDINGEN:  # one more than is told, which says that there are more
                bevindingen.append(leerling)
        return Herkenning(leerlingen=tuple(leerlingen), bevindingen=tuple(bevindingen))

    def _violations(self, bericht: Leerresultaten, *, with_texts: bool) -> Iterator[Bevinding]:
        """The findings that have nothing to do with the pupils of a message."""
        yield from violations(bericht, tijd.now(), with_texts=with_texts)
        gebruikt = uses(bericht)
        # Most messages name no vocabulary, and then there is nothing to look up. Finding one may take a call
        # to another host, which is why it happens here and not while the school is locked.
        if gebruikt:
            yield from term_violations(bericht, self._vocabulaires.find_all(gebruikt))

    def _selectie(self, afspraken: AfspraakRepository, afspraak_id: int) -> Leerlingselectie:
        selectie = self._selecties.get(afspraak_id)
        if selectie is None:
            selectie = afspraken.get(afspraak_id).selectie
            if selectie == EVERYBODY:
                selectie = EVERYBODY  # as of most agreements: one object for all of them
            self._selecties.add({afspraak_id: selectie})
        return selectie


def _ontvangen(schooltoegang: Schooltoegang, bericht: Leerresultaten, canoniek: Canoniek) -> Ontvangen:
    houder, ingang = schooltoegang
    return Ontvangen(
        school_id=ingang.school_id,
        klant_id=houder.klant_id,
        koppeling_id=houder.koppeling_id,
        sleutel_id=houder.sleutel_id,
        digest=canoniek.digest,
        schooljaar=bericht.schooljaar,
        xsdversie=bericht.xsdversie,
        aanmaakdatum=tijd.to_utc(bericht.aanmaakdatum),
        ontvangen=tijd.now(),
        auteur=bericht.auteur,
        commentaar=bericht.commentaar,
        aantal=bericht.aantal,
        inhoud=canoniek.inhoud,
    )
