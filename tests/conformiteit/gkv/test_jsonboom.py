"""JSON as a tree: every value has a place and a kind, and no text of the other side breaks it."""

from typing import Any

import pytest
from lxml import etree

from uwlr_service.conformiteit.gkv.jsonboom import tree


def test_names_lists_and_kinds() -> None:
    value = {"school": "99XX", "stand": None, "meer": True, "leveringen": [{"volgnummer": 1}, {}]}
    root = tree(value)
    assert (root.tag, root.get("soort")) == ("json", "object")
    soorten = [(element.tag, element.get("soort"), element.text) for element in root.iter()]
    assert soorten[1:] == [
        ("school", "tekst", "99XX"),
        ("stand", "niets", None),
        ("meer", "waarheid", "true"),
        ("leveringen", "lijst", None),
        ("item", "object", None),
        ("volgnummer", "getal", "1"),
        ("item", "object", None),
    ]


@pytest.mark.parametrize("naam", ["", "1e", "twee woorden", "a:b", "<a>", "é", "x" * 62, "\x00"])
def test_a_name_that_no_element_can_have(naam: str) -> None:
    assert [child.tag for child in tree({naam: 1})] == ["lid"]


@pytest.mark.parametrize("value", ["\x00\x08\x0b\x1f\ufffe\uffff", "& < ]]>", 0.5, -1, False, [], {}])
def test_whatever_a_value_is_the_tree_can_be_written(value: Any) -> None:
    written = etree.tostring(tree({"waarde": value}))
    assert etree.fromstring(written).find("waarde") is not None
