"""A school decides about a proposal: exactly about what it was shown, and where needed with two persons."""

from collections.abc import Mapping
from dataclasses import dataclass

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.overgang import follow
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import Geweigerd, SchoolOnbekend
from uwlr_service.domain.koppeling.besluit import takes_away
from uwlr_service.domain.koppeling.besluitvorming.keuze import Keuze, agreed
from uwlr_service.domain.koppeling.besluitvorming.stand import Voorstelgebeurtenis
from uwlr_service.domain.koppeling.besluitvorming.tweede import EersteJa
from uwlr_service.domain.koppeling.deelname import OVERGANGEN, Deelnamegebeurtenis
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Leerlingselectie
from uwlr_service.domain.koppeling.teksten import meer_bijzonder
from uwlr_service.domain.koppeling.voorstel import Besluit, is_wider
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.taal import Taal
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.webhooks import WebhookRepository
from uwlr_service.repository.koppeling.afspraakverloop import AfspraakverloopRepository
from uwlr_service.repository.koppeling.afspraken import AfspraakRepository
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.repository.koppeling.getoond import GetoondRepository
from uwlr_service.repository.koppeling.intrekkingen import IntrekkingRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.koppeling.voorstellen import VoorstelRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.koppeling.besluiten import record_narrowing, record_refusal, record_return
from uwlr_service.uitwisseling.koppeling.besluitvorming.selectie import selectie_at
from uwlr_service.uitwisseling.koppeling.besluitvorming.voorgelegd import Voorgelegd
from uwlr_service.uitwisseling.koppeling.besluitvorming.zaak import Zaak
from uwlr_service.uitwisseling.koppeling.verandering import require_single

MOST_SIGNS = 300
"""How long the remark of a school may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitkomst:
    """What a yes led to: the agreement that holds, or None as long as a second person has to say yes."""

    afspraak: Gegevensafspraak | None

    @property
    def waits(self) -> bool:
        """Whether somebody else has to say yes too."""
        return self.afspraak is None


class Besluitvorming:
    """The decisions of schools about proposals."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def show(self, voorstel_id: int, *, door: Handelende, taal: Taal = Taal.NL) -> Voorgelegd:
        """A proposal as somebody of the school reads it before they decide.

        Raises NietToegestaan for one that is not there or not for them.
        """
        with self._database.read() as connection:
            return Zaak.read(connection, voorstel_id, door, Actie.KOPPELINGEN_ZIEN).lay_before(taal)

    def open_at(
        self, koppeling_id: int, school: Schoolcode, *, door: Handelende, taal: Taal = Taal.NL
    ) -> Voorgelegd:
        """The proposal of a link that a school has still to decide about, as ``show`` gives it.

        Raises NietToegestaan for somebody of another school, KoppelingOnbekend, Geweigerd for a link that was
        withdrawn, SchoolOnbekend for a school that nobody asked, and Geweigerd where nothing is open.
        """
        door.require(Actie.BESLUITEN, school=school)
        with self._database.read() as connection:
            KoppelingRepository(connection).open(koppeling_id)
            if DeelnameRepository(connection).get(koppeling_id, school) is None:
                raise SchoolOnbekend.buiten(koppeling_id, school)
            school_id = SchoolRepository(connection).get(school)
            voorstel = VoorstelRepository(connection).open(koppeling_id, school_id)
            if voorstel is None:
                raise Geweigerd(f"Bij school {school} staat er geen voorstel open.")
            return Zaak.read(connection, voorstel.id, door, Actie.BESLUITEN).lay_before(taal)

    def whole(self, voorstel_id: int, *, door: Handelende) -> dict[str, bool]:
        """A choice of all that is new, but for what the school switched off itself before.

        For whoever says yes without choosing, as on the command line. Raises NietToegestaan.
        """
        with self._database.read() as connection:
            zaak = Zaak.read(connection, voorstel_id, door, Actie.BESLUITEN)
            left_off = AfspraakverloopRepository(connection).left_off(*zaak.plaats)
            te_kiezen = zaak.lay_before(Taal.NL).te_kiezen
            return {veld: veld not in left_off for veld in te_kiezen}

    def accept(
        self,
        voorstel_id: int,
        getoond: str,
        *,
        velden: Mapping[str, bool],
        selectie: Leerlingselectie | None = None,
        door: Handelende,
        bestuur: str | None = None,
        reden: str | None = None,
    ) -> Uitkomst:
        """Say yes to exactly what was shown, to all of it or to less; it holds from the next call on.

        ``getoond`` is the digest of what was shown. ``velden`` are the fields that were decided about: a new
        one that is not named stays off. Without ``selectie`` the pupils are those of the agreement in force,
        or all who are enrolled; groups and locations are named by name or key. ``bestuur`` names the
        agreement that the board signed; a person has to say so. ``reden`` is a remark for the partner in at
        most 300 signs; of two persons the second has the last word about it, and None keeps the first one's.

        Raises NietToegestaan, VoorstelVeranderd when something else was shown than there is now,
        OvergangOngeldig when it was decided already, AlGekoppeld when the school has another link of this
        kind with the company by now, VersBewijsNodig, VeldOngeldig, and Geweigerd when a second person
        chooses otherwise than the first, for a longer remark, for a command that names nobody where two have
        to decide, or for a real school as long as the product is in the proeftuin. Where two have to decide
        AlleenInPortaal is raised for a LAS.
        """
        _require_short(reden)
        with self._database.write() as connection:
            zaak = Zaak.locked(connection, voorstel_id, door, Actie.BESLUITEN)
            voorgelegd = zaak.require_shown(getoond)
            follow(OVERGANGEN, zaak.deelname.stand, Deelnamegebeurtenis.ACCEPT)
            if not zaak.is_more:
                require_single(connection, zaak.koppeling, zaak.plaats.school_id)
                zaak.require_reach()
            door.require_fresh()
            if door.is_person and not (bestuur or "").strip():
                raise Geweigerd("Bevestig dat het bestuur de verwerkersovereenkomst heeft getekend.")
            if selectie is None:
                selectie = _present_choice(zaak)
            selectie = selectie_at(connection, zaak.plaats.school_id, zaak.voorstel.school, selectie)
            keuze = Keuze(velden=velden, selectie=selectie)
            afspraak = agreed(voorgelegd.inhoud, zaak.geldend, keuze)
            reden = _said(reden, zaak)
            if reden != zaak.voorstel.reden:
                VoorstelRepository(connection).remark(voorstel_id, reden)
            eerste = None
            if meer_bijzonder(zaak.geldend, afspraak):
                door.require_one_of_two()
                eerste = _other_yes(zaak, voorgelegd, afspraak)
                if eerste is None:
                    _wait(zaak, voorgelegd, keuze, bestuur)
                    return Uitkomst(afspraak=None)
            concluded = _conclude(zaak, voorgelegd, afspraak, bestuur, eerste, reden)
        return Uitkomst(afspraak=concluded)

    def decline(self, voorstel_id: int, *, door: Handelende, reden: str | None = None) -> None:
        """Say no; what runs runs on. ``reden`` is for the partner, in at most 300 signs.

        Raises NietToegestaan, Geweigerd for a longer reason, and OvergangOngeldig when it was decided.
        """
        _require_short(reden)
        reden = (reden or "").strip() or None
        with self._database.write() as connection:
            zaak = Zaak.locked(connection, voorstel_id, door, Actie.BESLUITEN)
            zaak.follow(Voorstelgebeurtenis.DECLINE)
            voorgesteld = zaak.voorgesteld
            zaak.close(Besluit.AFGEWEZEN, Deelnamegebeurtenis.DECLINE, reden)
            zaak.melder.declined(voorgesteld, reden)
            record_refusal(BesluitRepository(connection), zaak.koppeling, zaak.voorstel)

    def reconsider(self, voorstel_id: int, *, door: Handelende) -> None:
        """Take the first of two yeses back, so that the school can choose anew.

        Raises NietToegestaan, and OvergangOngeldig where no yes waits.
        """
        with self._database.write() as connection:
            zaak = Zaak.locked(connection, voorstel_id, door, Actie.BESLUITEN)
            zaak.follow(Voorstelgebeurtenis.RECONSIDER)
            GetoondRepository(connection).stop_waiting([voorstel_id])
            zaak.melder.reconsidered(zaak.voorgesteld)


def _require_short(reden: str | None) -> None:
    if reden is not None and len(reden.strip()) > MOST_SIGNS:
        raise Geweigerd(f"Een opmerking telt ten hoogste {MOST_SIGNS} tekens.")


def _said(reden: str | None, zaak: Zaak) -> str | None:
    """The remark of the school; without a word about it that of the first of two persons stays."""
    return zaak.voorstel.reden if reden is None else reden.strip() or None


def _present_choice(zaak: Zaak) -> Leerlingselectie:
    return Leerlingselectie() if zaak.geldend is None else zaak.geldend.selectie


def _other_yes(zaak: Zaak, voorgelegd: Voorgelegd, afspraak: Gegevensafspraak) -> EersteJa | None:
    """The yes of somebody else to the same.

    A yes of the same person counts as none, and so does one to what has changed since. Raises Geweigerd when
    somebody else chose otherwise.
    """
    eerste = voorgelegd.eerste
    if eerste is None or eerste.is_by(zaak.door) or zaak.shown_by(eerste.digest) is None:
        return None
    chosen = agreed(voorgelegd.inhoud, zaak.geldend, Keuze(velden=eerste.velden, selectie=eerste.selectie))
    if (chosen.schakelaars, chosen.selectie) != (afspraak.schakelaars, afspraak.selectie):
        raise Geweigerd(
            f"Uw keuze is anders dan die van {eerste.door}. Neem die keuze over, of begin samen opnieuw."
        )
    return eerste


def _wait(zaak: Zaak, voorgelegd: Voorgelegd, keuze: Keuze, bestuur: str | None) -> None:
    """Keep the first of two yeses, in the place of one that does not count."""
    kept = GetoondRepository(zaak.connection)
    if voorgelegd.eerste is None:
        zaak.follow(Voorstelgebeurtenis.FIRST_YES)
    else:
        zaak.follow(Voorstelgebeurtenis.RECONSIDER)
        kept.stop_waiting([zaak.voorstel.id])
    kept.wait(
        zaak.voorstel.id,
        EersteJa(
            digest=voorgelegd.getoond.digest,
            velden=keuze.velden,
            selectie=keuze.selectie,
            door=zaak.door.naam,
            inlog=zaak.door.inlog,
            bestuur=bestuur,
            moment=tijd.now(),
        ),
    )
    zaak.melder.first_yes(zaak.voorgesteld, voorgelegd.getoond, keuze.velden)


def _conclude(
    zaak: Zaak,
    voorgelegd: Voorgelegd,
    afspraak: Gegevensafspraak,
    bestuur: str | None,
    eerste: EersteJa | None,
    reden: str | None,
) -> Gegevensafspraak:
    """Put an agreement in force, with what was shown beside it."""
    connection = zaak.connection
    koppeling_id, school_id = zaak.plaats
    before = zaak.geldend
    gebeurtenis = Voorstelgebeurtenis.ACCEPT
    if eerste is not None:
        gebeurtenis = Voorstelgebeurtenis.SECOND_YES
    zaak.follow(gebeurtenis)
    afspraken = AfspraakRepository(connection)
    if before is None:
        gesloten = afspraken.admit(koppeling_id, {school_id: afspraak}, zaak.door.naam)
    else:
        gesloten = afspraken.conclude(koppeling_id, {school_id: afspraak})
    afspraak_id, concluded = gesloten[school_id]
    if is_wider(afspraak.gegevensset, zaak.koppeling.gegevensset):
        KoppelingRepository(connection).widen(koppeling_id, afspraak.gegevensset)
    if bestuur is not None:
        DeelnameRepository(connection).note(koppeling_id, school_id, overeenkomst=bestuur.strip())
    naam = zaak.door.naam
    VoorstelRepository(connection).decide(koppeling_id, [school_id], Besluit.GEACCEPTEERD, naam)
    naam_of_first = None if eerste is None else eerste.door
    GetoondRepository(connection).keep(
        voorgelegd.getoond, afspraak_id, door=naam, eerste=naam_of_first, bestuur=bestuur
    )
    zaak.melder.accepted(zaak.voorgesteld, voorgelegd.getoond, before, concluded, naam_of_first, reden)
    if before is None and IntrekkingRepository(connection).end(koppeling_id, school_id, afspraak_id):
        WebhookRepository(connection).drop_intrekkingen(koppeling_id, school_id)
        # A replay of the withdrawal after a restore must not take the school out once more.
        record_return(BesluitRepository(connection), zaak.koppeling, zaak.voorstel.school, concluded)
    if before is not None and takes_away(before, concluded):  # a yes to more can take something away too
        record_narrowing(BesluitRepository(connection), zaak.koppeling, zaak.voorstel.school, concluded)
    return concluded
