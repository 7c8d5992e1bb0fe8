"""What a staged pull says beside the calls before it, of clients that ask in several ways."""

from dataclasses import replace

from tests.conformiteit.uitgever.test_oordeel import SEEN
from uwlr_service.conformiteit.uitgever.beeld import beelden
from uwlr_service.conformiteit.uitgever.getrapt import Getrapt
from uwlr_service.domain.koppeling.uitsnede import Groepskeuze
from uwlr_service.domain.proeftuin.waarneming import MOST_GROEPEN, Ingreep, Waarneming, groepskenmerken

KEUZES = [Groepskeuze(False, "a"), Groepskeuze(False, "b"), Groepskeuze(True, "a")]
GROEP_A, GROEP_B, CLUSTER = groepskenmerken(KEUZES)
(NONE,) = groepskenmerken([Groepskeuze(False, None)])
STRUCTUUR = replace(SEEN, bericht="structuur", schooljaar="2026-2027", groepen=(GROEP_A, GROEP_B, CLUSTER))


def asked(*groepen: str, **fields: object) -> Waarneming:
    return replace(STRUCTUUR, bericht="leerlingen", groepen=groepen, **fields)  # type: ignore[arg-type]


def said(*waarnemingen: Waarneming) -> list[set[Getrapt]]:
    """What is said of each call for pupils or teachers."""
    return [
        set(beeld.getrapt)
        for beeld in beelden(waarnemingen)
        if beeld.waarneming.bericht not in ("structuur", "leerlinggegevens")
    ]


def test_groups_may_be_asked_for_together_or_one_after_the_other() -> None:
    all_at_once = asked(GROEP_A, GROEP_B, NONE)
    assert said(STRUCTUUR, all_at_once) == [{Getrapt.ALLE_GROEPEN, Getrapt.ZONDER_GROEP}]
    assert said(STRUCTUUR, asked(GROEP_A), asked(GROEP_B)) == [set(), {Getrapt.ALLE_GROEPEN}]


def test_teachers_are_counted_apart_from_pupils() -> None:
    teachers = replace(asked(GROEP_B), bericht="leerkrachten")
    assert said(STRUCTUUR, asked(GROEP_A), teachers) == [set(), set()]


def test_the_structure_is_of_one_school_and_one_step() -> None:
    early = {Getrapt.VOOR_STRUCTUUR}
    assert said(asked(GROEP_A)) == [early]
    assert said(STRUCTUUR, asked(GROEP_A, school="03"), asked(GROEP_A, stap="dan")) == [early, early]
    assert said(replace(STRUCTUUR, ingreep=Ingreep.HTTP_500), asked(GROEP_A)) == [early]


def test_a_new_structure_begins_anew() -> None:
    assert said(STRUCTUUR, asked(GROEP_A), STRUCTUUR, asked(GROEP_B)) == [set(), set()]


def test_what_was_lost_or_refused_was_not_got() -> None:
    lost = asked(GROEP_A, ingreep=Ingreep.VERBROKEN)
    assert said(STRUCTUUR, lost, asked(GROEP_B)) == [set(), set()]
    refused = asked("groep:x", uitkomst="Client.OngeldigBericht")
    assert said(STRUCTUUR, refused, asked("groep:x", sleutel=None)) == [set(), set()]


def test_a_group_of_elsewhere_and_another_question_are_seen() -> None:
    assert said(STRUCTUUR, asked("groep:x")) == [{Getrapt.VREEMDE_GROEP}]
    for fields in ({"schooljaar": "2025-2026"}, {"xsdversie": "2.1"}, {"gegevensset": "anders"}):
        assert said(STRUCTUUR, asked(GROEP_A, **fields)) == [{Getrapt.ANDERE_VRAAG}]


def test_groups_are_kept_by_kind_each_once_and_not_without_end() -> None:
    assert (GROEP_A == CLUSTER, GROEP_A.startswith(NONE)) == (False, True)
    assert groepskenmerken([*KEUZES, *KEUZES]) == (GROEP_A, GROEP_B, CLUSTER)
    assert len(groepskenmerken(Groepskeuze(False, str(key)) for key in range(1000))) == MOST_GROEPEN
