"""The elements that libxml2 reports faults of are found by their paths, in any order."""

import random

import pytest
from lxml import etree

from uwlr_service.formats.places import Places

INNER = "<x/><p:x/><!-- x --><q:x/><x xmlns='urn:r'/><p:y><p:x/><x/></p:y>"
TREE = etree.fromstring(f"<p:a xmlns:p='urn:p' xmlns:q='urn:q'>{INNER * 5}</p:a>")


@pytest.mark.parametrize("seed", range(5))
def test_every_element_is_found_by_its_path_in_any_order(seed: int) -> None:
    paths = {TREE.getroottree().getpath(element): element for element in TREE.iter(etree.Element)}
    places = Places(TREE)
    for path in random.Random(seed).sample(sorted(paths), len(paths)):
        assert places.find(path) is paths[path]


@pytest.mark.parametrize("path", [None, "", "/p:a/p:z", "/p:a/p:x[6]", "/p:a/p:y[9]/x", "/p:a/p:x/@key"])
def test_nothing_is_found_at_a_path_that_leads_nowhere(path: str | None) -> None:
    assert Places(TREE).find(path) is None


def test_the_next_element_is_found_without_beginning_anew() -> None:
    root = etree.fromstring("<a xmlns:p='urn:p'>" + "<p:x/>" * 1_000 + "</a>")
    places = Places(root)
    assert places.find("/a/p:x[999]") is root[998]
    # Whoever began anew would come past the element that is gone.
    root.remove(root[0])
    assert places.find("/a/p:x[1000]") is root[998]
