"""Results of one school as a message of UWLR, for a LAS that reads those already.

A message has one moment by which the newest result under a key wins. Results of two messages would lose
theirs in one document, so a document has those of one message, as many as fit on a page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby, takewhile

from uwlr_service.domain.las.feed import Feedbericht, Feeddeel, Feedresultaat, Punt
from uwlr_service.domain.las.las import Las
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.uwlr import as_json
from uwlr_service.domain.uwlr.resultaat import Leerresultaten, Resultaat, Toetsafname, Uitslag
from uwlr_service.domain.uwlr.toets import Term, Toets
from uwlr_service.formats.uwlr.write_resultaten import write_leerresultaten
from uwlr_service.repository.database import Database
from uwlr_service.repository.uwlr.toetsdefinities import ToetsdefinitieRepository
from uwlr_service.uitwisseling.las.resultaten.feed import Feedvraag, Resultaatfeed


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeddocument:
    """A message, None where there is nothing to read; the cursor behind it, and whether more is there."""

    inhoud: bytes | None
    cursor: str
    meer: bool


class Resultaatdocumenten:
    """Writes parts of the feed of one school as messages."""

    def __init__(self, database: Database, feed: Resultaatfeed) -> None:
        self._database = database
        self._feed = feed

    def next(self, las: Las, vraag: Feedvraag) -> Feeddocument:
        """The next message behind a cursor. Raises as the feed does."""
        pagina = self._feed.page(las, vraag)
        if not pagina.deel.resultaten:
            return Feeddocument(inhoud=None, cursor=pagina.cursor, meer=pagina.deel.meer)
        deel = _of_one_message(pagina.deel)
        cursor = self._feed.finished(las, vraag.school, deel).cursor
        return Feeddocument(inhoud=self._written(deel), cursor=cursor, meer=deel.meer)

    def _written(self, deel: Feeddeel) -> bytes:
        digests = {resultaat.digest for resultaat in deel.resultaten}
        with self._database.read() as connection:
            texts = ToetsdefinitieRepository(connection).texts(digests)
        toetsen = {digest: as_json.load_toets(text) for digest, text in texts.items()}
        return write_leerresultaten(_bericht(deel, toetsen))


def _of_one_message(deel: Feeddeel) -> Feeddeel:
    """The results of the first message only."""
    volgnummer = deel.resultaten[0].bericht.volgnummer
    own = list(takewhile(lambda each: each.bericht.volgnummer == volgnummer, deel.resultaten))
    if len(own) == len(deel.resultaten):
        return deel
    return Feeddeel(own, Punt(volgnummer), meer=True)


def _bericht(deel: Feeddeel, toetsen: Mapping[str, Toets]) -> Leerresultaten:
    bericht = deel.resultaten[0].bericht
    used = {resultaat.toetscode: toetsen[resultaat.digest] for resultaat in deel.resultaten}
    return Leerresultaten(
        school=bericht.school,
        schooljaar=Schooljaar(bericht.schooljaar),
        aanmaakdatum=bericht.aanmaakdatum,
        xsdversie=bericht.xsdversie,
        toetsafnames=tuple(_afnames(deel.resultaten, toetsen)),
        toetsen=tuple(used.values()),
        auteur=_auteur(bericht),
    )


def _auteur(bericht: Feedbericht) -> str:
    return bericht.auteur or bericht.klantnaam


def _afnames(resultaten: Iterable[Feedresultaat], toetsen: Mapping[str, Toets]) -> Iterable[Toetsafname]:
    """The results by pupil, and by the person who marked them."""
    in_order = sorted(resultaten, key=_whose)
    for (leerling, verwerker), own in groupby(in_order, key=_whose):
        yield Toetsafname(
            leerlingid=leerling,
            resultaten=tuple(_resultaat(resultaat, toetsen[resultaat.digest]) for resultaat in own),
            resultaatverwerkerid=verwerker or None,
        )


def _whose(resultaat: Feedresultaat) -> tuple[str, str]:
    return resultaat.leerling, resultaat.resultaatverwerkerid or ""


def _resultaat(resultaat: Feedresultaat, toets: Toets) -> Resultaat:
    return Resultaat(
        key=resultaat.key,
        afnamedatum=resultaat.afnamedatum,
        toetscode=resultaat.toetscode,
        uitslag=_uitslag(resultaat),
        versie=_versie(resultaat, toets),
        toetsonderdeelcode=resultaat.toetsonderdeelcode,
        infourl=resultaat.infourl,
    )


def _uitslag(resultaat: Feedresultaat) -> Uitslag:
    if resultaat.uitslag is not None:
        return as_json.load_uitslag(resultaat.uitslag)
    return resultaat.score or 0


def _versie(resultaat: Feedresultaat, toets: Toets) -> Term | None:
    """The version of the test, where the definition does not say the same."""
    if resultaat.versie is None or (toets.versie and toets.versie.waarde == resultaat.versie):
        return None
    return Term(resultaat.versie)
