"""A choice writes every field that can be chosen, on or off, and never more than was asked for."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.hypothesis_profiles import examples
from uwlr_service.domain.fouten import VeldOngeldig
from uwlr_service.domain.koppeling.besluitvorming.inhoud import (
    Veldgebruik,
    Voorstelinhoud,
    Voorstelveld,
)
from uwlr_service.domain.koppeling.besluitvorming.keuze import Keuze, added_fields, agreed
from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import (
    altijd,
    always_going,
    kiesbaar,
    kind_veld_of,
    set_veld_of,
    velden_of_set,
)
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Leerlingselectie
from uwlr_service.domain.koppeling.gegevenssets import NAMEN
from uwlr_service.domain.koppeling.gkvinhoud import fields_of
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS, GKV_NAMEN, GKV_UITGEBREID
from uwlr_service.domain.koppeling.ssoset import SSO
from uwlr_service.domain.school.leerling import Status

SETS = (*NAMEN, *GKV_NAMEN, SSO)
REDEN = "absentie/absentiereden"
ABSENTIES = "set/absenties"
MELDING = "verzuimmelding/key"
STATUS = "verzuimmelding/status"


def asks(gegevensset: str, *velden: str, nee: tuple[str, ...] = ()) -> Voorstelinhoud:
    """A content that asks for some fields, and gives up others."""
    asked = [Voorstelveld(veld=veld) for veld in velden]
    given_up = [Voorstelveld(veld=veld, gebruik=Veldgebruik.NEE) for veld in nee]
    return Voorstelinhoud(gegevensset=gegevensset, doel="Ouderapp", velden=(*asked, *given_up))


@pytest.mark.parametrize("gegevensset", SETS)
def test_nothing_is_on_that_nobody_chose(gegevensset: str) -> None:
    afspraak = agreed(asks(gegevensset, *kiesbaar(gegevensset)), None, Keuze())
    always = {veld for veld in altijd(gegevensset) if set_veld_of(veld) is None}
    assert fields_of(afspraak) == always
    free = set(velden_of_set(gegevensset)) - set(altijd(gegevensset))
    assert free <= afspraak.schakelaars.keys()


def test_obligatory_fields_come_along_only_with_what_is_asked() -> None:
    asked = asks(GKV_UITGEBREID, REDEN).gevraagd
    always = set(always_going(GKV_UITGEBREID, asked))
    assert {"leerling/key", "absentie/begindatumtijd"} <= always
    assert not [veld for veld in always if veld.startswith(("verzuimmelding/", "ondersteuning/"))]
    with_kind = asks(GKV_UITGEBREID, REDEN, STATUS).gevraagd
    assert "verzuimmelding/begindatum" in always_going(GKV_UITGEBREID, with_kind)


def test_the_statuses_of_pupils_stay_as_they_were_agreed() -> None:
    only_present = Leerlingselectie(statussen=frozenset({Status.VOLGT_ONDERWIJS}))
    geldend = Gegevensafspraak(gegevensset=GKV_BASIS, selectie=only_present)
    inhoud = asks(GKV_BASIS, "leerling/roepnaam")
    seven = Leerlingselectie(jaargroepen=frozenset({"7"}))
    chosen = agreed(inhoud, geldend, Keuze(velden={"leerling/roepnaam": True}, selectie=seven))
    assert chosen.selectie == replace(seven, statussen=only_present.statussen)
    assert agreed(inhoud, None, Keuze(selectie=seven)).selectie == seven


def test_a_set_that_is_left_off_by_name_stays_off_with_all_in_it() -> None:
    inhoud = asks(GKV_UITGEBREID, REDEN)
    assert inhoud.gevraagd == {ABSENTIES, REDEN}
    afspraak = agreed(inhoud, None, Keuze(velden={ABSENTIES: False, REDEN: True}))
    assert not afspraak.schakelaars[ABSENTIES]
    assert not afspraak.schakelaars[REDEN]
    assert REDEN in fields_of(agreed(inhoud, None, Keuze(velden={REDEN: True})))


def test_a_kind_that_is_left_off_stays_off_with_all_in_it() -> None:
    inhoud = asks(GKV_UITGEBREID, MELDING, STATUS)
    without = agreed(inhoud, None, Keuze(velden={ABSENTIES: True, STATUS: True}))
    assert not without.schakelaars[STATUS]
    # Nothing of it goes out, so a new proposal asks about all of it.
    assert added_fields(inhoud, without) == (MELDING, STATUS)
    switched = Gegevensafspraak(gegevensset=GKV_UITGEBREID).switch({MELDING: False, STATUS: True})
    assert STATUS in added_fields(inhoud, switched)


def test_with_a_field_its_kind_is_asked_for() -> None:
    inhoud = asks(GKV_UITGEBREID, STATUS)
    assert inhoud.gevraagd == {ABSENTIES, MELDING, STATUS}
    afspraak = agreed(inhoud, None, Keuze(velden={MELDING: True, STATUS: True}))
    assert STATUS in fields_of(afspraak)
    obligatory = next(veld for veld in altijd(GKV_UITGEBREID) if kind_veld_of(veld) == MELDING)
    assert asks(GKV_UITGEBREID, ABSENTIES, obligatory).gevraagd == {ABSENTIES}


@pytest.mark.parametrize(
    "velden",
    [{"leerling/eckid": True}, {"leerling/eckid": False}, {"leerling/key": False}, {"leerling/bsn": True}],
)
def test_what_was_not_asked_for_cannot_be_given(velden: dict[str, bool]) -> None:
    with pytest.raises(VeldOngeldig):
        agreed(asks(GKV_BASIS, "leerling/roepnaam"), None, Keuze(velden=velden))


def test_of_a_running_agreement_only_what_is_new_is_decided() -> None:
    geldend = Gegevensafspraak(gegevensset=GKV_BASIS).switch({"leerling/geslacht": False})
    inhoud = asks(GKV_BASIS, "leerling/roepnaam", "leerling/geslacht", "leerling/eckid")
    assert added_fields(inhoud, geldend) == ("leerling/geslacht", "leerling/eckid")
    afspraak = agreed(inhoud, geldend, Keuze(velden={"leerling/eckid": True}))
    assert fields_of(afspraak) == fields_of(geldend) | {"leerling/eckid"}
    narrower = agreed(inhoud, geldend, Keuze(velden={"leerling/roepnaam": False}))
    assert fields_of(narrower) == fields_of(geldend) - {"leerling/roepnaam"}


def test_what_the_partner_gives_up_is_off() -> None:
    geldend = Gegevensafspraak(gegevensset=GKV_BASIS)
    inhoud = asks(GKV_BASIS, "leerling/eckid", nee=("leerling/geslacht",))
    assert "leerling/geslacht" not in fields_of(agreed(inhoud, geldend, Keuze()))


@given(st.data())
@settings(max_examples=examples(60), deadline=None)
def test_an_agreement_never_lets_out_more_than_was_chosen(data: st.DataObject) -> None:
    gegevensset = data.draw(st.sampled_from(SETS))
    free = kiesbaar(gegevensset)
    asked = data.draw(st.sets(st.sampled_from(free)))
    inhoud = asks(gegevensset, *sorted(asked))
    velden = data.draw(st.dictionaries(st.sampled_from(sorted(inhoud.gevraagd) or free[:1]), st.booleans()))
    if not inhoud.gevraagd:
        velden = {}
    afspraak = agreed(inhoud, None, Keuze(velden=velden))
    chosen = {veld for veld, aan in velden.items() if aan}
    sets = {set_veld_of(veld) for veld in chosen}
    assert fields_of(afspraak) <= chosen | sets | set(altijd(gegevensset))
