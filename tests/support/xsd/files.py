"""Where the schemas are, and what a schema file declares once its layout and comments are taken away."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import xmlschema
from lxml import etree

from tests.support.places import NATIONAL, ROOT

OURS = ROOT / "xsd"

XS = "{http://www.w3.org/2001/XMLSchema}"
LG = "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens"
LR = "http://www.edustandaard.nl/leerresultaten/2/leerresultaten"

TRANSCRIBED = ("edexml-2.0", "edexml-2.1", "uwlr-2.2", "vdex-1.0")
ELSEWHERE = {"vdex-1.0/imsvdex_v1p0.xsd": "uwlr-2.2/Schemas/imsvdex_v1p0.xsd"}
"""Ours that lie in a folder of their own, by where the national file lies."""
FIRST_YEAR = 1991
LAST_NATIONAL_YEAR = 2024
LAST_YEAR = 2098

needs_national = pytest.mark.skipif(
    not NATIONAL.is_dir(), reason="the national files (../shared/standard) are not part of the repository"
)

Declaration = tuple[str, tuple[tuple[str, str], ...], tuple[Any, ...]]


def files(suffix: str, *versions: str) -> list[str]:
    """Our files with this suffix, relative to xsd/; of these versions, or of all."""
    names = sorted(path.relative_to(OURS).as_posix() for path in OURS.rglob(f"*{suffix}"))
    return [name for name in names if not versions or name.split("/")[0] in versions]


def national(name: str) -> Path:
    """The national file behind one of ours."""
    return NATIONAL / ELSEWHERE.get(name, name)


@cache
def lxml_schema(path: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(path))


@cache
def xmlschema_schema(path: Path) -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(path))


def school_years(last: int) -> tuple[str, ...]:
    return tuple(f"{year}-{year + 1}" for year in range(FIRST_YEAR, last + 1))


def bare_tree(path: Path) -> etree._Element:
    """The root of the file without comments and annotations."""
    root = etree.parse(path, etree.XMLParser(remove_comments=True, remove_blank_text=True)).getroot()
    for annotation in list(root.iter(f"{XS}annotation")):
        parent = annotation.getparent()
        assert parent is not None
        parent.remove(annotation)
    return root


def declaration(element: etree._Element) -> Declaration:
    """An element with its attributes and children; the order of attributes does not count."""
    children = tuple(declaration(child) for child in element)
    return str(element.tag), tuple(sorted((str(k), str(v)) for k, v in element.attrib.items())), children


def declarations(root: etree._Element) -> tuple[Any, list[Declaration]]:
    """The attributes of the root and its children; the order of global components does not count."""
    tag, attributes, children = declaration(root)
    return (tag, attributes), sorted(children, key=repr)


def drop_prefixes(root: etree._Element) -> None:
    """Take the prefix lg out of the selectors: the national files have none there."""
    for selector in root.iter(f"{XS}selector"):
        selector.set("xpath", re.sub(r"\blg:", "", selector.get("xpath", "")))


def drop_later_years(root: etree._Element) -> None:
    """Take out the school years that only our list has."""
    later = set(school_years(LAST_YEAR)) - set(school_years(LAST_NATIONAL_YEAR))
    for value in list(root.iter(f"{XS}enumeration")):
        parent = value.getparent()
        if value.get("value") in later and parent is not None:
            parent.remove(value)
