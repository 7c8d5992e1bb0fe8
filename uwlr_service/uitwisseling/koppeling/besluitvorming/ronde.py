"""One proposal to many schools: which of them may be asked, and what each is asked."""

from collections.abc import Collection, Mapping

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.overgang import follow
from uwlr_service.domain.fouten import AlGekoppeld, Geweigerd, SchoolOnbekend
from uwlr_service.domain.koppeling.besluitvorming.inhoud import Voorstelinhoud
from uwlr_service.domain.koppeling.besluitvorming.keuze import added_fields
from uwlr_service.domain.koppeling.deelname import (
    OVERGANGEN,
    REFUSAL_HOLDS,
    Deelname,
    Deelnamegebeurtenis,
    Deelnamestand,
)
from uwlr_service.domain.koppeling.gegevensafspraak import versies_of
from uwlr_service.domain.koppeling.klant import Koppeling
from uwlr_service.domain.koppeling.voorstel import Voorstel, is_wider
from uwlr_service.domain.school.school import Schoolcode, Schoolsoort
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.koppeling.aanbieders import Aanbieder
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.koppeling.voorstelinhouden import VoorstelinhoudRepository
from uwlr_service.repository.koppeling.voorstellen import VoorstelRepository
from uwlr_service.repository.koppeling.voorstelrondes import Genodigde, RondeRepository
from uwlr_service.repository.proeftuin.proeftuinscholen import of_other_products
from uwlr_service.uitwisseling.koppeling.besluitvorming.melden import Melder, Voorgesteld


class Ronde:
    """The proposals of one link that are made in one transaction, which has the link from ``lock``."""

    def __init__(
        self, connection: Transaction, koppeling_id: int, aanbieder: Aanbieder, door: Handelende
    ) -> None:
        self._connection = connection
        self._koppeling = KoppelingRepository(connection).open(koppeling_id)
        self._aanbieder = aanbieder
        self._door = door
        self._deelnames = DeelnameRepository(connection)
        self._voorstellen = VoorstelRepository(connection)
        self._ronde = RondeRepository(connection)

    def ask(
        self,
        inhoud: Voorstelinhoud,
        scholen: Collection[Schoolcode],
        *,
        velden: Mapping[str, bool] | None = None,
        is_broad: bool = False,
    ) -> list[Voorstel]:
        """Propose to these schools; returns what they have to decide about.

        ``is_broad`` passes over the schools that cannot be asked now, or for which there is nothing new.
        Otherwise the first of them is an error, and nobody is asked.
        """
        _require_kind(self._koppeling, inhoud.gegevensset)
        known = self._ronde.genodigden(scholen)
        missing = [code for code in scholen if code not in known]
        if missing:
            raise SchoolOnbekend.before_import(missing)
        numbers = [known[code].school_id for code in scholen]
        standing = {
            deelname.school: deelname for deelname in self._deelnames.of_koppeling(self._koppeling.id)
        }
        others = self._of_other_products(known.values())
        declined = self._voorstellen.refused_since(self._koppeling.id, numbers, tijd.now() - REFUSAL_HOLDS)
        chosen: list[tuple[Genodigde, Deelname | None]] = []
        for code in scholen:
            school = known[code]
            deelname = standing.get(code)
            reason = self._obstacle(school, deelname, inhoud, declined)
            if school.school_id in others:
                reason = f"School {code} hoort bij de proeftuin van een ander product."
            if reason is None:
                chosen.append((school, deelname))
            elif not is_broad:
                raise Geweigerd(reason)
        if not chosen:
            return []
        self._require_single([school for school, deelname in chosen if not _takes_part(deelname)])
        return self._write(inhoud, chosen, velden)

    def _of_other_products(self, scholen: Collection[Genodigde]) -> set[int]:
        """The schools that another product has to try with; only test schools can be such ones."""
        tests = [school.school_id for school in scholen if school.soort is Schoolsoort.TEST]
        return of_other_products(self._connection, self._koppeling.id, tests) if tests else set()

    def _obstacle(
        self,
        school: Genodigde,
        deelname: Deelname | None,
        inhoud: Voorstelinhoud,
        declined: Collection[int],
    ) -> str | None:
        """Why a school cannot be asked this now; None if it can. Raises OvergangOngeldig."""
        if not self._aanbieder.toelating.opens(school.soort):
            return f"{self._aanbieder.product} mag nog geen koppeling voorstellen aan school {school.code}."
        if school.school_id in declined:
            return (
                f"School {school.code} heeft minder dan {REFUSAL_HOLDS.days} dagen geleden nee gezegd."
                " Wacht nog even met een nieuw voorstel."
            )
        if deelname is None or not deelname.stand.takes_part:
            stand = None if deelname is None else deelname.stand
            if stand is not Deelnamestand.VOORGESTELD:  # a proposal that is open gives way to this one
                follow(OVERGANGEN, stand, Deelnamegebeurtenis.PROPOSE)
            return None
        if deelname.stand is not Deelnamestand.ACTIEF:
            return f"School {school.code} heeft de koppeling gepauzeerd."
        geldend = deelname.afspraak
        if geldend is not None and not is_wider(inhoud.gegevensset, geldend.gegevensset):
            return f"De gegevensset {inhoud.gegevensset} is niet ruimer dan {geldend.gegevensset}."
        if not added_fields(inhoud, geldend):
            return f"Dit voorstel voegt bij school {school.code} geen veld toe."
        return None

    def _require_single(self, scholen: Collection[Genodigde]) -> None:
        """Raise AlGekoppeld for a school that the same klant has by another link of this kind."""
        klant = self._koppeling.klant
        numbers = [school.school_id for school in scholen]
        present = KoppelingRepository(self._connection).alike(self._koppeling, numbers)
        if present:
            raise AlGekoppeld.met(f"{klant.naam} ({klant.code})", present)

    def _write(
        self,
        inhoud: Voorstelinhoud,
        chosen: Collection[tuple[Genodigde, Deelname | None]],
        velden: Mapping[str, bool] | None,
    ) -> list[Voorstel]:
        koppeling_id = self._koppeling.id
        new = [school.school_id for school, deelname in chosen if not _takes_part(deelname)]
        self._ronde.propose(koppeling_id, new, tijd.now())
        inhoud_id = VoorstelinhoudRepository(self._connection).add(inhoud, self._door.naam)
        asked = dict.fromkeys(sorted(inhoud.gevraagd), True)
        self._voorstellen.add(
            koppeling_id,
            {school.school_id: inhoud.gegevensset for school, _ in chosen},
            velden=asked if velden is None else velden,
            doel=inhoud.doel,
            inhoud_id=inhoud_id,
        )
        by_school = {school.code: school for school, _ in chosen}
        taking_part = {school.code for school, deelname in chosen if _takes_part(deelname)}
        made = [
            voorstel for voorstel in self._voorstellen.open_of(koppeling_id) if voorstel.school in by_school
        ]
        gedaan = [
            Voorgesteld(
                voorstel=voorstel.id,
                school_id=by_school[voorstel.school].school_id,
                school=voorstel.school,
                schoolnaam=by_school[voorstel.school].naam or str(voorstel.school),
                is_more=voorstel.school in taking_part,
            )
            for voorstel in made
        ]
        melder = Melder(self._connection, self._door, koppeling_id, self._aanbieder)
        melder.proposed(gedaan, inhoud.gevraagd)
        return made


def _takes_part(deelname: Deelname | None) -> bool:
    return deelname is not None and deelname.stand.takes_part


def _require_kind(koppeling: Koppeling, gegevensset: str) -> None:
    """Raise Geweigerd for a set of another kind than the link is of."""
    if versies_of(gegevensset) != versies_of(koppeling.gegevensset):
        raise Geweigerd(f"Koppeling {koppeling.id} kan de gegevensset {gegevensset} niet hebben.")
