"""A partner that collects when one of its schools paused, and when one narrowed its agreement."""

from pathlib import Path

import pytest

from tests.support.commandline import Uwlr
from tests.support.gkv.links import Link
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from tests.support.servers.uwlr import Server
from uwlr_service.uitwisseling.koppeling.deelnames import Deelnames
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer

pytestmark = pytest.mark.e2e

SECRET = b"a secret that is used in tests only"


@pytest.fixture
def link(fresh: Server, tmp_path: Path) -> Link:
    """A link with two schools, each with a delivery that was not collected yet."""
    fresh.invoer.store(schoolgegevens(ANDERE_SCHOOL))
    made = Link(fresh, tmp_path, [SCHOOL, ANDERE_SCHOOL])
    for school in (SCHOOL, ANDERE_SCHOOL):
        made.make(school)
    return made


def test_a_school_that_paused_does_not_stop_the_others(link: Link, tmp_path: Path) -> None:
    deelnames = Deelnames(link.server.database)
    deelnames.pause(link.koppeling, SCHOOL, door=DOOR)
    results = {result.school: result for result in link.collect()}
    assert {school: result.uitkomst for school, result in results.items()} == {
        str(SCHOOL): "gepauzeerd",
        str(ANDERE_SCHOOL): "verwerkt",
    }
    assert all(result.is_good for result in results.values())
    said = Uwlr(tmp_path)("gkv", "fetch", *link.options(), "--to", link.folder / "pakketten").stderr
    assert f"School {SCHOOL}: De school heeft deze koppeling gepauzeerd." in said
    deelnames.resume(link.koppeling, SCHOOL, door=DOOR)
    assert [result.uitkomst for result in link.collect()] == ["verwerkt"]


def test_what_is_outside_the_new_agreement_is_passed_over_until_the_full_delivery(link: Link) -> None:
    beheer = Koppelingbeheer(link.server.database, SECRET)
    beheer.change_afspraak(link.koppeling, school=SCHOOL, velden={"leerling/geslacht": False}, door=DOOR)
    results = {result.school: result.uitkomst for result in link.collect()}
    assert results == {str(SCHOOL): "volledig_gevraagd", str(ANDERE_SCHOOL): "verwerkt"}
    made = link.make(SCHOOL)
    assert made.volgnummer == 2
    assert [(result.volgnummer, result.uitkomst) for result in link.collect()] == [(2, "verwerkt")]
