"""The people of a partner lead the judging of their own client, and take its report."""

import json

import pytest
from lxml import etree

from tests.portaal.partner.conftest import Partner
from tests.support.partners.products import add_product, product_of, put_in
from tests.support.partners.proeftuinen import add_call, add_keuring, add_proeftuin
from tests.support.portaal.filling import filled
from tests.support.portaal.visiting import document
from tests.support.statements import beside_seals, recorded
from tests.support.toezicht import logged
from uwlr_service.conformiteit.clientkeuring.soorten import KEURSOORTEN
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.proeftuin.keurstand import Keurstand
from uwlr_service.portaal.partner import woorden

STAPPEN = KEURSOORTEN["uitgever"].draaiboek.stappen
UITGEVER = "https://uwlr.example.nl"


class Bladzijde:
    """The page of the judging of the product of the partner."""

    def __init__(self, partner: Partner) -> None:
        self.partner = partner
        self.product = product_of(partner.database, "OC1").id
        self.proeftuin = add_proeftuin(partner.database, self.product).id
        self.path = f"{partner.path}/sandbox/{self.product}/keuring"

    def text(self) -> str:
        """What stands on it."""
        return str(document(self.partner.visitor.get(self.path)).text_content())

    def stand(self) -> Keurstand | None:
        """How far the judging is."""
        return self.partner.diensten.clientkeuring.get(self.proeftuin)

    def stap(self) -> str | None:
        """The step at hand."""
        stand = self.stand()
        assert stand is not None
        return stand.stap

    def begin(self, soort: str = "uitgever", gezien: str = "") -> str:
        """Begin, as on the page that asks what is judged; returns where that leads."""
        fields = {"soort": soort, "gezien": gezien}
        answer = self.partner.visitor.submit(f"{self.path}/begin", fields)
        assert answer.status_code == 303
        return answer.location

    def fields(self, button: str) -> dict[str, list[str]]:
        """What a browser sends when a button of the page is pressed."""
        page = document(self.partner.visitor.get(self.path))
        (form,) = page.xpath("//main//form[.//button[contains(., $text)]]", text=button)
        return filled(form)

    def press(self, button: str, fields: dict[str, list[str]] | None = None) -> None:
        """Press a button about the step at hand, or one that was shown before."""
        answer = self.partner.visitor.submit(self.path, fields or self.fields(button))
        assert (answer.status_code, answer.location) == (303, self.path)


@pytest.fixture
def bladzijde(partner: Partner, monkeypatch: pytest.MonkeyPatch) -> Bladzijde:
    monkeypatch.setattr(partner.diensten.keurmerken, "_uitgever", UITGEVER)
    return Bladzijde(partner)


def test_every_kind_of_client_has_words_and_addresses() -> None:
    assert woorden.KEURSOORTEN.keys() == woorden.KEURADRESSEN.keys() == KEURSOORTEN.keys()


def test_a_partner_goes_through_the_steps_and_sees_what_was_seen(bladzijde: Bladzijde) -> None:
    assert "Begin een keuring" in bladzijde.text()
    assert bladzijde.begin() == bladzijde.path
    first, second, *_ = STAPPEN
    text = bladzijde.text()
    assert f"Stap 1 van {len(STAPPEN)}: {first.titel}" in text
    assert f"/proeftuin/{bladzijde.proeftuin}/uwlr/leerlinggegevens?wsdl" in text
    assert "{brin}" not in text
    assert "Nog niets. Laat uw programma doen" in text
    add_call(bladzijde.partner.database, bladzijde.proeftuin, first.id)
    text = bladzijde.text()
    assert "Tot nu toe goed: De client haalt de gegevens van een school" in text
    assert "Nog niets. Laat uw programma doen" not in text
    bladzijde.press("Deze stap is gedaan")
    assert bladzijde.stap() == second.id
    assert f"{first.titel}: Gedaan, 1 vraag gezien" in " ".join(bladzijde.text().split())
    bladzijde.press("Sla deze stap over")
    stand = bladzijde.stand()
    assert stand is not None
    assert (stand.stap, stand.gedaan) == (STAPPEN[2].id, (first.id,))
    bladzijde.press("Stop met deze keuring")
    assert bladzijde.stap() is None
    assert "Alle stappen zijn voorbij." in bladzijde.text()


def test_a_button_that_was_pressed_twice_goes_one_step_on(bladzijde: Bladzijde) -> None:
    bladzijde.begin()
    shown = bladzijde.fields("Deze stap is gedaan")
    for _ in range(2):
        bladzijde.press("Deze stap is gedaan", shown)
    assert bladzijde.stap() == STAPPEN[1].id
    assert "De keuring is intussen veranderd." in bladzijde.text()


def test_to_begin_anew_forgets_only_what_was_shown(bladzijde: Bladzijde) -> None:
    bladzijde.begin()
    began = bladzijde.stand()
    bladzijde.begin()  # pressed twice
    assert bladzijde.stand() == began
    page = document(bladzijde.partner.visitor.get(f"{bladzijde.path}/begin"))
    assert "dan is weg wat daarvoor is gezien" in page.text_content()
    (shown,) = page.xpath("//input[@name='gezien']/@value")
    bladzijde.begin(gezien=shown)
    again = bladzijde.stand()
    assert again is not None
    assert again != began


def test_what_cannot_begin_is_said_beside_the_form(bladzijde: Bladzijde) -> None:
    page = bladzijde.begin("gkv-partner")
    assert "Er moet precies één koppeling van GKV zijn" in bladzijde.partner.visitor.get(page).text
    assert bladzijde.stand() is None
    bladzijde.begin("iets-anders")
    assert bladzijde.stand() is None


def test_the_report_is_a_file_that_this_service_signed(bladzijde: Bladzijde) -> None:
    add_keuring(bladzijde.partner.database, bladzijde.proeftuin)
    visitor = bladzijde.partner.visitor
    read = {}
    for vorm, button, name in (
        ("json", "(JSON)", "rapport.json"),
        ("html", "webpagina", "rapport.html"),
        ("junit", "JUnit", "rapport.xml"),
    ):
        fields = bladzijde.fields(button)
        answer = visitor.submit(f"{bladzijde.path}/rapport", fields, page=bladzijde.path)
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert answer.headers["Content-Security-Policy"].endswith("; sandbox")
        read[vorm] = answer.data
    keurmerken = bladzijde.partner.diensten.keurmerken
    verklaring = keurmerken.read(read["json"])
    assert (verklaring.product, verklaring.rapport["suite"]) == (bladzijde.product, "uitgever")
    assert f"Ja, door {UITGEVER}." in read["html"].decode()
    assert etree.fromstring(read["junit"]).tag == "testsuites"
    assert json.loads(read["json"])["ondertekend"] is True


def test_without_an_address_of_the_service_the_page_says_why_there_is_no_report(
    bladzijde: Bladzijde, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_keuring(bladzijde.partner.database, bladzijde.proeftuin)
    monkeypatch.setattr(bladzijde.partner.diensten.keurmerken, "_uitgever", None)
    visitor = bladzijde.partner.visitor
    answer = visitor.submit(f"{bladzijde.path}/rapport", {"vorm": "json"}, page=bladzijde.path)
    assert answer.status_code == 303
    assert "UWLR_BASE_URL" in bladzijde.text()
    assert (
        visitor.submit(f"{bladzijde.path}/rapport", {"vorm": "pdf"}, page=bladzijde.path).status_code == 400
    )


def test_the_judging_of_another_company_is_not_there(bladzijde: Bladzijde) -> None:
    partner = bladzijde.partner
    other = add_product(partner.database, "ANDER")
    add_keuring(partner.database, add_proeftuin(partner.database, other.id).id)
    before = logged(partner.database)
    theirs = f"{partner.path}/sandbox/{other.id}/keuring"
    for path in (theirs, theirs.replace(f"/{partner.nummer}/", f"/{other.koppelpartner}/")):
        for behind, fields in (
            ("", {"stap": STAPPEN[1].id, "doen": "gedaan"}),
            ("/begin", {"soort": "uitgever"}),
            ("/rapport", {"vorm": "json"}),
        ):
            answer = partner.visitor.submit(path + behind, fields, page=bladzijde.path)
            assert answer.status_code == 404, path + behind
        assert partner.visitor.get(path).status_code == 404
    assert logged(partner.database) == before


def test_without_the_token_of_the_page_nothing_happens(bladzijde: Bladzijde) -> None:
    bladzijde.begin()
    fields = {"stap": STAPPEN[0].id, "doen": "gedaan"}
    assert bladzijde.partner.visitor.post(bladzijde.path, data=fields).status_code == 400
    assert bladzijde.stap() == STAPPEN[0].id


def test_a_product_that_was_stopped_keeps_its_report_and_has_no_other_buttons(bladzijde: Bladzijde) -> None:
    add_keuring(bladzijde.partner.database, bladzijde.proeftuin)
    shown = bladzijde.fields("Deze stap is gedaan")
    put_in(
        bladzijde.partner.database,
        product_of(bladzijde.partner.database, "OC1"),
        Toelatingstand.OPGESCHORT,
    )
    page = document(bladzijde.partner.visitor.get(bladzijde.path))
    buttons = page.xpath("//main//button/text()")
    assert [text for text in buttons if not text.startswith("Download")] == []
    assert len(buttons) == 3
    bladzijde.press("Deze stap is gedaan", shown)
    assert "stilgezet" in bladzijde.text()


def test_the_page_costs_the_same_however_much_was_seen(bladzijde: Bladzijde) -> None:
    add_keuring(bladzijde.partner.database, bladzijde.proeftuin)
    bladzijde.partner.visitor.get(bladzijde.path)
    counts = []
    for _ in range(2):
        with recorded() as statements:
            assert bladzijde.partner.visitor.get(bladzijde.path).status_code == 200
        counts.append(len(beside_seals(statements)))
        for _ in range(30):
            add_call(bladzijde.partner.database, bladzijde.proeftuin, STAPPEN[1].id)
    assert counts[0] == counts[1]
    assert "U ziet de laatste 20 van 62." in bladzijde.text()
