"""A change of the schools in one link, within one transaction: who may make it, and who hears of it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import (
    AlGekoppeld,
    Geweigerd,
    KoppelingOnbekend,
    NietToegestaan,
    SchoolOnbekend,
)
from uwlr_service.domain.fouten.proeftuin import Proeftuinschool
from uwlr_service.domain.gkv.webhook import DeelnameGewijzigd, Wijziging
from uwlr_service.domain.koppeling.deelname import Deelname
from uwlr_service.domain.koppeling.klant import Koppeling
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.school import Schoolcode, Schoolsoort
from uwlr_service.domain.toezicht.bericht import Bericht, Geadresseerde, Parameter
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.gkv.webhooks import WebhookRepository
from uwlr_service.repository.koppeling.aanbieders import Aanbieder
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.proeftuin.proeftuinscholen import of_other_products
from uwlr_service.uitwisseling.toezicht.berichten import tell
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record


def require_single(connection: Transaction, koppeling: Koppeling, school_id: int) -> None:
    """Raise AlGekoppeld where a school has another link of this kind with the same company.

    What the school narrows in one of them would still go over the other.
    """
    for number in KoppelingRepository(connection).alike(koppeling, [school_id]).values():
        raise AlGekoppeld.bij_school(koppeling.klant.naam, number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verandering:
    """A link of which something changes, with the company behind it and the one who acts."""

    connection: Transaction
    door: Handelende
    koppeling: Koppeling
    """Without its schools, of which there may be thousands."""
    aanbieder: Aanbieder

    @classmethod
    def of(cls, connection: Transaction, koppeling_id: int, door: Handelende) -> "Verandering":
        """A link. Raises KoppelingOnbekend where there is none, and NietToegestaan instead for a person."""
        try:
            koppeling, aanbieder = KoppelingRepository(connection).offered(koppeling_id)
        except KoppelingOnbekend as error:
            if door.is_person:
                raise NietToegestaan from error
            raise
        return cls(connection=connection, door=door, koppeling=koppeling, aanbieder=aanbieder)

    @classmethod
    def begin(cls, connection: Transaction, koppeling_id: int, door: Handelende) -> "Verandering":
        """The same in order to change it: nobody else changes a link of this klant until this is done.

        The first thing that a transaction does. Raises as ``of`` does.
        """
        KoppelingRepository(connection).lock(koppeling_id)
        return cls.of(connection, koppeling_id, door)

    @classmethod
    def of_keys(cls, connection: Transaction, koppeling_id: int, door: Handelende) -> "Verandering":
        """A link of which keys or the webhook change: by its partner, who just proved who they are.

        Raises as ``of`` does, NietToegestaan for others, and VersBewijsNodig.
        """
        verandering = cls.begin(connection, koppeling_id, door)
        verandering.require_of_partner(Actie.SLEUTELS)
        door.require_fresh()
        return verandering

    @property
    def koppeling_id(self) -> int:
        """The number of the link."""
        return self.koppeling.id

    def require_open(self) -> None:
        """Raise Geweigerd for a link that was withdrawn."""
        if self.koppeling.ingetrokken is not None:
            raise Geweigerd(f"Koppeling {self.koppeling_id} is ingetrokken; maak een nieuwe als dat moet.")

    def require_key_allowed(self) -> None:
        """Raise Geweigerd for a link that was withdrawn, or of a product that was ended.

        During a suspension a key can be made: it opens nothing until the product goes on.
        """
        self.require_open()
        if self.aanbieder.toelating is Toelatingstand.BEEINDIGD:
            raise Geweigerd(
                f"De toelating van {self.aanbieder.product} is beëindigd; er komt geen sleutel meer bij."
            )

    def require_sleutel_allowed(self) -> None:
        """Raise Geweigerd where no autorisatiesleutel can be made, so for a link of SSO too."""
        self.require_key_allowed()
        self.koppeling.require_keys()

    @property
    def deelnames(self) -> DeelnameRepository:
        """The schools in links."""
        return DeelnameRepository(self.connection)

    def require_reach(self, soort: Schoolsoort) -> None:
        """Raise Geweigerd if the product was not admitted as far as schools of this kind."""
        if not self.aanbieder.toelating.opens(soort):
            raise Geweigerd(
                f"{self.aanbieder.product} is niet toegelaten voor deze school; de toelating staat op"
                f" {self.aanbieder.toelating}."
            )

    def require_schools(self, scholen: Mapping[Schoolcode, int], soorten: Collection[Schoolsoort]) -> None:
        """The same for schools of these kinds, which are new in the link.

        Raises Proeftuinschool for one that another product has to try with, and NietToegestaan instead for a
        person. Only a test school can be such a one, so that real ones cost no statement.
        """
        for soort in soorten:
            self.require_reach(soort)
        if Schoolsoort.TEST not in soorten:
            return
        others = of_other_products(self.connection, self.koppeling_id, scholen.values())
        for school, school_id in scholen.items():
            if school_id in others and self.door.is_person:
                raise NietToegestaan
            if school_id in others:
                raise Proeftuinschool.van_een_ander(school)

    @property
    def is_proeftuin(self) -> bool:
        """Whether a key that is made now opens test schools alone."""
        return self.aanbieder.toelating.is_proeftuin

    def require_of_partner(self, actie: Actie) -> None:
        """Raise NietToegestaan unless the actor may do this for the company behind the link."""
        self.door.require(actie, koppelpartner=self.aanbieder.eigenaar)

    def deelname(self, school: Schoolcode) -> Deelname:
        """A school that has to do with the link.

        Raises NietToegestaan for a person, and SchoolOnbekend otherwise, where it has nothing to do with it.
        """
        deelname = self.deelnames.get(self.koppeling_id, school)
        if deelname is None and self.door.is_person:
            raise NietToegestaan
        if deelname is None:
            raise SchoolOnbekend.buiten(self.koppeling_id, school)
        return deelname

    def log(self, wat: str, deelnames: Sequence[Deelname], **inhoud: Any) -> None:
        """Write down what became of schools in the link."""
        record(
            self.connection,
            *(
                Gebeurtenis(
                    soort=Logsoort.BESLUIT,
                    wat=wat,
                    door=self.door,
                    school_id=deelname.school_id,
                    koppelpartner_id=self.aanbieder.koppelpartner_id,
                    inhoud={"koppeling": self.koppeling_id, "periode": deelname.periode, **inhoud},
                )
                for deelname in deelnames
            ),
        )

    def log_link(self, wat: str, **inhoud: Any) -> None:
        """Write down what became of the link itself."""
        record(
            self.connection,
            Gebeurtenis(
                soort=Logsoort.BESLUIT,
                wat=wat,
                door=self.door,
                koppelpartner_id=self.aanbieder.koppelpartner_id,
                inhoud={"koppeling": self.koppeling_id, **inhoud},
            ),
        )

    def tell_both(self, soort: Berichtsoort, deelnames: Sequence[Deelname], **more: Parameter) -> None:
        """Tell the partner and each of the schools."""
        to_partner = self.to_partner(soort, deelnames, more)
        tell(self.connection, *to_partner, *self._to_schools(soort, deelnames, more))

    def tell_schools(self, soort: Berichtsoort, deelnames: Sequence[Deelname], **more: Parameter) -> None:
        """Tell the administrators of each of the schools."""
        tell(self.connection, *self._to_schools(soort, deelnames, more))

    def tell_partner(self, soort: Berichtsoort, deelnames: Sequence[Deelname], **more: Parameter) -> None:
        """Tell the partner of each of the schools; nobody, if the klant was never made a koppelpartner."""
        tell(self.connection, *self.to_partner(soort, deelnames, more))

    def _to_schools(
        self, soort: Berichtsoort, deelnames: Sequence[Deelname], more: Mapping[str, Parameter]
    ) -> Iterator[Bericht]:
        for deelname in deelnames:
            yield Bericht(
                soort=soort,
                aan=Geadresseerde.schoolbeheerders(deelname.school_id),
                parameters={**self._names(deelname), **more},
                pad=f"/scholen/{schoolpad.write(deelname.school)}/koppelingen/{self.koppeling_id}",
            )

    def to_partner(
        self, soort: Berichtsoort, deelnames: Sequence[Deelname], more: Mapping[str, Parameter]
    ) -> Iterator[Bericht]:
        """What the partner is told of each of the schools, for a caller that tells more with it."""
        partner = self.aanbieder.koppelpartner_id
        if partner is None:
            return
        for deelname in deelnames:
            yield Bericht(
                soort=soort,
                aan=Geadresseerde.partnerbeheerders(partner),
                parameters={**self._names(deelname), **more},
                pad=f"/partners/{partner}/koppelingen/{self.koppeling_id}",
            )

    def report(self, wijziging: Wijziging, deelname: Deelname, erbij: Iterable[str] = ()) -> None:
        """Tell the webhook of the partner what became of a school, and which fields come from now on."""
        versie = None if deelname.afspraak is None else deelname.afspraak.versie
        besluit = DeelnameGewijzigd(
            koppeling=self.koppeling_id,
            school=deelname.school,
            wijziging=wijziging,
            afspraakversie=versie,
            erbij=tuple(sorted(erbij)),
        )
        WebhookRepository(self.connection).enqueue_besluiten({deelname.school_id: besluit})

    def tell_of_key(self) -> None:
        """Tell the partner that there is another key."""
        partner = self.aanbieder.koppelpartner_id
        if partner is None:
            return
        bericht = Bericht(
            soort=Berichtsoort.SLEUTEL_GEMAAKT,
            aan=Geadresseerde.partnerbeheerders(partner),
            parameters={"product": self.aanbieder.product, "koppeling": self.koppeling_id},
            pad=f"/partners/{partner}/koppelingen/{self.koppeling_id}",
        )
        tell(self.connection, bericht)

    def tell_operators(self, soort: Berichtsoort, deelnames: Sequence[Deelname], **more: Parameter) -> None:
        """Tell the operators of each of the schools."""
        tell(
            self.connection,
            *(
                Bericht(
                    soort=soort,
                    aan=Geadresseerde.operators(),
                    parameters={**self._names(deelname), **more},
                    pad=f"/beheer/scholen/{schoolpad.write(deelname.school)}",
                )
                for deelname in deelnames
            ),
        )

    def _names(self, deelname: Deelname) -> Mapping[str, Parameter]:
        return {"product": self.aanbieder.product, "school": deelname.naam}
