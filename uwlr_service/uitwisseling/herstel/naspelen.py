"""How each kind of decision is made to hold again in a database that was put back to before it.

A new kind gets its function in ``REPLAYED``. Nothing is recorded here: the decisions have their numbers.
"""

import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from uwlr_service.domain.fouten import KoppelingOnbekend, SchoolOnbekend
from uwlr_service.domain.koppeling.besluit import Besluit, Besluitsoort, load_afspraak, narrowest
from uwlr_service.domain.koppeling.deelname import TAKES_PART, Deelnamestand
from uwlr_service.domain.koppeling.klant import Koppeling
from uwlr_service.domain.koppeling.voorstel import Besluit as Voorstelbesluit
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.account.extern import ProviderRepository
from uwlr_service.repository.account.klas.middelen import MiddelRepository
from uwlr_service.repository.herstel.standen import StandRepository
from uwlr_service.repository.koppeling.afspraken import AfspraakRepository
from uwlr_service.repository.koppeling.besluiten import is_same
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.repository.koppeling.intrekkingen import IntrekkingRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.koppeling.partner.toelatingen import ToelatingRepository
from uwlr_service.repository.koppeling.voorstellen import VoorstelRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.herstel import gkvkoppelingen, toepassingen
from uwlr_service.uitwisseling.herstel.gkvkoppelingen import Gkvtafel
from uwlr_service.uitwisseling.herstel.inlogaccounts import turn_again
from uwlr_service.uitwisseling.herstel.lassen import OF_LASSEN, Lastafel, replay_of_las
from uwlr_service.uitwisseling.herstel.leerlingmiddelen import void_again
from uwlr_service.uitwisseling.herstel.mensen import OF_PEOPLE, Mensentafel, replay_of_person
from uwlr_service.uitwisseling.herstel.remmen import set_again, set_again_for_rosters
from uwlr_service.uitwisseling.herstel.schoolproviders import turn_off_again
from uwlr_service.uitwisseling.herstel.toelatingen import put_in_state
from uwlr_service.uitwisseling.herstel.toepassingen import Toepassingtafel

REPLAYED_BY = "uwlr db restored"
GENERAL = frozenset({Besluitsoort.BACKUP, Besluitsoort.HERSTELD})
"""The kinds that are about no link, and leave nothing to do."""
OF_PUPILS = frozenset({Besluitsoort.VERGETEN})
"""The kinds that are about a pupil, by a hash of their key."""


class Uitkomst(enum.StrEnum):
    """What came of a decision that is made to hold again."""

    HERSTELD = "hersteld"
    GOLD_AL = "gold al"
    ONBEKEND = "onbekend"
    """The link, the school or the key is not in the database: it was made after the backup, and lost."""
    NIETS_TE_DOEN = "niets te doen"


_OUTCOMES = {True: Uitkomst.HERSTELD, False: Uitkomst.GOLD_AL, None: Uitkomst.ONBEKEND}
"""Of what says whether it had something to do, or does not know what it is about."""


@dataclass(frozen=True, slots=True)
class Nagespeeld:
    """A decision of the journal that the database lacked, and what came of it."""

    besluit: Besluit
    uitkomst: Uitkomst


@dataclass(frozen=True, slots=True, kw_only=True)
class Tafel:
    """The repositories of one transaction."""

    koppelingen: KoppelingRepository
    afspraken: AfspraakRepository
    deelnames: DeelnameRepository
    intrekkingen: IntrekkingRepository
    voorstellen: VoorstelRepository
    scholen: SchoolRepository
    gkv: Gkvtafel
    mensen: Mensentafel
    lassen: Lastafel
    middelen: MiddelRepository
    providers: ProviderRepository
    toepassingen: Toepassingtafel
    toelatingen: ToelatingRepository
    standen: StandRepository
    vergeet: Callable[[Mapping[str, str], datetime], bool]
    """Forgets a pupil once more; whether there was anything to forget."""


def replay(tafel: Tafel, besluiten: Iterable[Besluit]) -> list[Nagespeeld]:
    """Make decisions hold again, in the order in which they were made."""
    wanted = list(besluiten)
    ends = _last_agreements(wanted)
    done = []
    for besluit in wanted:
        if besluit.soort is Besluitsoort.AFSPRAAK and besluit.nummer not in ends:
            done.append(Nagespeeld(besluit, Uitkomst.NIETS_TE_DOEN))  # a later one is about the same
            continue
        done.append(Nagespeeld(besluit, _replay(tafel, besluit)))
    return done


def _last_agreements(besluiten: Iterable[Besluit]) -> set[int]:
    """The numbers of the last agreement of each school in each link: each holds the whole agreement."""
    last: dict[tuple[int, str, str], int] = {}
    for besluit in besluiten:
        if besluit.soort is Besluitsoort.AFSPRAAK:
            inhoud = besluit.inhoud
            last[inhoud["koppeling"], inhoud["gemaakt"], inhoud["school"]] = besluit.nummer
    return set(last.values())


def _replay(tafel: Tafel, besluit: Besluit) -> Uitkomst:
    if besluit.soort in GENERAL:
        return Uitkomst.NIETS_TE_DOEN
    if besluit.soort in OF_PUPILS:
        return _forget(tafel, besluit)
    if besluit.soort in OF_PEOPLE:
        return _OUTCOMES[replay_of_person(tafel.mensen, besluit)]
    if besluit.soort in OF_LASSEN:
        return _OUTCOMES[replay_of_las(tafel.lassen, besluit)]
    if besluit.soort in OF_NO_LINK:
        return _OUTCOMES[OF_NO_LINK[besluit.soort](tafel, besluit)]
    try:
        koppeling = tafel.koppelingen.get(besluit.inhoud["koppeling"])
    except KoppelingOnbekend:
        return Uitkomst.ONBEKEND
    if not is_same(koppeling.aangemaakt, besluit.inhoud["gemaakt"]):
        return Uitkomst.ONBEKEND  # another link has that number now
    return REPLAYED[besluit.soort](tafel, koppeling, besluit)


def _forget(tafel: Tafel, besluit: Besluit) -> Uitkomst:
    try:
        is_done = tafel.vergeet(besluit.inhoud, besluit.moment)
    except SchoolOnbekend:
        return Uitkomst.ONBEKEND
    return Uitkomst.HERSTELD if is_done else Uitkomst.GOLD_AL


def _withdraw(tafel: Tafel, koppeling: Koppeling, besluit: Besluit) -> Uitkomst:
    school_ids = tafel.koppelingen.school_ids(koppeling.id)
    named = [Schoolcode.parse(text) for text in besluit.inhoud["scholen"]]
    present = [code for code in named if code in school_ids]
    known = tafel.intrekkingen.of_koppeling(koppeling.id)
    waiting = {intrekking.school for intrekking in known if intrekking.is_open}
    new = [code for code in present if code not in waiting]
    tafel.intrekkingen.add(koppeling.id, [school_ids[code] for code in new], besluit.moment)
    tafel.gkv.webhooks.enqueue_intrekkingen(koppeling.id)
    leaving = [school_ids[code] for code in present]
    tafel.deelnames.change_all(
        koppeling.id, leaving, Deelnamestand.INGETROKKEN, besluit.moment, van=TAKES_PART
    )
    asked: list[int] = []
    if besluit.inhoud["geheel"]:
        proposed = tafel.deelnames.in_state(koppeling.id, Deelnamestand.VOORGESTELD)
        asked = [deelname.school_id for deelname in proposed]
        open_ones = (Deelnamestand.VOORGESTELD,)
        tafel.deelnames.change_all(
            koppeling.id, asked, Deelnamestand.VERVALLEN, besluit.moment, van=open_ones
        )
    tafel.voorstellen.decide(koppeling.id, [*leaving, *asked], Voorstelbesluit.VERVALLEN)
    if besluit.inhoud["geheel"]:
        tafel.koppelingen.revoke(koppeling.id)
        return Uitkomst.HERSTELD if koppeling.ingetrokken is None or new else Uitkomst.GOLD_AL
    if present:
        return Uitkomst.HERSTELD
    left = {intrekking.school for intrekking in known}
    return Uitkomst.GOLD_AL if left.issuperset(named) else Uitkomst.ONBEKEND


def _return(tafel: Tafel, koppeling: Koppeling, besluit: Besluit) -> Uitkomst:
    """A school came back after its withdrawal, which was made to hold again just before."""
    if koppeling.ingetrokken is not None:
        return Uitkomst.NIETS_TE_DOEN  # the whole link ended later
    code = Schoolcode.parse(besluit.inhoud["school"])
    if code in tafel.koppelingen.school_ids(koppeling.id):
        return Uitkomst.GOLD_AL
    known = tafel.intrekkingen.of_koppeling(koppeling.id)
    standing = [intrekking for intrekking in known if intrekking.school == code and not intrekking.is_hervat]
    if any(intrekking.moment > besluit.moment for intrekking in standing):
        return Uitkomst.NIETS_TE_DOEN  # it left once more, which the database knew before this journal came
    school_id = tafel.scholen.ids([code]).get(code)
    if school_id is None:
        return Uitkomst.ONBEKEND
    joined = tafel.afspraken.admit(koppeling.id, {school_id: load_afspraak(besluit.inhoud)}, REPLAYED_BY)
    tafel.intrekkingen.end(koppeling.id, school_id, joined[school_id].id)
    tafel.gkv.webhooks.drop_intrekkingen(koppeling.id, school_id)
    return Uitkomst.HERSTELD


def _pause(tafel: Tafel, koppeling: Koppeling, besluit: Besluit) -> Uitkomst:
    return _stand(tafel, koppeling, besluit, Deelnamestand.ACTIEF, Deelnamestand.GEPAUZEERD)


def _resume(tafel: Tafel, koppeling: Koppeling, besluit: Besluit) -> Uitkomst:
    """A school went on after its pause, which was made to hold again just before."""
    return _stand(tafel, koppeling, besluit, Deelnamestand.GEPAUZEERD, Deelnamestand.ACTIEF)


def _stand(
    tafel: Tafel, koppeling: Koppeling, besluit: Besluit, van: Deelnamestand, naar: Deelnamestand
) -> Uitkomst:
    deelname = tafel.deelnames.get(koppeling.id, Schoolcode.parse(besluit.inhoud["school"]))
    if deelname is None:
        return Uitkomst.ONBEKEND
    if deelname.stand is not van:
        return Uitkomst.GOLD_AL
    if deelname.sinds > besluit.moment:
        return Uitkomst.NIETS_TE_DOEN  # the school decided again, which the database knew before this came
    tafel.deelnames.change(koppeling.id, deelname.school_id, naar, besluit.moment)
    return Uitkomst.HERSTELD


def _narrow(tafel: Tafel, koppeling: Koppeling, besluit: Besluit) -> Uitkomst:
    code = Schoolcode.parse(besluit.inhoud["school"])
    school_ids = tafel.koppelingen.school_ids(koppeling.id)
    if code not in school_ids:
        return Uitkomst.ONBEKEND
    present = tafel.afspraken.current(koppeling.id, school_ids[code])
    wanted = load_afspraak(besluit.inhoud)
    is_later = present.moment is not None and present.moment > _moment_of(besluit)
    if is_later:
        # The school decided again after the restore, and nothing that it kept back may come out.
        wanted = narrowest(present, wanted)
    same = (present.gegevensset, present.schakelaars, present.selectie)
    if same == (wanted.gegevensset, wanted.schakelaars, wanted.selectie):
        return Uitkomst.GOLD_AL
    tafel.afspraken.conclude(koppeling.id, {school_ids[code]: wanted})
    if wanted.gegevensset != present.gegevensset:
        tafel.koppelingen.widen(koppeling.id, wanted.gegevensset)
    return Uitkomst.HERSTELD


def _decline(tafel: Tafel, koppeling: Koppeling, besluit: Besluit) -> Uitkomst:
    """A school said no to a proposal; it may not be put before the school once more."""
    code = Schoolcode.parse(besluit.inhoud["school"])
    school_id = tafel.scholen.ids([code]).get(code)
    if school_id is None:
        return Uitkomst.ONBEKEND
    voorstel = tafel.voorstellen.open(koppeling.id, school_id)
    if voorstel is None or not is_same(voorstel.gedaan, besluit.inhoud["gedaan"]):
        made = tafel.voorstellen.of_koppeling(koppeling.id, school_id)
        is_known = any(is_same(known.gedaan, besluit.inhoud["gedaan"]) for known in made)
        return Uitkomst.GOLD_AL if is_known else Uitkomst.ONBEKEND
    tafel.voorstellen.decide(koppeling.id, [school_id], Voorstelbesluit.AFGEWEZEN)
    deelname = tafel.deelnames.get(koppeling.id, code)
    if deelname is not None and deelname.stand is Deelnamestand.VOORGESTELD:
        tafel.deelnames.change(koppeling.id, school_id, Deelnamestand.AFGEWEZEN, besluit.moment)
    return Uitkomst.HERSTELD


def _moment_of(besluit: Besluit) -> datetime:
    """When an agreement began to hold, by the clock of its school."""
    text = besluit.inhoud.get("van")
    return besluit.moment if text is None else datetime.fromisoformat(text)


def _end_keys(tafel: Tafel, koppeling: Koppeling, besluit: Besluit) -> Uitkomst:
    sleutels = {sleutel["id"]: sleutel["gemaakt"] for sleutel in besluit.inhoud["sleutels"]}
    until = datetime.fromisoformat(besluit.inhoud["geldig_tot"])
    is_done = tafel.standen.end_sleutels(koppeling.id, sleutels, until)
    return Uitkomst.HERSTELD if is_done else Uitkomst.GOLD_AL


def _remove_key(tafel: Tafel, koppeling: Koppeling, besluit: Besluit) -> Uitkomst:
    return _OUTCOMES[gkvkoppelingen.remove_key(tafel.gkv, koppeling, besluit)]


def _switch_off(tafel: Tafel, koppeling: Koppeling, besluit: Besluit) -> Uitkomst:
    return _OUTCOMES[gkvkoppelingen.switch_off(tafel.gkv, koppeling, besluit)]


def _bind(tafel: Tafel, koppeling: Koppeling, besluit: Besluit) -> Uitkomst:
    return _OUTCOMES[gkvkoppelingen.bind(tafel.gkv, koppeling, besluit)]


def _end_webhook(tafel: Tafel, koppeling: Koppeling, besluit: Besluit) -> Uitkomst:
    return _OUTCOMES[gkvkoppelingen.end_webhook(tafel.gkv, koppeling, besluit)]


def _end_client(tafel: Tafel, koppeling: Koppeling, besluit: Besluit) -> Uitkomst:
    return _OUTCOMES[toepassingen.end(tafel.toepassingen, koppeling, besluit)]


def _end_secrets(tafel: Tafel, koppeling: Koppeling, besluit: Besluit) -> Uitkomst:
    return _OUTCOMES[toepassingen.end_secrets(tafel.toepassingen, koppeling, besluit)]


def _take_addresses(tafel: Tafel, koppeling: Koppeling, besluit: Besluit) -> Uitkomst:
    return _OUTCOMES[toepassingen.take_addresses(tafel.toepassingen, koppeling, besluit)]


def _take_keys(tafel: Tafel, koppeling: Koppeling, besluit: Besluit) -> Uitkomst:
    return _OUTCOMES[toepassingen.take_keys(tafel.toepassingen, koppeling, besluit)]


def _take_room(tafel: Tafel, koppeling: Koppeling, besluit: Besluit) -> Uitkomst:
    return _OUTCOMES[toepassingen.take_room(tafel.toepassingen, koppeling, besluit)]


def _brake_rosters(tafel: Tafel, koppeling: Koppeling, besluit: Besluit) -> Uitkomst:
    return _OUTCOMES[set_again_for_rosters(tafel.toepassingen.connection, koppeling, besluit)]


OF_NO_LINK: dict[Besluitsoort, Callable[[Tafel, Besluit], bool | None]] = {
    Besluitsoort.BADGES: lambda tafel, besluit: void_again(tafel.middelen, tafel.scholen, besluit),
    Besluitsoort.PLAATJES: lambda tafel, besluit: void_again(tafel.middelen, tafel.scholen, besluit),
    Besluitsoort.INLOGACCOUNTS: lambda tafel, besluit: turn_again(tafel.toepassingen.connection, besluit),
    Besluitsoort.SCHOOLPROVIDER: lambda tafel, besluit: turn_off_again(
        tafel.providers, tafel.scholen, besluit
    ),
    Besluitsoort.REM: lambda tafel, besluit: set_again(tafel.toepassingen.connection, besluit),
    Besluitsoort.SSOSLEUTELS: lambda tafel, besluit: toepassingen.remove_keys(
        tafel.toepassingen.connection, besluit
    ),
    Besluitsoort.TOELATING: lambda tafel, besluit: put_in_state(tafel.toelatingen, besluit),
}
"""The kinds that are about something else: a school, a product, or the service itself."""

REPLAYED: dict[Besluitsoort, Callable[[Tafel, Koppeling, Besluit], Uitkomst]] = {
    Besluitsoort.INTREKKING: _withdraw,
    Besluitsoort.TERUGKEER: _return,
    Besluitsoort.PAUZE: _pause,
    Besluitsoort.HERVATTING: _resume,
    Besluitsoort.AFSPRAAK: _narrow,
    Besluitsoort.AFWIJZING: _decline,
    Besluitsoort.SLEUTELS: _end_keys,
    Besluitsoort.PARTNERSLEUTEL: _remove_key,
    Besluitsoort.GENERIEK_UIT: _switch_off,
    Besluitsoort.GENERIEK_ADRESSEN: _bind,
    Besluitsoort.WEBHOOK: _end_webhook,
    Besluitsoort.TOEPASSING: _end_client,
    Besluitsoort.TOEPASSINGSGEHEIMEN: _end_secrets,
    Besluitsoort.TOEPASSINGSADRESSEN: _take_addresses,
    Besluitsoort.TOEPASSINGSSLEUTELS: _take_keys,
    Besluitsoort.TOEPASSINGSRUIMTE: _take_room,
    Besluitsoort.ROOSTERREM: _brake_rosters,
}
"""Every kind that is about a link, with what makes it hold again."""
