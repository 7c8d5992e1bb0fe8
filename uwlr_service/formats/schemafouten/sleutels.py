"""The keys and references of our schemas, to say in words which of them does not hold, and where.

libxml2 gives no place of a reference that leads nowhere, and names the rule instead of what it is about.
"""

import functools
import re
from collections import deque
from dataclasses import dataclass

from lxml import etree

from uwlr_service.formats.schemas import XS, XSD

KINDS = (f"{XS}key", f"{XS}unique", f"{XS}keyref")
RULE = re.compile(r"(?:keyref|key identity-constraint|identity-constraint) '([^']*)'")
NO_MATCH = re.compile(r"No match found for key-sequence \[([^\]]{0,1000})\]")
DUPLICATE = re.compile(r"Duplicate key-sequence \[([^\]]{0,1000})\]")
KEY = "key"
LONGEST_KEY = 66
"""As many characters as the longest key in 2.1, with its quotes."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sleutelregel:
    """An identity constraint: on which element it stands, what it selects there, and by which field.

    ``refer`` is the key that a reference leads to. No schema of ours has one with several fields.
    """

    element: str
    selector: str
    field: str
    refer: str | None
    namespaces: dict[str, str]

    @property
    def soort(self) -> str:
        """The bare name of what it selects."""
        return self.selector.rpartition("/")[2].rpartition(":")[2]

    @property
    def veld(self) -> str:
        """The bare name of the field."""
        return self.field.removeprefix("@").rpartition(":")[2]


def _qualified(space: str, refer: str | None) -> str | None:
    """The name of the key that a reference leads to, which stands in the same schema."""
    if refer is None:
        return None
    return f"{space}{refer.rpartition(':')[2]}"


@functools.cache
def _rules() -> dict[str, Sleutelregel]:
    """The constraints of all schemas by their qualified names; the versions of a schema agree on them."""
    rules: dict[str, Sleutelregel] = {}
    for path in sorted(XSD.rglob("*.xsd")):
        schema = etree.parse(str(path)).getroot()
        namespace = schema.get("targetNamespace")
        space = f"{{{namespace}}}" if namespace else ""
        for constraint in schema.iter(*KINDS):
            refer = constraint.get("refer")
            rules.setdefault(
                f"{space}{constraint.get('name')}",
                Sleutelregel(
                    element=constraint.getparent().get("name"),
                    selector=constraint.find(f"{XS}selector").get("xpath"),
                    field=constraint.find(f"{XS}field").get("xpath"),
                    refer=_qualified(space, refer),
                    namespaces={prefix: uri for prefix, uri in constraint.nsmap.items() if prefix},
                ),
            )
    return rules


def rule_of(message: str) -> Sleutelregel | None:
    """The constraint that a message of libxml2 names."""
    named = RULE.search(message)
    if named is None:
        return None
    return _rules().get(named[1])


def no_match(soort: str, veld: str, value: str) -> str:
    """A reference to what is not there; ``value`` has its quotes."""
    return f"er is geen '{soort}' met {veld} {value[:LONGEST_KEY]}"


def sentence(naam: str, message: str) -> str:
    """What is wrong with a key or a reference, about an element with this bare name."""
    rule = rule_of(message)
    veld = KEY if rule is None else rule.veld
    dangling = NO_MATCH.search(message)
    if dangling is not None:
        target = None
        if rule is not None and rule.refer is not None:
            target = _rules().get(rule.refer)
        if target is None:
            return f"'{naam}' verwijst naar {dangling[1][:LONGEST_KEY]}, en dat staat niet in het document"
        return no_match(target.soort, target.veld, dangling[1])
    if DUPLICATE.search(message):
        if veld == KEY:
            return f"de key van '{naam}' komt meer dan eens voor"
        return f"'{veld}' van '{naam}' komt meer dan eens voor"
    return f"'{naam}' heeft geen (geldige) {veld}"


def expected(_: str, message: str) -> str:
    """What would have been right."""
    rule = rule_of(message)
    veld = KEY if rule is None else rule.veld
    if NO_MATCH.search(message):
        return f"een {veld} die in het document staat"
    if DUPLICATE.search(message):
        return f"een {veld} die verder niet voorkomt"
    return f"een {veld}"


class Verwijzingen:
    """Finds in one tree the references that a log of libxml2 says lead nowhere, in its order."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._by_rule: dict[Sleutelregel, dict[str, deque[etree._Element]]] = {}

    def find(self, message: str) -> etree._Element | None:
        """The element with the key of the next such reference; None where it cannot be found."""
        dangling = NO_MATCH.search(message)
        rule = rule_of(message)
        if dangling is None or rule is None:
            return None
        if rule not in self._by_rule:
            self._by_rule[rule] = self._read(rule)
        elements = self._by_rule[rule].get(dangling[1])
        if not elements:
            return None
        return elements.popleft()

    def _read(self, rule: Sleutelregel) -> dict[str, deque[etree._Element]]:
        by_value: dict[str, deque[etree._Element]] = {}
        select = etree.XPath(rule.selector, namespaces=rule.namespaces)
        for declared in self._root.iter(f"{{*}}{rule.element}"):
            for selected in select(declared):
                element = selected
                if not rule.field.startswith("@"):
                    element = selected.find(rule.field, namespaces=rule.namespaces)
                if element is not None:
                    value = selected.get(rule.veld) if element is selected else element.text
                    by_value.setdefault(f"'{value}'", deque()).append(element)
        return by_value
