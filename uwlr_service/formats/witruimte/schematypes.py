"""Which elements and attributes a schema gives a type whose white space is collapsed.

The compiled schema of libxml2 does not tell, so the files are read once more, the first time that it matters.
A name that is declared with types of both kinds is left alone: its text may be one in which white space
counts.
"""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from lxml import etree

from uwlr_service.formats.witruimte.collapsing import Collapsing

XML_SCHEMA = "http://www.w3.org/2001/XMLSchema"
XS = f"{{{XML_SCHEMA}}}"
KEEPING = frozenset(f"{XS}{naam}" for naam in ("string", "normalizedString", "anySimpleType", "anyType"))
"""The types of XML Schema itself that keep white space as it is, or may."""
QUALIFIED = "qualified"
COLLAPSE = "collapse"
REFERENCES = (f"{XS}include", f"{XS}redefine", f"{XS}import")
DERIVATIONS = (f"{XS}restriction", f"{XS}extension")
SIMPLE = f"{XS}simpleType"
COMPLEX = f"{XS}complexType"


def collapsing_of(document: etree._ElementTree) -> Collapsing:
    """The names in a schema, and in all schemas that it includes and imports."""
    types = _Types()
    for root, namespace in _schemas(document):
        types.add(root, namespace)
    return Collapsing(types.names("element"), types.names("attribute"))


def _schemas(document: etree._ElementTree) -> Iterator[tuple[etree._Element, str]]:
    """Every schema of a document with the namespace that it describes, each once.

    As with libxml2 the first import of a namespace is the one that counts: another may name an address that
    nobody is to look at.
    """
    waiting = deque([(document, "")])
    seen = set()
    while waiting:
        tree, including = waiting.popleft()
        root = tree.getroot()
        # A schema without a namespace takes that of the one that includes it.
        namespace = root.get("targetNamespace", including)
        yield root, namespace
        for reference in root.iterchildren(*REFERENCES):
            location = reference.get("schemaLocation")
            if location is None:
                continue
            address = urljoin(tree.docinfo.URL or "", location)
            inherited = namespace
            part = (address, namespace)
            if reference.tag == f"{XS}import":
                inherited = ""
                part = ("", reference.get("namespace", ""))
            if part not in seen:
                seen.add(part)
                waiting.append((etree.parse(address), inherited))


@dataclass(slots=True)
class _Types:
    """The types of all schemas together, and what is declared with them."""

    defined: dict[str, tuple[etree._Element, str]] = field(default_factory=dict)
    declared: dict[str, list[tuple[str, etree._Element, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, root: etree._Element, namespace: str) -> None:
        """Take in one schema."""
        for part in root.iter(SIMPLE, COMPLEX):
            if part.get("name"):
                self.defined[_clark(namespace, part.get("name"))] = (part, namespace)
        for kind in ("element", "attribute"):
            default = root.get(f"{kind}FormDefault")
            for part in root.iter(f"{XS}{kind}"):
                name = part.get("name")
                if name is None:
                    continue
                is_qualified = part.getparent() is root or part.get("form", default) == QUALIFIED
                tag = _clark(namespace, name) if is_qualified else name
                self.declared[kind].append((tag, part, namespace))

    def names(self, kind: str) -> frozenset[str]:
        """The names of this kind that have such a type wherever they have text."""
        judged: dict[str, set[bool]] = defaultdict(set)
        for tag, part, namespace in self.declared[kind]:
            verdict = self._of_reference_or_child(part, "type", namespace)
            if verdict is not None:
                judged[tag].add(verdict)
        return frozenset(tag for tag, verdicts in judged.items() if verdicts == {True})

    def _of_reference_or_child(self, part: etree._Element, attribute: str, namespace: str) -> bool | None:
        """Whether the type that an attribute names, or else the one that stands within, is such a type.

        None where it holds elements only.
        """
        named = part.get(attribute)
        if named is not None:
            return self._of_name(part, named, namespace)
        for child in part.iterchildren(SIMPLE, COMPLEX):
            return self._of_type(child, namespace)
        return None

    def _of_name(self, part: etree._Element, name: str, namespace: str) -> bool | None:
        prefix, _, local = name.strip().rpartition(":")
        # In a schema without a namespace that was included, a name without a prefix is of the including one.
        uri = part.nsmap.get(prefix or None, "" if prefix else namespace)
        tag = _clark(uri, local)
        if uri == XML_SCHEMA:
            return tag not in KEEPING
        definition = self.defined.get(tag)
        if definition is None:
            return False
        return self._of_type(*definition)

    def _of_type(self, definition: etree._Element, namespace: str) -> bool | None:
        if definition.tag == COMPLEX:
            content = definition.find(f"{XS}simpleContent")
            if content is None:
                return None
            return self._of_derivation(content, namespace)
        if definition.find(f"{XS}list") is not None:
            return True
        union = definition.find(f"{XS}union")
        if union is not None:
            members = [self._of_name(union, name, namespace) for name in union.get("memberTypes", "").split()]
            members += [self._of_type(child, namespace) for child in union.iterchildren(SIMPLE)]
            return all(members)
        return self._of_derivation(definition, namespace)

    def _of_derivation(self, content: etree._Element, namespace: str) -> bool | None:
        for derivation in content.iterchildren(*DERIVATIONS):
            space = derivation.find(f"{XS}whiteSpace")
            if space is not None:
                return bool(space.get("value") == COLLAPSE)
            return self._of_reference_or_child(derivation, "base", namespace)
        return None


def _clark(namespace: str, name: str) -> str:
    return f"{{{namespace}}}{name}" if namespace else name
