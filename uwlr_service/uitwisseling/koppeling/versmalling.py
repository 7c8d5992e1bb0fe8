"""A school takes fields or pupils out of its agreement with a partner; it holds from the next call on."""

from collections.abc import Collection, Iterable

from uwlr_service.domain.koppeling.besluit import takes_away
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, versies_of
from uwlr_service.domain.koppeling.gkvinhoud import going_out
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.repository.koppeling.afspraken import LopendeAfspraak
from uwlr_service.uitwisseling.koppeling.verandering import Verandering


def tell_of_change(
    verandering: Verandering,
    before: Iterable[LopendeAfspraak],
    after: Iterable[LopendeAfspraak],
    namens: Collection[str] = (),
) -> None:
    """Write down which fields changed at each school, and tell the partner where it gets less."""
    former = {lopend.school_id: lopend.afspraak for lopend in before}
    changed = [
        lopend
        for lopend in after
        if lopend.school_id in former and lopend.afspraak.versie != former[lopend.school_id].versie
    ]
    if not changed:
        return
    by_id = {
        deelname.school_id: deelname
        for deelname in verandering.deelnames.of_koppeling(verandering.koppeling_id)
    }
    narrowed = []
    for lopend in changed:
        old = former[lopend.school_id]
        deelname = by_id[lopend.school_id]
        went = _velden(old)
        goes = _velden(lopend.afspraak)
        is_less = takes_away(old, lopend.afspraak)
        verandering.log(
            "deelname-versmald" if is_less else "deelname-verruimd",
            [deelname],
            afspraakversie=lopend.afspraak.versie,
            erbij=sorted(goes - went),
            eraf=sorted(went - goes),
            leerlingen=old.selectie != lopend.afspraak.selectie,
            namens=sorted(namens),
        )
        if is_less:
            narrowed.append(deelname)
    verandering.tell_partner(Berichtsoort.DEELNAME_VERSMALD, narrowed)


def _velden(afspraak: Gegevensafspraak) -> frozenset[str]:
    """The fields that an agreement lets out, in any version of its set."""
    velden: set[str] = set()
    for versie in versies_of(afspraak.gegevensset):
        velden |= going_out(afspraak.veldenlijst(versie))
    return frozenset(velden)
