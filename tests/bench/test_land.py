"""What is written of a country is read back, and the schools in it can be made again."""

from pathlib import Path

from bench.landelijk.land import GkvLink, Land, LandSchool, LasClient, Omvang, SsoClient, UwlrLink
from uwlr_service import demodata
from uwlr_service.domain.school.schooljaar import Schooljaar

OMVANG = Omvang(schools=2, pupils=30, results=2, seed=7, schooljaar="2026-2027")
LAND = Land(
    omvang=OMVANG,
    environ={"UWLR_VAR": "/nergens"},
    wachtwoord="groene olifant 73 fietst",
    scholen=(
        LandSchool(
            index=1, code="99AB/00", pupils=28, leerlingen=("L1", "L2"), inlognamen=("zoë",), sessie="s"
        ),
    ),
    uwlr=(
        UwlrLink(
            koppeling=1,
            klantnaam="Uitgeverij",
            klantcode="U",
            sleutel="k",
            gegevensset="volledig",
            scholen=("99AB/00",),
        ),
    ),
    gkv=(GkvLink(koppeling=2, client_id="gkv-2", key={"kty": "EC"}, volgnummer=1, scholen=("99AB/00",)),),
    las=LasClient(las=1, client_id="las-1", key={"kty": "EC"}),
    sso=SsoClient(id=1, client_id="c", geheim="g", koppeling=3, terug="https://a.example", scope="openid"),
)


def test_what_is_written_is_read_back_by_its_owner_alone(tmp_path: Path) -> None:
    LAND.write(tmp_path)

    assert Land.read(tmp_path) == LAND
    assert (tmp_path / "land.json").stat().st_mode & 0o077 == 0


def test_a_school_is_made_again_as_it_was() -> None:
    (school,) = LAND.scholen

    *_, second = demodata.schools(2, 30, 7, Schooljaar("2026-2027"))

    assert LAND.gegevens(school) == second
    assert second.school.code == school.schoolcode
