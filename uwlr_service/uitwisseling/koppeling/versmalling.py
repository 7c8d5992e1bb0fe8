"""A school takes fields or pupils out of its agreement with a partner; it holds from the next call on."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.overgang import follow
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.fouten.mensen import KoppelingVeranderd
from uwlr_service.domain.gkv.webhook import DeelnameGewijzigd, Wijziging
from uwlr_service.domain.koppeling.besluit import takes_away
from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import written_out
from uwlr_service.domain.koppeling.deelname import OVERGANGEN, Deelname, Deelnamegebeurtenis
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Leerlingselectie
from uwlr_service.domain.koppeling.gkvinhoud import fields_of
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.bericht import Bericht, Parameter
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.webhooks import WebhookRepository
from uwlr_service.repository.koppeling.afspraken import AfspraakRepository
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.uitwisseling.koppeling.besluiten import record_narrowing
from uwlr_service.uitwisseling.koppeling.schoolbeeld.aantallen import pupils_in, read_now
from uwlr_service.uitwisseling.koppeling.verandering import Verandering
from uwlr_service.uitwisseling.toezicht.berichten import tell

MOST_COUNTED = 10
"""Schools whose pupils are counted at one change: each is read as a whole, while others wait to write."""


def tell_of_change(
    verandering: Verandering,
    changes: Mapping[int, tuple[Gegevensafspraak, Gegevensafspraak]],
    namens: Collection[str] = (),
) -> None:
    """Write down which fields changed at each school, and tell the partner where it gets less.

    ``changes`` holds the agreement of before and the new one, by the number of the school.
    """
    if not changes:
        return
    besluiten = {}
    berichten: list[Bericht] = []
    for deelname in verandering.deelnames.of_koppeling(verandering.koppeling_id):
        if deelname.school_id not in changes:
            continue
        before, after = changes[deelname.school_id]
        went = fields_of(before)
        goes = fields_of(after)
        is_less = takes_away(before, after)
        verandering.log(
            "deelname-versmald" if is_less else "deelname-verruimd",
            [deelname],
            afspraakversie=after.versie,
            erbij=sorted(goes - went),
            eraf=sorted(went - goes),
            leerlingen=before.selectie != after.selectie,
            namens=sorted(namens),
        )
        if is_less:
            minder = None
            if len(changes) <= MOST_COUNTED:
                minder = _fewer(verandering, deelname.school, before, after)
            berichten += _told(verandering, deelname, sorted(went - goes), minder)
            besluiten[deelname.school_id] = DeelnameGewijzigd(
                koppeling=verandering.koppeling_id,
                school=deelname.school,
                wijziging=Wijziging.VERSMALD,
                afspraakversie=after.versie,
                erbij=tuple(sorted(goes - went)),
                eraf=tuple(sorted(went - goes)),
                andere_leerlingen=before.selectie != after.selectie,
                leerlingen_minder=minder,
            )
    tell(verandering.connection, *berichten)
    WebhookRepository(verandering.connection).enqueue_besluiten(besluiten)


def _told(
    verandering: Verandering, deelname: Deelname, velden: Sequence[str], minder: int | None
) -> Iterator[Bericht]:
    """What the partner is told: which fields one school gives no more, and of how many pupils fewer."""
    more: dict[str, Parameter] = {}
    if velden:
        more["velden"] = ", ".join(velden)
    if minder is not None:
        more["leerlingen_minder"] = minder
    return verandering.to_partner(Berichtsoort.DEELNAME_VERSMALD, [deelname], more)


def _fewer(
    verandering: Verandering, school: Schoolcode, before: Gegevensafspraak, after: Gegevensafspraak
) -> int | None:
    """How many pupils fewer another choice is about; None where it is the same, or no pupil is known."""
    if before.selectie == after.selectie:
        return None
    gegevens = read_now(verandering.connection, school)
    if gegevens is None:
        return None
    return pupils_in(gegevens, before.selectie) - pupils_in(gegevens, after.selectie)


class Versmalling:
    """Less for a partner, as a person of the school decides it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def narrow(
        self,
        koppeling_id: int,
        school: Schoolcode,
        *,
        versie: int,
        uit: Collection[str],
        selectie: Leerlingselectie,
        door: Handelende,
    ) -> Gegevensafspraak:
        """Switch fields off and keep to fewer pupils, from the next call on; returns the agreement.

        ``versie`` is that of the agreement which was shown, ``uit`` are the fields that do not go any more.

        Raises NietToegestaan, KoppelingVeranderd when the agreement changed meanwhile, OvergangOngeldig for a
        school that does not take part, VeldOngeldig for a field that always goes, and Geweigerd for what
        would give more.
        """
        door.require(Actie.BESLUITEN, school=school)
        with self._database.write() as connection:
            verandering = Verandering.begin(connection, koppeling_id, door)
            deelname = verandering.deelname(school)
            follow(OVERGANGEN, deelname.stand, Deelnamegebeurtenis.NARROW)
            present = deelname.afspraak
            if present is None or present.versie != versie:
                raise KoppelingVeranderd
            wanted = replace(present.switch(dict.fromkeys(uit, False)), selectie=selectie)
            if not selectie.is_within(present.selectie):
                raise Geweigerd("Hier kunt u alleen minder geven. Voor meer doet het bedrijf een voorstel.")
            if wanted == present:
                return present
            wanted = _spelled_out(wanted)
            gesloten = AfspraakRepository(connection).conclude(koppeling_id, {deelname.school_id: wanted})
            concluded = gesloten[deelname.school_id].afspraak
            tell_of_change(verandering, {deelname.school_id: (present, concluded)})
            record_narrowing(BesluitRepository(connection), verandering.koppeling, school, concluded)
            return concluded


def _spelled_out(afspraak: Gegevensafspraak) -> Gegevensafspraak:
    """The same with every field that can be chosen by name, so that no default decides anything.

    What is obligatory in one version of the standard alone would come along in the others too: then the
    agreement stays as it is.
    """
    schakelaars = written_out(afspraak.gegevensset, fields_of(afspraak))
    spelled = replace(afspraak, schakelaars=schakelaars)
    return afspraak if takes_away(spelled, afspraak) else spelled
