"""Extra protected data of other pupils than before: two people decide again."""

from tests.uitwisseling.koppeling.besluitvorming.conftest import REDEN, ROEPNAAM, Zitting, beheerder
from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie


def test_special_data_of_more_pupils_need_a_second_person_again(zitting: Zitting) -> None:
    """What two people agreed to for one group does not become everybody's after one yes to something else."""
    seven = Leerlingselectie(jaargroepen=frozenset({"7"}))
    both = Leerlingselectie(jaargroepen=frozenset({"7", "8"}))
    voorstel = zitting.ask(REDEN)
    zitting.agree(voorstel, {REDEN: True}, selectie=seven)
    zitting.agree(voorstel, {REDEN: True}, beheerder("Bram"), selectie=seven)
    more = zitting.ask(REDEN, ROEPNAAM)
    for wider in (Leerlingselectie(), both):
        assert zitting.agree(more, {ROEPNAAM: True}, selectie=wider).waits
        zitting.besluiten.reconsider(more.id, door=beheerder())
    geldend = zitting.afspraak()
    assert geldend is not None
    assert geldend.selectie == seven
    assert zitting.agree(more, {ROEPNAAM: True}).afspraak is not None, "the pupils stay as they are"


def test_special_data_that_are_switched_off_need_no_second_person(zitting: Zitting) -> None:
    voorstel = zitting.ask(REDEN)
    zitting.agree(voorstel, {REDEN: False}, selectie=Leerlingselectie(jaargroepen=frozenset({"7"})))
    assert zitting.agree(zitting.ask(REDEN, ROEPNAAM), {ROEPNAAM: True}, selectie=Leerlingselectie()).afspraak
