"""Two people decide at once: one decides, and the other sees what the first did."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.support.schools.builders import SCHOOL
from tests.uitwisseling.koppeling.besluitvorming.conftest import (
    BESTUUR,
    GESLACHT,
    ROEPNAAM,
    Zitting,
    beheerder,
    inhoud,
    person,
)
from uwlr_service.domain.account.handelende import Account
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import NietToegestaan, OvergangOngeldig, VoorstelVeranderd
from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie
from uwlr_service.uitwisseling.koppeling.besluitvorming.overnemen import Overnemen

WORDS = ("geboorteplaats", "onderwijssinds", "adres", "communicatie")


def test_of_two_acceptances_at_once_one_holds(zitting: Zitting) -> None:
    for number, word in enumerate(WORDS):
        before = zitting.afspraak()
        voorstel = zitting.ask(*([ROEPNAAM, GESLACHT][: 1 + number % 2]), f"leerlingdetail/{word}")
        start = Barrier(2)
        shown = zitting.besluiten.show(voorstel.id, door=beheerder()).getoond.digest

        def decide(naam: str, start: Barrier = start, number: int = voorstel.id, shown: str = shown) -> str:
            start.wait()
            try:
                zitting.besluiten.accept(
                    number, shown, velden={ROEPNAAM: True}, door=beheerder(naam), bestuur=BESTUUR
                )
            except (OvergangOngeldig, VoorstelVeranderd) as error:
                return type(error).__name__
            return naam

        with ThreadPoolExecutor(2) as pool:
            ends = sorted(pool.map(decide, ["Anna", "Bram"]))
        assert ends in (["Anna", "OvergangOngeldig"], ["Bram", "OvergangOngeldig"])
        after = zitting.afspraak()
        assert after is not None
        assert after.versie == (1 if before is None else before.versie + 1)


def test_an_acceptance_and_a_new_proposal_at_once_never_meet(zitting: Zitting) -> None:
    """Either the school accepted what it saw, or it looks again at what came in between."""
    voorstel = zitting.ask(ROEPNAAM)
    shown = zitting.besluiten.show(voorstel.id, door=beheerder()).getoond.digest
    start = Barrier(2)

    def accept() -> str:
        start.wait()
        try:
            zitting.besluiten.accept(
                voorstel.id, shown, velden={ROEPNAAM: True}, door=beheerder(), bestuur=BESTUUR
            )
        except VoorstelVeranderd:
            return "changed"
        return "accepted"

    def propose() -> str:
        start.wait()
        zitting.voorstellen.propose(
            zitting.koppeling,
            inhoud(ROEPNAAM, GESLACHT),
            [zitting.school],
            door=zitting.partnerbeheerder,
        )
        return "asked"

    with ThreadPoolExecutor(2) as pool:
        deciding = pool.submit(accept)
        asking = pool.submit(propose)
        outcome = deciding.result()
        assert asking.result() == "asked"
    assert zitting.stand() == ("actief" if outcome == "accepted" else "voorgesteld")
    current = zitting.besluiten.open_at(zitting.koppeling, zitting.school, door=beheerder())
    assert current.is_more is (outcome == "accepted")


def test_a_decision_is_taken_over_to_another_school_of_the_same_person(zitting: Zitting) -> None:
    zitting.agree(zitting.ask(ROEPNAAM, GESLACHT), {GESLACHT: True})
    both = person(
        "Anna",
        Account(id=1, rol=Rol.SCHOOLBEHEERDER, school=zitting.school),
        Account(id=2, rol=Rol.SCHOOLBEHEERDER, school=SCHOOL),
    )
    overnemen = Overnemen(zitting.database)
    assert overnemen.elsewhere(zitting.koppeling, SCHOOL, door=both) == []
    more = zitting.voorstellen.propose(
        zitting.koppeling, inhoud(ROEPNAAM, "leerling/eckid"), [zitting.school], door=zitting.partnerbeheerder
    )
    assert overnemen.elsewhere(zitting.koppeling, SCHOOL, door=both) == more
    keuze = overnemen.choice(more[0].id, SCHOOL, door=both)
    assert keuze.velden == {ROEPNAAM: True, "leerling/eckid": False}, "as the defaults of the other link are"
    assert keuze.selectie == Leerlingselectie()
    for act in (
        lambda: overnemen.choice(more[0].id, SCHOOL, door=beheerder()),
        lambda: overnemen.elsewhere(zitting.koppeling, SCHOOL, door=beheerder()),
    ):
        with pytest.raises(NietToegestaan):
            act()
