"""The macro of a field: label, hint and error are joined for a screen reader, and what was typed stays."""

from typing import Any

import pytest
from lxml import html
from werkzeug.test import TestResponse
from wtforms import HiddenField

from tests.support.portaal.visiting import Visitor, document
from uwlr_service.paginas.formulier import Formulier

PAGE = "/portaal/formulier"
INPUTS = {"naam": "input", "uitleg": "textarea", "soort": "select", "akkoord": "input"}


def sent(visitor: Visitor, **fields: object) -> html.HtmlElement:
    """The page after a form was sent."""
    answer: TestResponse = visitor.submit(PAGE, fields)
    assert answer.status_code == 200
    return document(answer)


def told(page: html.HtmlElement, name: str) -> str:
    """What a screen reader says after the label of a field."""
    (element,) = page.xpath(f"//*[@name='{name}']")
    ids = str(element.get("aria-describedby", "")).split()
    return " ".join(page.get_element_by_id(each).text_content().strip() for each in ids)


@pytest.mark.parametrize(("name", "tag"), INPUTS.items())
def test_a_field_has_its_label(visitor: Visitor, name: str, tag: str) -> None:
    page = document(visitor.get(PAGE))
    (element,) = page.xpath(f"//{tag}[@name='{name}']")
    (label,) = page.xpath(f"//label[@for='{element.get('id')}']")
    assert label.text_content().strip()
    assert element.get("aria-invalid") is None


def test_a_hint_is_told_with_the_field(visitor: Visitor) -> None:
    page = document(visitor.get(PAGE))
    assert told(page, "naam") == "Zoals u heet."
    assert told(page, "uitleg") == ""


def test_what_may_stay_empty_says_so(visitor: Visitor) -> None:
    page = document(visitor.get(PAGE))
    labels = {label.get("for"): label.text_content() for label in page.iter("label")}
    assert "niet verplicht" in labels["uitleg"]
    assert "niet verplicht" not in labels["naam"]
    assert "niet verplicht" in page.xpath("string(//fieldset[.//input[@name='velden']]/legend)")


def test_choices_are_under_their_question(visitor: Visitor) -> None:
    page = document(visitor.get(PAGE))
    for name, kind in (("keuze", "radio"), ("velden", "checkbox")):
        (fieldset,) = page.xpath(f"//fieldset[.//input[@name='{name}']]")
        assert fieldset.findtext("legend").strip()
        assert fieldset.xpath(f".//input[@type='{kind}']/@id") == fieldset.xpath(".//label/@for")


def test_an_error_is_told_with_its_field_and_above_all(visitor: Visitor) -> None:
    page = sent(visitor, naam="x" * 21, soort="a", uitleg="Blijft staan.")
    assert page.findtext(".//title").startswith("Fout: ")
    assert told(page, "naam").startswith("Zoals u heet. Fout:")
    (field,) = page.xpath("//input[@name='naam']")
    assert field.get("aria-invalid") == "true"
    assert field.get("value") == "x" * 21
    assert page.xpath("string(//textarea[@name='uitleg'])").strip() == "Blijft staan."

    summary = page.get_element_by_id("fouten")
    assert "autofocus" in summary.attrib
    assert summary.get("tabindex") == "-1"
    # It comes before anything else in the page, so that its links are the first to be met.
    assert page.xpath("//main//*[self::h1 or @id='fouten']")[0] is summary
    targets = [link.get("href") for link in summary.iter("a")]
    assert targets == ["#naam", "#keuze-0", "#akkoord"]
    assert all(page.get_element_by_id(target[1:]).tag == "input" for target in targets)


def test_the_messages_of_the_library_are_dutch_or_english(visitor: Visitor) -> None:
    assert "Dit veld is vereist." in told(sent(visitor), "naam")
    visitor.set_cookie("taal", "en", path="/portaal")
    assert "This field is required." in told(sent(visitor), "naam")


def test_a_page_without_errors_has_no_summary(visitor: Visitor) -> None:
    page = document(visitor.get(PAGE))
    assert page.xpath("//*[@id='fouten' or @aria-invalid]") == []
    assert page.findtext(".//title").startswith("Proef")


def test_the_browser_leaves_the_judging_to_us(visitor: Visitor) -> None:
    (form,) = document(visitor.get(PAGE)).xpath("//main//form")
    assert "novalidate" in form.attrib


def test_markup_in_a_value_stays_text(visitor: Visitor) -> None:
    markup = "</textarea><b>x</b>"
    page = sent(visitor, uitleg=markup)
    assert page.xpath("//main//b") == []
    assert page.xpath("string(//textarea)").strip() == markup


class Verborgen(Formulier):
    """A form with a field that nobody sees."""

    class Meta(Formulier.Meta):
        """Without the token, which differs from call to call."""

        csrf = False

    nummer = HiddenField()


def test_a_field_that_nobody_sees_is_written_as_wtforms_writes_it(visitor: Visitor) -> None:
    application: Any = visitor.application
    with application.test_request_context(PAGE):
        field = Verborgen(data={"nummer": "\"><b>&'7"}).nummer
        assert field() == field.widget(field)
        assert field(id="eigen") == field.widget(field, id="eigen")
