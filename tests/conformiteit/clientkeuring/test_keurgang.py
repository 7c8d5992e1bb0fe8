"""The judging of a client is led by operators and by the people of its company, and by nobody else."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from tests.support.keur.gkvpartner.proef import Gkvproef
from tests.support.partners.products import put_in
from tests.support.partners.proeftuinen import pulled
from uwlr_service.conformiteit.clientkeuring.keurgang import Keurgang, KeuringVeranderd
from uwlr_service.conformiteit.clientkeuring.soorten import KEURSOORTEN
from uwlr_service.conformiteit.clientkeuring.verloop import Stapstand
from uwlr_service.conformiteit.doorloop import Stand
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Account, Handelende, Herkomst
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import Fout, Geweigerd, NietToegestaan
from uwlr_service.domain.koppeling.toelating import VAN_EEN_PRODUCT, Toelatingstand
from uwlr_service.domain.proeftuin.keurstand import Plan
from uwlr_service.repository.gkv.leveringen import LeveringRepository
from uwlr_service.uitwisseling.proeftuin.traagheid import PART, Traagheid

GKV = KEURSOORTEN["gkv-partner"]
UITGEVER = KEURSOORTEN["uitgever"]


class Bedrijf:
    """A company with a proeftuin and a link of GKV, and what its people do."""

    def __init__(self, proef: Gkvproef) -> None:
        self.proef = proef
        self.product = proef.diensten.clientkeuring.zicht(
            proef.proeftuin.id, door=Handelende.opdrachtregel()
        ).product

    def gang(self, further: int = 0, rol: Rol = Rol.PARTNERBEHEERDER) -> Keurgang:
        """The judging in the hands of somebody of the company, or of another one."""
        account = Account(id=1, rol=rol, koppelpartner=self.product.koppelpartner + further)
        door = Handelende(
            herkomst=Herkomst.PORTAAL, naam="Eva", inlog=1, accounts=(account,), bewezen=tijd.now()
        )
        return Keurgang(self.proef.diensten, self.proef.proeftuin.id, door)

    def packages(self) -> int:
        """How many packages were made for it."""
        with self.proef.diensten._database.read() as connection:
            laatste = LeveringRepository(connection).last_of(self.proef.koppeling).get(self.proef.school)
        return 0 if laatste is None else laatste.volgnummer

    def call(self, uitkomst: str = "gegevens") -> None:
        """Its client pulls, once."""
        seen = pulled(uitkomst=uitkomst)
        self.proef.diensten.waarnemer.note(
            self.proef.proeftuin.id, seen, wants_gzip=True, plek=Traagheid(PART).plek()
        )


@pytest.fixture
def bedrijf(migrated_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bedrijf]:
    file = tmp_path / "uwlr.sqlite"
    file.write_bytes(migrated_sqlite.read_bytes())
    proef = Gkvproef.make(f"sqlite:///{file}", tmp_path, "P1")
    yield Bedrijf(proef)
    proef.diensten.close()


DEEDS: dict[str, Callable[[Keurgang], object]] = {
    "look": Keurgang.zicht,
    "begin": lambda gang: gang.begin(UITGEVER),
    "go on": lambda gang: gang.go_on("eerste-keer", is_gedaan=True),
    "stop": lambda gang: gang.stop(GKV),
    "report": Keurgang.rapport,
    "sign": Keurgang.signed,
}


def test_another_company_sees_and_does_nothing(bedrijf: Bedrijf) -> None:
    bedrijf.gang().begin(GKV)
    before = bedrijf.gang().zicht()
    for gang in (bedrijf.gang(further=1), bedrijf.gang(rol=Rol.SCHOOLBEHEERDER)):
        for name, deed in DEEDS.items():
            with pytest.raises(NietToegestaan):
                deed(gang)
            assert bedrijf.gang().zicht() == before, name


def test_what_was_seen_of_each_step_stands_beside_what_is_expected(bedrijf: Bedrijf) -> None:
    gang = bedrijf.gang()
    gang.begin(UITGEVER)
    verloop = gang.verloop()
    assert verloop is not None
    assert verloop.nu is not None
    expected = {uitkomst.geval.id: uitkomst.stand for uitkomst in verloop.nu.uitkomsten}
    assert expected["halen-lukt"] is Stand.AFWIJKING
    bedrijf.call()
    gang.go_on(verloop.nu.stap.id, is_gedaan=True)
    after = gang.verloop()
    assert after is not None
    first, second, third = after.rijen[:3]
    assert (first.stand, second.stand, third.stand) == (Stapstand.GEDAAN, Stapstand.NU, Stapstand.STRAKS)
    assert len(first.gezien) == 1
    seen = {uitkomst.geval.id: uitkomst.stand for uitkomst in first.uitkomsten}
    assert seen["halen-lukt"] is Stand.GOED
    assert third.uitkomsten == ()
    gang.stop(UITGEVER)
    over = gang.verloop()
    assert over is not None
    assert (over.is_klaar, over.nu, over.rijen[1].stand) == (True, None, Stapstand.OVERGESLAGEN)


def test_the_company_gets_a_report_that_this_service_signed(
    bedrijf: Bedrijf, monkeypatch: pytest.MonkeyPatch
) -> None:
    gang = bedrijf.gang()
    with pytest.raises(Geweigerd, match="nog niet begonnen"):
        gang.signed()
    gang.begin(UITGEVER)
    with pytest.raises(Geweigerd, match="UWLR_BASE_URL"):
        gang.signed()
    keurmerken = bedrijf.proef.diensten.keurmerken
    monkeypatch.setattr(keurmerken, "_uitgever", "https://uwlr.example.nl")
    record = gang.signed().as_record()
    verklaring = keurmerken.read(json.dumps(record).encode())
    assert verklaring.product == bedrijf.product.id
    assert verklaring.rapport["suite"] == "uitgever"
    doel = f"{bedrijf.product.naam} van {gang.zicht().bedrijf}, /proeftuin/{bedrijf.proef.proeftuin.id}/"
    assert verklaring.rapport["doel"] == doel
    assert doel.encode() in gang.rapport().as_junit()


def test_of_two_who_press_the_button_at_once_one_makes_the_packages(bedrijf: Bedrijf) -> None:
    bedrijf.gang().begin(GKV)
    assert bedrijf.packages() == 1
    together = Barrier(2)

    def press(gang: Keurgang) -> str:
        together.wait()
        try:
            gang.go_on("eerste-keer", is_gedaan=True)
        except Geweigerd as error:
            return error.tekst
        return ""

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(press, (bedrijf.gang(), bedrijf.gang())))
    assert told[0] == ""
    assert "bij een andere stap" in told[1]
    assert bedrijf.packages() == 2


def test_what_cannot_be_made_ready_leaves_the_step_at_hand(
    bedrijf: Bedrijf, monkeypatch: pytest.MonkeyPatch
) -> None:
    gang = bedrijf.gang()
    gang.begin(GKV)
    before = gang.zicht().stand
    folder = Path(bedrijf.proef.diensten.settings.opslag)
    folder.rename(folder.with_name("elsewhere"))
    folder.write_text("a file where the folder was")
    with pytest.raises(Fout):
        gang.go_on("eerste-keer", is_gedaan=True)
    assert gang.zicht().stand == before


def test_a_product_that_was_stopped_is_judged_no_further(bedrijf: Bedrijf) -> None:
    gang = bedrijf.gang()
    gang.begin(GKV)
    put_in(bedrijf.proef.diensten._database, bedrijf.product, Toelatingstand.OPGESCHORT)
    for deed in (lambda: gang.begin(GKV), lambda: gang.go_on("eerste-keer", is_gedaan=True)):
        with pytest.raises(Geweigerd, match="stilgezet"):
            deed()
    assert gang.rapport().suite.naam == "gkv-partner"


@pytest.mark.parametrize(
    ("gevallen", "stap"),
    [(("andere", "1"), "eerste-keer"), (("uitgever", "0"), "eerste-keer"), (("uitgever", "3"), "weg")],
    ids=["suite", "version", "step"],
)
def test_a_script_that_changed_since_asks_to_begin_anew(
    bedrijf: Bedrijf, gevallen: tuple[str, str], stap: str
) -> None:
    keuring = bedrijf.proef.diensten.clientkeuring
    keuring.begin(bedrijf.proef.proeftuin.id, gevallen, stap, Plan(), door=Handelende.opdrachtregel())
    with pytest.raises(KeuringVeranderd):
        bedrijf.gang().verloop()


def test_an_admission_rests_on_the_kinds_that_judge_a_program() -> None:
    assert KEURSOORTEN.keys() == VAN_EEN_PRODUCT
