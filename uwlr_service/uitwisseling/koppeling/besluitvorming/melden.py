"""Tells of proposals: in the log, and to the people whom they concern."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.gkv.webhook import DeelnameGewijzigd, Wijziging
from uwlr_service.domain.koppeling.besluitvorming.getoond import Getoond
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.gkvinhoud import fields_of
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.bericht import Bericht, Geadresseerde
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.account.beheerders import BeheerderRepository
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.gkv.webhooks import WebhookRepository
from uwlr_service.repository.koppeling.aanbieders import Aanbieder
from uwlr_service.uitwisseling.toezicht.berichten import tell
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record

BESLUIT = "/besluit"
"""The page of a link on which a school decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorgesteld:
    """A proposal to one school; ``is_more`` where the school takes part in the link already."""

    voorstel: int
    school_id: int
    school: Schoolcode
    schoolnaam: str
    is_more: bool


class Melder:
    """Tells of the proposals of one link, in the transaction in which they change."""

    def __init__(
        self, connection: Transaction, door: Handelende, koppeling_id: int, aanbieder: Aanbieder
    ) -> None:
        self._connection = connection
        self._door = door
        self._koppeling_id = koppeling_id
        self._aanbieder = aanbieder

    def proposed(self, gedaan: Sequence[Voorgesteld], gevraagd: Iterable[str]) -> None:
        """The partner asks; each school has to decide, and the operator hears where nobody can."""
        velden = sorted(gevraagd)
        self._log("voorgesteld", {each: {"velden": velden} for each in gedaan})
        berichten = [
            self._to_school(
                each,
                Berichtsoort.VOORSTEL_OPEN if each.is_more else Berichtsoort.DEELNAME_VOORGESTELD,
                BESLUIT,
                partner=self._aanbieder.partner,
            )
            for each in gedaan
        ]
        school_ids = [each.school_id for each in gedaan]
        without = BeheerderRepository(self._connection).without_beheerder(school_ids)
        berichten += (self._to_operators(each) for each in gedaan if each.school_id in without)
        self._tell(berichten)

    def first_yes(self, each: Voorgesteld, shown: Getoond, velden: Mapping[str, bool]) -> None:
        """One person said yes, and a second one has to."""
        inhoud = {"getoond": shown.digest, "velden": dict(sorted(velden.items()))}
        self._log("wacht-op-tweede", {each: inhoud})
        soort = Berichtsoort.VOORSTEL_TWEEDE if each.is_more else Berichtsoort.DEELNAME_TWEEDE
        self._tell([self._to_school(each, soort, BESLUIT)])

    def reconsidered(self, each: Voorgesteld) -> None:
        """The first yes was taken back."""
        self._log("ja-teruggenomen", {each: {}})

    def waited_too_long(self, each: Voorgesteld) -> None:
        """No second person came in time, so the first yes counts no more."""
        self._log("tweede-te-laat", {each: {}})

    def accepted(
        self,
        each: Voorgesteld,
        shown: Getoond,
        before: Gegevensafspraak | None,
        afspraak: Gegevensafspraak,
        eerste: str | None,
        opmerking: str | None,
    ) -> None:
        """The school said yes: the partner hears it, and of a first yes everybody at the school."""
        went = frozenset() if before is None else fields_of(before)
        now = fields_of(afspraak)
        inhoud = {
            "getoond": shown.digest,
            "eerste": eerste,
            "afspraakversie": afspraak.versie,
            "erbij": sorted(now - went),
            "eraf": sorted(went - now),
        }
        self._log("geaccepteerd", {each: inhoud})
        wijziging = DeelnameGewijzigd(
            koppeling=self._koppeling_id,
            school=each.school,
            wijziging=Wijziging.GEACCEPTEERD,
            afspraakversie=afspraak.versie,
            erbij=tuple(sorted(now - went)),
            eraf=tuple(sorted(went - now)),
            andere_leerlingen=before is not None and before.selectie != afspraak.selectie,
        )
        WebhookRepository(self._connection).enqueue_besluiten({each.school_id: wijziging})
        if each.is_more:
            self._tell(self._to_partner(each, Berichtsoort.VOORSTEL_GEACCEPTEERD, opmerking))
            return
        to_partner = self._to_partner(each, Berichtsoort.DEELNAME_ACTIEF, opmerking)
        self._tell([*to_partner, self._to_school(each, Berichtsoort.DEELNAME_ACTIEF)])

    def declined(self, each: Voorgesteld, reden: str | None) -> None:
        """The school said no: the partner hears it."""
        self._log("afgewezen", {each: {"reden": reden}})
        soort = Berichtsoort.VOORSTEL_AFGEWEZEN if each.is_more else Berichtsoort.DEELNAME_AFGEWEZEN
        self._tell(self._to_partner(each, soort, reden))

    def lapsed(self, each: Voorgesteld) -> None:
        """Nobody decided in time, or the partner took it back: both hear it."""
        self._log("vervallen", {each: {}})
        soort = Berichtsoort.VOORSTEL_VERVALLEN if each.is_more else Berichtsoort.DEELNAME_VERVALLEN
        self._tell([*self._to_partner(each, soort), self._to_school(each, soort)])

    def _log(self, wat: str, inhouden: Mapping[Voorgesteld, Mapping[str, Any]]) -> None:
        record(
            self._connection,
            *(
                Gebeurtenis(
                    soort=Logsoort.BESLUIT,
                    wat=f"{'voorstel' if each.is_more else 'deelname'}-{wat}",
                    door=self._door,
                    school_id=each.school_id,
                    koppelpartner_id=self._aanbieder.koppelpartner_id,
                    inhoud={"koppeling": self._koppeling_id, "voorstel": each.voorstel, **inhoud},
                )
                for each, inhoud in inhouden.items()
            ),
        )

    def _tell(self, berichten: Iterable[Bericht]) -> None:
        tell(self._connection, *berichten)

    def _to_school(self, each: Voorgesteld, soort: Berichtsoort, behind: str = "", **more: str) -> Bericht:
        pad = f"/scholen/{schoolpad.write(each.school)}/koppelingen/{self._koppeling_id}{behind}"
        aan = Geadresseerde.schoolbeheerders(each.school_id)
        return Bericht(soort=soort, aan=aan, parameters={**self._names(each), **more}, pad=pad)

    def _to_partner(
        self, each: Voorgesteld, soort: Berichtsoort, opmerking: str | None = None
    ) -> list[Bericht]:
        """A message to the partner; none for a klant that was never made a koppelpartner."""
        partner = self._aanbieder.koppelpartner_id
        if partner is None:
            return []
        pad = f"/partners/{partner}/koppelingen/{self._koppeling_id}"
        aan = Geadresseerde.partnerbeheerders(partner)
        said = {} if opmerking is None else {"opmerking": opmerking}
        return [Bericht(soort=soort, aan=aan, parameters={**self._names(each), **said}, pad=pad)]

    def _to_operators(self, each: Voorgesteld) -> Bericht:
        return Bericht(
            soort=Berichtsoort.SCHOOL_ZONDER_BEHEERDER,
            aan=Geadresseerde.operators(),
            parameters=self._names(each),
            pad=f"/beheer/scholen/{schoolpad.write(each.school)}",
        )

    def _names(self, each: Voorgesteld) -> dict[str, str | int]:
        return {"product": self._aanbieder.product, "school": each.schoolnaam}
