"""Damaged documents: nothing that the whole schema refuses is read, and no damage leads to another error."""

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.support.hypothesis_profiles import examples
from tests.support.messages.edexml import EDEXML_CORPUS
from uwlr_service.domain.fouten import DocumentOngeldig, Melding
from uwlr_service.domain.school import regels
from uwlr_service.formats import edexml
from uwlr_service.formats.schemas import EDEXML

WHOLE = (EDEXML_CORPUS / "goed" / "volledig-2.1.xml").read_bytes()
TEXTS = ("", "2", "H", "TAL", "99XX", "2026-2027", "2026-08-20", "2026-08-20T10:00:00", "x" * 300, "1234AB")
KEYS = ("L1", "G1", "S1", "V1", "M1", "onbekend", "")


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """The document with a few elements lost, doubled, moved, or with another text or key."""
    root = etree.fromstring(WHOLE)
    for _ in range(draw(st.integers(1, 3))):
        elements = list(root.iter())[1:]
        element = elements[draw(st.integers(0, len(elements) - 1))]
        other = elements[draw(st.integers(0, len(elements) - 1))]
        parent = element.getparent()
        how = draw(st.sampled_from(("lose", "double", "move", "text", "key", "attribute")))
        if how == "lose":
            parent.remove(element)
        elif how == "double":
            parent.append(etree.fromstring(etree.tostring(element)))
        elif how == "move" and element not in other.iterancestors() and element is not other:
            other.append(element)
        elif how == "text":
            element.text = draw(st.sampled_from(TEXTS))
        elif how == "key":
            element.set("key", draw(st.sampled_from(KEYS)))
        elif how == "attribute":
            element.set(draw(st.sampled_from(("eckid", "nummer"))), "https://ketenid.nl/201703/" + "0" * 128)
    return etree.tostring(root)


def outcome(data: bytes) -> tuple[edexml.Gelezen | None, tuple[Melding, ...]]:
    """What was read, or what was found; any other exception is a defect."""
    try:
        return edexml.read(io.BytesIO(data)), ()
    except DocumentOngeldig as refused:
        return None, refused.meldingen


@settings(max_examples=examples(400))
@given(damaged())
def test_what_the_schema_refuses_is_refused(data: bytes) -> None:
    gelezen, refused = outcome(data)
    if gelezen is None:
        assert refused
        assert all(melding.regel for melding in refused)
    else:
        schema = EDEXML[gelezen.versie].compiled()
        assert schema.validate(etree.fromstring(data)), schema.error_log
        assert regels.violations(gelezen.gegevens) == []


@settings(max_examples=examples(300))
@given(st.lists(st.tuples(st.integers(0, len(WHOLE)), st.binary(max_size=3)), min_size=1, max_size=4))
def test_damaged_bytes_are_read_or_refused(damage: list[tuple[int, bytes]]) -> None:
    data = WHOLE
    for at, replacement in damage:
        data = data[:at] + replacement + data[at + len(replacement) + 1 :]
    gelezen, refused = outcome(data)
    if gelezen is None:
        assert refused
    else:
        assert regels.violations(gelezen.gegevens) == []
