"""A partner proposes: a link to a school that it does not have yet, or more to one that it has."""

from collections.abc import Collection, Mapping

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import Geweigerd, KoppelingOnbekend, NietToegestaan
from uwlr_service.domain.koppeling.besluitvorming.inhoud import (
    Veldgebruik,
    Voorstelinhoud,
    Voorstelveld,
    require_complete,
)
from uwlr_service.domain.koppeling.besluitvorming.stand import Voorstelgebeurtenis
from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import kiesbaar, velden_of_set
from uwlr_service.domain.koppeling.deelname import Deelnamegebeurtenis
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.gkvinhoud import fields_of
from uwlr_service.domain.koppeling.teksten import Merk, teksten
from uwlr_service.domain.koppeling.voorstel import Besluit, Voorstel, is_wider
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.koppeling.aanbieders import Aanbieder, AanbiederRepository
from uwlr_service.repository.koppeling.afspraken import AfspraakRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.koppeling.partner.sjablonen import SjabloonRepository
from uwlr_service.repository.koppeling.voorstellen import VoorstelRepository
from uwlr_service.uitwisseling.koppeling.besluitvorming.ronde import Ronde
from uwlr_service.uitwisseling.koppeling.besluitvorming.zaak import Zaak


class Voorstellen:
    """Proposals, until a school decides about them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def propose(
        self,
        koppeling_id: int,
        inhoud: Voorstelinhoud,
        scholen: Collection[Schoolcode],
        *,
        is_broad: bool = False,
        door: Handelende,
    ) -> list[Voorstel]:
        """Ask schools for what a content names: a first agreement, or more where they take part already.

        Nothing leaves before a school says yes, and an agreement in force runs on. A proposal that a school
        did not decide about yet gives way to this one. ``is_broad`` passes over the schools that cannot be
        asked now; otherwise the first of them is an error, and nobody is asked.

        Raises KoppelingOnbekend, NietToegestaan, VeldOngeldig, SchoolOnbekend, AlGekoppeld, and Geweigerd:
        for a link that was withdrawn, a product that was not admitted, a school that paused or declined less
        than 30 days ago, and for what adds nothing.
        """
        with self._database.write() as connection:
            KoppelingRepository(connection).lock(koppeling_id)
            aanbieder = _own_link(connection, koppeling_id, door)
            complete = require_complete(inhoud, _warned(inhoud.gegevensset))
            ronde = Ronde(connection, koppeling_id, aanbieder, door)
            return ronde.ask(complete, scholen, is_broad=is_broad)

    def extend(
        self,
        koppeling_id: int,
        doel: str,
        *,
        gegevensset: str | None = None,
        velden: Mapping[str, bool] | None = None,
        door: Handelende,
    ) -> list[Voorstel]:
        """Ask every school of a link for a wider agreement, with one purpose for all that is new.

        Schools that it adds nothing for are not asked. Raises as ``propose`` does.
        """
        if not doel.strip():
            raise Geweigerd("Een voorstel zegt waarvoor de gegevens nodig zijn.")
        with self._database.write() as connection:
            KoppelingRepository(connection).lock(koppeling_id)
            aanbieder = _own_link(connection, koppeling_id, door)
            ronde = Ronde(connection, koppeling_id, aanbieder, door)
            by_set: dict[str, list[Schoolcode]] = {}
            for lopend in AfspraakRepository(connection).current_of(koppeling_id):
                by_set.setdefault(lopend.afspraak.gegevensset, []).append(lopend.school)
            asked: list[Voorstel] = []
            for present, scholen in by_set.items():
                inhoud = _wider(present, gegevensset or present, velden or {}, doel)
                asked += ronde.ask(require_complete(inhoud, ()), scholen, velden=velden, is_broad=True)
            if not asked:
                raise Geweigerd("Dit voorstel voegt nergens een veld toe.")
            return asked

    def sjabloon(self, koppeling_id: int, *, door: Handelende) -> Voorstelinhoud | None:
        """What schools are proposed over a link, as its application was admitted; None without one.

        Raises KoppelingOnbekend, NietToegestaan.
        """
        with self._database.read() as connection:
            _own_link(connection, koppeling_id, door)
            return SjabloonRepository(connection).of(koppeling_id)

    def of_koppeling(self, koppeling_id: int, *, door: Handelende) -> list[Voorstel]:
        """Every proposal of a link, oldest first. Raises KoppelingOnbekend, NietToegestaan."""
        with self._database.read() as connection:
            _own_link(connection, koppeling_id, door)
            return VoorstelRepository(connection).of_koppeling(koppeling_id)

    def take_back(self, voorstel_id: int, *, door: Handelende) -> None:
        """The partner takes its proposal back. Raises NietToegestaan, OvergangOngeldig."""
        with self._database.write() as connection:
            zaak = Zaak.locked(connection, voorstel_id, door, Actie.VOORSTELLEN)
            zaak.follow(Voorstelgebeurtenis.TAKE_BACK)
            voorgesteld = zaak.voorgesteld
            zaak.close(Besluit.VERVALLEN, Deelnamegebeurtenis.TAKE_BACK)
            zaak.melder.lapsed(voorgesteld)


def _own_link(connection: Transaction, koppeling_id: int, door: Handelende) -> Aanbieder:
    """The company behind a link. Raises NietToegestaan, and KoppelingOnbekend where nobody signed in."""
    aanbieder = AanbiederRepository(connection).of(koppeling_id)
    if aanbieder is None and door.is_person:
        raise NietToegestaan
    if aanbieder is None:
        raise KoppelingOnbekend(f"Er is geen koppeling {koppeling_id}.")
    door.require(Actie.VOORSTELLEN, koppelpartner=aanbieder.eigenaar)
    return aanbieder


def _warned(gegevensset: str) -> frozenset[str]:
    """The fields of a set that a school reads a warning of."""
    texts = teksten()
    return frozenset(veld for veld in velden_of_set(gegevensset) if texts.of_veld(veld).merk is not Merk.GEEN)


def _wider(present: str, wanted: str, velden: Mapping[str, bool], doel: str) -> Voorstelinhoud:
    """What a wider set asks for: the fields that are named, and those that it holds by itself and is new for.

    Raises Geweigerd for a set that is not wider, and VeldOngeldig.
    """
    if not is_wider(wanted, present):
        raise Geweigerd(f"De gegevensset {wanted} is niet ruimer dan {present}.")
    named = Gegevensafspraak(gegevensset=wanted).switch(velden).schakelaars
    by_itself = fields_of(Gegevensafspraak(gegevensset=wanted)) - velden_of_set(present).keys()
    asked = []
    for veld in kiesbaar(wanted):
        if named.get(veld, veld in by_itself):
            asked.append(Voorstelveld(veld=veld, gebruik=Veldgebruik.MAG))
        elif veld in named:
            asked.append(Voorstelveld(veld=veld, gebruik=Veldgebruik.NEE))
    return Voorstelinhoud(gegevensset=wanted, doel=doel, velden=tuple(asked))
