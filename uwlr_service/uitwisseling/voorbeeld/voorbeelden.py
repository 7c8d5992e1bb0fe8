"""Shows a school its own data beside a proposal: examples, counts, and all that would leave about a pupil."""

import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import LeerlingNietGekozen, NietToegestaan, TijdelijkNietBeschikbaar
from uwlr_service.domain.gkv.generiek import Nummersoort
from uwlr_service.domain.koppeling.besluitvorming.keuze import running_fields
from uwlr_service.domain.koppeling.besluitvorming.voorbeeld import (
    Leerlingbeeld,
    Leerlingkeuze,
    Telling,
    Voorbeeldblad,
)
from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie
from uwlr_service.domain.koppeling.gkvinhoud import fields_of, is_delivered
from uwlr_service.domain.school.dossier import VERZORGER
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.taal import Taal
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.nummers import GkvNummers, key_of
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.koppeling.besluitvorming.selectie import selectie_at
from uwlr_service.uitwisseling.koppeling.besluitvorming.voorgelegd import Voorgelegd
from uwlr_service.uitwisseling.koppeling.besluitvorming.zaak import Zaak
from uwlr_service.uitwisseling.voorbeeld import leerlingbeeld, personen, ssobeeld, telling
from uwlr_service.uitwisseling.voorbeeld.bron import Bron, Vraag, read_bron
from uwlr_service.uitwisseling.voorbeeld.dossierbeeld import Dossierbeeld
from uwlr_service.uitwisseling.voorbeeld.verzamelaar import Verzamelaar
from uwlr_service.uitwisseling.voorbeeld.voornemen import Voornemen, voornemen

AT_ONCE = 2
"""Previews that one process makes at the same time: its other threads are for everything else."""
_turns = threading.BoundedSemaphore(AT_ONCE)


@contextmanager
def turn() -> Iterator[None]:
    """Have one of the turns. Raises TijdelijkNietBeschikbaar when there is none now.

    Nobody waits for one: whoever waits keeps a thread from calls that take a hundredth of the time.
    """
    if not _turns.acquire(blocking=False):
        raise TijdelijkNietBeschikbaar
    try:
        yield
    finally:
        _turns.release()


@dataclass(frozen=True, slots=True, kw_only=True)
class Besluitblad:
    """All that the page of a decision shows: proposal, examples, counts, and the pupils to choose from.

    ``gegevens`` is the whole school, to choose locations, years and groups from; ``selectie`` is the choice
    of pupils that was counted.
    """

    voorgelegd: Voorgelegd
    voorbeelden: Voorbeeldblad
    telling: Telling
    leerlingen: tuple[Leerlingkeuze, ...]
    gegevens: Schoolgegevens
    selectie: Leerlingselectie


class Voorbeelden:
    """Each of these is for somebody who may decide for the school, and shows one pupil at a time.

    A school is read as a whole for it, so one process makes no more than AT_ONCE at the same time.

    A pupil is named by key, or by the number that an address has in its place. ``velden`` are those of the
    asked fields that are on, without them all; what goes out already stays on. ``selectie`` are the pupils;
    without it those of the agreement in force, or those that the partner advises. Each reads the school once.

    Raises NietToegestaan for a proposal or a pupil that is not there, SchoolOnbekend for a school without
    data in the present school year, and TijdelijkNietBeschikbaar while others have all the turns.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @turn()
    def of_besluit(
        self,
        school: Schoolcode,
        voorstel_id: int,
        leerling: str | None = None,
        *,
        velden: Collection[str] | None = None,
        selectie: Leerlingselectie | None = None,
        taal: Taal = Taal.NL,
        door: Handelende,
    ) -> Besluitblad:
        """Everything that the page of a decision shows, of one pupil, by key, or of the first one.

        There are examples of all that is asked; ``velden`` are counted. A pupil who is not among those that
        were chosen gives way to the first one. Nobody gets a number yet, see ``number_of``.
        """
        zaak, asked = self._read(school, voorstel_id, door)
        bron = self._narrowed(asked, None, selectie)
        going = None if velden is None else _going(zaak, velden)
        in_sight = {each.key for each in bron.uitsnede.gegevens.leerlingen}
        return Besluitblad(
            voorgelegd=zaak.lay_before(taal),
            voorbeelden=_blad(bron, leerling if leerling in in_sight else None, taal),
            telling=_telling(self._narrowed(bron, going, None)),
            leerlingen=_choices(bron),
            gegevens=bron.toestand.gegevens,
            selectie=bron.vraag.selectie,
        )

    @turn()
    def of_leerling(
        self,
        school: Schoolcode,
        voorstel_id: int,
        leerling: str | int,
        *,
        velden: Collection[str] | None = None,
        selectie: Leerlingselectie | None = None,
        taal: Taal = Taal.NL,
        door: Handelende,
    ) -> Leerlingbeeld:
        """Everything that would leave about one pupil, in words and as it is sent.

        Raises LeerlingNietGekozen for a pupil whom the proposal is about and this choice is not.
        """
        zaak, asked = self._read(school, voorstel_id, door)
        key = self._known(leerling, asked)
        going = None if velden is None else _going(zaak, velden)
        bron = self._narrowed(asked, going, selectie)
        chosen = bron.find(key)
        if chosen is None:
            asked.choose(key)
            raise LeerlingNietGekozen
        return leerlingbeeld.of(bron, chosen, taal)

    @turn()
    def intend(
        self,
        school: Schoolcode,
        voorstel_id: int,
        *,
        velden: Collection[str],
        selectie: Leerlingselectie,
        taal: Taal = Taal.NL,
        door: Handelende,
    ) -> Voornemen:
        """The agreement that a choice would make, and how many people it is about."""
        zaak, asked = self._read(school, voorstel_id, door)
        bron = self._narrowed(asked, _going(zaak, velden), selectie)
        return voornemen(zaak, bron, _telling(bron), velden, taal)

    def number_of(self, school: Schoolcode, leerling: str, *, door: Handelende) -> int:
        """The number by which an address names a pupil: given once, and kept."""
        door.require(Actie.BESLUITEN, school=school)
        with self._database.read() as connection:
            school_id = SchoolRepository(connection).find(school)
        if school_id is None:
            raise NietToegestaan
        sleutel = (Nummersoort.LEERLING, leerling)
        return GkvNummers(self._database).ensure(school_id, [sleutel])[sleutel]

    def _read(self, school: Schoolcode, voorstel_id: int, door: Handelende) -> tuple[Zaak, Bron]:
        """A proposal, and the school as it would let it be seen."""
        door.require(Actie.BESLUITEN, school=school)
        with self._database.read() as connection:
            zaak = Zaak.read(connection, voorstel_id, door, Actie.BESLUITEN)
        if zaak.voorstel.school != school:
            raise NietToegestaan
        inhoud = zaak.voorstel.gevraagd(zaak.geldend)
        vraag = Vraag(
            gegevensset=inhoud.gegevensset, aan=inhoud.gevraagd | running_fields(inhoud, zaak.geldend)
        )
        bron = read_bron(self._database, school, zaak.voorstel.schoolnaam, vraag)
        usual = inhoud.aanbevolen if zaak.geldend is None else zaak.geldend.selectie
        return zaak, self._narrowed(bron, None, usual)

    def _narrowed(
        self, bron: Bron, velden: Collection[str] | None, selectie: Leerlingselectie | None
    ) -> Bron:
        """The same school by a choice out of what is asked."""
        if velden is None and selectie is None:
            return bron
        vraag = bron.vraag
        if velden is not None:
            vraag = replace(vraag, aan=vraag.aan & frozenset(velden))
        if selectie is not None:
            if not bron.knows(selectie):
                school = bron.toestand.gegevens.school.code
                with self._database.read() as connection:
                    selectie = selectie_at(connection, bron.stand.school_id, school, selectie)
            # No page asks for the statuses of pupils: they stay as they were agreed.
            selectie = replace(selectie, statussen=vraag.selectie.statussen)
            vraag = replace(vraag, selectie=selectie)
        return replace(bron, vraag=vraag)

    def _known(self, leerling: str | int, bron: Bron) -> str:
        """The key of a pupil who is named by key or number. Raises NietToegestaan for a number of nobody."""
        if not isinstance(leerling, int):
            return leerling
        with self._database.read() as connection:
            key = key_of(connection, bron.stand.school_id, Nummersoort.LEERLING, leerling)
        if key is None:
            raise NietToegestaan
        return key


def _going(zaak: Zaak, velden: Collection[str]) -> frozenset[str]:
    """The fields that go out after a choice: those that were ticked, and those that go out already."""
    return running_fields(zaak.voorstel.gevraagd(zaak.geldend), zaak.geldend).union(velden)


def _blad(bron: Bron, key: str | None, taal: Taal) -> Voorbeeldblad:
    chosen = bron.choose(key)
    velden = sorted(fields_of(bron.afspraak))
    verzamelaar = Verzamelaar()
    if bron.vraag.is_sso:
        ssobeeld.gather(bron, velden, chosen, taal, verzamelaar)
    else:
        personen.gather(personen.Personen.of(bron, taal), velden, chosen, verzamelaar)
    if bron.has_dossier:
        Dossierbeeld(bron, None if chosen is None else chosen.key, taal).gather(verzamelaar)
    return Voorbeeldblad(leerling=chosen, velden={veld: verzamelaar.of_veld(veld) for veld in velden})


def _telling(bron: Bron) -> Telling:
    ouders = None
    if bron.has_dossier and is_delivered(VERZORGER, bron.veldenlijst):
        ouders = len(bron.bereik.verzorgers)
    return telling.telling(bron, ouders)


def _choices(bron: Bron) -> tuple[Leerlingkeuze, ...]:
    choices = []
    for leerling in bron.uitsnede.gegevens.leerlingen:
        parts = (leerling.roepnaam or leerling.voornamen, leerling.voorvoegsel, leerling.achternaam)
        groep = None if leerling.groep is None else bron.namen.get(leerling.groep)
        choices.append(
            Leerlingkeuze(
                key=leerling.key,
                naam=" ".join(filter(None, parts)),
                groep=groep,
            )
        )
    return tuple(sorted(choices, key=lambda choice: (choice.groep or "", choice.naam)))
