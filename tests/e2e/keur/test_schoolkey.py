"""A school without a BRIN is judged too, by its schoolkey (UWLR 2.2, gSchoolIdentificatie)."""

import json

import pytest

from tests.support.keur import Keurder
from tests.support.schools.builders import schoolgegevens
from tests.support.servers.uwlr import Server
from uwlr_service.domain.koppeling.gegevenssets import VOLLEDIG
from uwlr_service.domain.school.school import Schoolcode

pytestmark = pytest.mark.e2e
SCHOOL = Schoolcode(schoolkey="KIND & CO 1")


def test_our_own_service_does_everything_for_a_school_without_a_brin(server: Server) -> None:
    server.invoer.store(schoolgegevens(SCHOOL))
    uitgifte = server.link(
        klantnaam="Uitgeverij & Zn.", klantcode="U1", scholen=[SCHOOL], gegevensset=VOLLEDIG
    )
    keurder = Keurder(server.url, uitgifte.sleutel)
    rapport = json.loads(keurder("--json", "--brengen", "--school", str(SCHOOL)).stdout)
    by_stand: dict[str, set[str]] = {"goed": set(), "overgeslagen": set(), "afwijking": set()}
    for geval in rapport["gevallen"]:
        by_stand[geval["stand"]].add(geval["id"])
    assert by_stand["afwijking"] == set()
    without_brin = {"alles-dependancecode", "verzoek-brincode-en-schoolkey"}
    assert {geval for geval in by_stand["overgeslagen"] if not geval.startswith("tweede-")} == without_brin
    asked = "".join(stap["verzoek"] for geval in rapport["gevallen"] for stap in geval["stappen"])
    assert "<lg:schoolkey>***</lg:schoolkey>" in asked
    assert "<lr:schoolkey>***</lr:schoolkey>" in asked
    assert "KIND" not in asked
