"""Whatever text is escaped comes out of a parser as it was."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from uwlr_service.formats import escape

SIGNS = st.one_of(
    st.sampled_from("&<>\"'\r\n\t ]"),
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"),
)


@given(value=st.text(SIGNS))
def test_a_text_and_an_attribute_come_back_as_they_were(value: str) -> None:
    document = f'<a b="{escape.attribute(value)}">{escape.text(value)}</a>'
    element = etree.fromstring(document.encode())
    assert (element.text or "") == value
    assert element.get("b") == value
