"""The canonical form of a message: the same, whether it is made at once or in pieces."""

import hashlib
import zlib

import pytest
from lxml import etree

from tests.support.messages.results import bericht, resultaat, toetsafname
from uwlr_service.formats import judging
from uwlr_service.formats.uwlr.canoniek import canonical


@pytest.mark.parametrize("number", [1, 500])
def test_the_form_and_its_digest_are_those_of_the_body_element(number: int) -> None:
    results = [resultaat(f"R{at}") for at in range(number)]
    element = etree.fromstring(bericht("geheim", toetsafname("L1", *results)))[1][0]
    assert judging.is_large(element) is (number > 1)
    document = etree.tostring(element, method="c14n", with_tail=False)
    canoniek = canonical(element)
    assert zlib.decompress(canoniek.inhoud) == document
    assert canoniek.digest == hashlib.sha256(document).hexdigest()
    assert b"geheim" not in document
