"""Decisions in the screens of a LAS: each is one of the portal's, held to what was shown (docs/las.rst)."""

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import Geweigerd, OvergangOngeldig, VoorstelVeranderd
from uwlr_service.domain.fouten.mensen import KoppelingVeranderd
from uwlr_service.domain.koppeling.besluitvorming.termijn import Termijnen
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Leerlingselectie
from uwlr_service.domain.koppeling.schoolkoppeling import Koppelingblad
from uwlr_service.domain.las.besluit import (
    Beslisser,
    Koppelingbesluit,
    Koppelingkeuze,
    Voorstelbesluit,
    Voorstelkeuze,
)
from uwlr_service.domain.las.las import Las
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.taal import Taal
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.besluitvorming.beslissen import Besluitvorming
from uwlr_service.uitwisseling.koppeling.besluitvorming.ongebruikt import Ongebruiktwacht
from uwlr_service.uitwisseling.koppeling.deelnames import Deelnames
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.koppeling.schoolbeeld.koppelingen import Schoolkoppelingen
from uwlr_service.uitwisseling.koppeling.versmalling import Versmalling
from uwlr_service.uitwisseling.las.groepskeuze import chosen, chosen_upon


class Lasbesluiten:
    """What people of schools decide in the screens of a LAS, which says who they are."""

    def __init__(self, database: Database, termijnen: Termijnen) -> None:
        self._besluitvorming = Besluitvorming(database)
        self._deelnames = Deelnames(database)
        self._intrekkingen = Intrekkingen(database)
        self._ongebruiktwacht = Ongebruiktwacht(database, termijnen)
        self._schoolkoppelingen = Schoolkoppelingen(database)
        self._versmalling = Versmalling(database)

    def over_voorstel(
        self, las: Las, school: Schoolcode, voorstel_id: int, besluit: Voorstelbesluit
    ) -> Gegevensafspraak | None:
        """Say yes or no to a proposal; returns the agreement that a yes led to.

        Raises what ``Besluitvorming`` raises: NietToegestaan for a proposal that is not of the school,
        VoorstelVeranderd, OvergangOngeldig, VersBewijsNodig, AlleenInPortaal for extra protected data, and
        Geweigerd.
        """
        door = _door(las, school, besluit.beslisser)
        getoond = besluit.beslisser.getoond
        if besluit.besluit is Voorstelkeuze.AFWIJZEN:
            self._require_shown(voorstel_id, getoond, door)
            self._besluitvorming.decline(voorstel_id, door=door, reden=besluit.reden)
            return None
        geldend = self._besluitvorming.show(voorstel_id, door=door).geldend
        uitkomst = self._besluitvorming.accept(
            voorstel_id,
            getoond,
            velden=besluit.velden,
            # Upon an agreement that getoond covers: another one by then is refused.
            selectie=chosen_upon(geldend, besluit.leerlingen),
            door=door,
            bestuur=besluit.bestuur,
            reden=besluit.reden,
        )
        return uitkomst.afspraak

    def over_koppeling(
        self, las: Las, school: Schoolcode, koppeling_id: int, besluit: Koppelingbesluit
    ) -> None:
        """Narrow, pause, resume, keep or end a link.

        What lets data leave again, and what changes the agreement, is held to the version that was shown in
        the transaction that decides. Raises NietToegestaan for a link that the school has nothing to do with,
        KoppelingVeranderd, OvergangOngeldig, VeldOngeldig, and Geweigerd.
        """
        door = _door(las, school, besluit.beslisser)
        blad = self._schoolkoppelingen.one(school, koppeling_id, door=door)
        if blad.koppeling.getoond != besluit.beslisser.getoond:
            raise KoppelingVeranderd
        match besluit.besluit:
            case Koppelingkeuze.VERSMALLEN:
                self._narrow(blad, school, besluit, door)
            case Koppelingkeuze.PAUZEREN:
                self._deelnames.pause(koppeling_id, school, door=door)
            case Koppelingkeuze.HERVATTEN:
                self._deelnames.resume(koppeling_id, school, versie=_agreement(blad).versie, door=door)
            case Koppelingkeuze.HOUDEN:
                self._ongebruiktwacht.confirm(koppeling_id, school, door=door)
            case Koppelingkeuze.INTREKKEN:
                self._intrekkingen.withdraw(koppeling_id, school, door=door)

    def _require_shown(self, voorstel_id: int, getoond: str, door: Handelende) -> None:
        """Raise VoorstelVeranderd unless this is a proposal as it is now, in one of the languages."""
        shown = (self._besluitvorming.show(voorstel_id, door=door, taal=taal) for taal in Taal)
        if all(voorgelegd.getoond.digest != getoond for voorgelegd in shown):
            raise VoorstelVeranderd

    def _narrow(
        self, blad: Koppelingblad, school: Schoolcode, besluit: Koppelingbesluit, door: Handelende
    ) -> None:
        afspraak = _agreement(blad)
        selectie = chosen(afspraak.selectie, besluit.leerlingen)
        _require_present(blad, afspraak.selectie, selectie)
        self._versmalling.narrow(
            blad.koppeling.koppeling,
            school,
            versie=afspraak.versie,
            uit=besluit.uit,
            selectie=selectie,
            door=door,
        )


def _door(las: Las, school: Schoolcode, beslisser: Beslisser) -> Handelende:
    return Handelende.via_las(las.naam, school, namens=beslisser.namens, bewezen=beslisser.bewezen)


def _agreement(blad: Koppelingblad) -> Gegevensafspraak:
    if blad.koppeling.afspraak is None:
        raise OvergangOngeldig("Over deze koppeling heeft de school nog niets afgesproken.")
    return blad.koppeling.afspraak


def _require_present(blad: Koppelingblad, before: Leerlingselectie, after: Leerlingselectie) -> None:
    """Raise Geweigerd for a group or location that the school does not have: it would choose nobody."""
    mogelijk = blad.mogelijk
    if not (
        after.groepen <= mogelijk.groepen | before.groepen
        and after.vestigingen <= mogelijk.vestigingen | before.vestigingen
    ):
        raise Geweigerd("Er staat een groep of vestiging bij die deze school niet heeft.")
