"""The message of a step: a file of the suite, changed as the step says, with the values of this run in it."""

import codecs
import gzip
import re
from collections.abc import Iterable, Mapping

from lxml import etree

from uwlr_service.conformiteit.geval import Inpakking, Stap
from uwlr_service.conformiteit.verhulling import BLOTTED
from uwlr_service.formats.escape import text
from uwlr_service.formats.generiek.namespaces import PARNASSYS
from uwlr_service.formats.parsing import HARDENED
from uwlr_service.formats.uwlr.namespaces import AUTORISATIE, LEERLINGGEGEVENS, LEERRESULTATEN, SOAP

PREFIXES = {"soap": SOAP, "aut": AUTORISATIE, "lg": LEERLINGGEGEVENS, "lr": LEERRESULTATEN, "par": PARNASSYS}
"""The prefixes of the paths in a suite."""
NAME = re.compile(r"\{\{([a-z][a-z0-9_]*)\}\}")
PUBLIC = frozenset({"schooljaar", "versie", "merk", "nu", "eerder", "straks", "vandaag", "volgend_jaar"})
"""The values that a report shows: no key, no klant, and nothing that was remembered of an answer."""
BRINCODE = re.compile(rb"<((?:\w+:)?)brincode>\{\{([a-z_]*)brincode\}\}</(?:\w+:)?brincode>")
DEPENDANCECODE = re.compile(
    rb"<(?:\w+:)?dependancecode>\{\{([a-z_]*)dependancecode\}\}</(?:\w+:)?dependancecode>"
)


class MessageUnusable(Exception):
    """A message cannot be changed as the step says."""


def changed(template: bytes, stap: Stap) -> bytes:
    """A message with the changes of a step, still with the names of values in it. Raises MessageUnusable."""
    if not (stap.zet or stap.weg or stap.erna):
        return template
    try:
        root = etree.fromstring(template, etree.XMLParser(**HARDENED))
    except etree.XMLSyntaxError as error:
        raise MessageUnusable("het bericht is geen XML, dus er is niets in te wijzigen") from error
    for path, value in stap.zet.items():
        try:
            _element(root, path).text = value
        except ValueError as error:
            raise MessageUnusable(f"in XML kan niet wat '{path}' wordt") from error
    for path, xml in stap.erna.items():
        element = _element(root, path)
        for sibling in reversed(_parsed(xml)):
            element.addnext(sibling)
    for path in stap.weg:
        element = _element(root, path)
        parent = element.getparent()
        if parent is None:
            raise MessageUnusable(f"'{path}' is het bericht zelf")
        parent.remove(element)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _element(root: etree._Element, path: str) -> etree._Element:
    try:
        element = root.find(f".//{path}", PREFIXES)
    except SyntaxError as error:
        raise MessageUnusable(f"'{path}' is geen pad") from error
    if element is None:
        raise MessageUnusable(f"in het bericht is geen '{path}'")
    return element


def _parsed(xml: str) -> list[etree._Element]:
    declarations = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in PREFIXES.items())
    try:
        wrapped = etree.fromstring(f"<erna {declarations}>{xml}</erna>", etree.XMLParser(**HARDENED))
    except etree.XMLSyntaxError as error:
        raise MessageUnusable(f"wat erna komt is geen XML: {error}") from error
    return list(wrapped)


def by_schoolkey(template: bytes, begins: Iterable[str]) -> bytes:
    """A message that names schools by their schoolkey (UWLR 2.2, gSchoolIdentificatie).

    ``begins`` are what the names of these schools begin with. It is done in the text, because there are
    messages that are not well-formed on purpose.
    """
    chosen = {begin.encode() for begin in begins}

    def schoolkey(match: re.Match[bytes]) -> bytes:
        prefix, begin = match.groups()
        if begin not in chosen:
            return match[0]
        return b"<%sschoolkey>{{%sschoolkey}}</%sschoolkey>" % (prefix, begin, prefix)

    def nothing(match: re.Match[bytes]) -> bytes:
        return b"" if match[1] in chosen else match[0]

    return DEPENDANCECODE.sub(nothing, BRINCODE.sub(schoolkey, template))


def names_of(template: bytes) -> set[str]:
    """The names of values that a message asks for."""
    return set(NAME.findall(template.decode("utf-8")))


def filled(template: bytes, values: Mapping[str, str]) -> bytes:
    """The message with the values in it, escaped."""
    return NAME.sub(lambda name: text(values[name[1]]), template.decode("utf-8")).encode()


def shown(template: bytes, values: Mapping[str, str]) -> str:
    """The message as a report shows it: without keys, and without what an answer said."""
    public = {name: value if name in PUBLIC else BLOTTED for name, value in values.items()}
    return filled(template, public).decode()


def packed(message: bytes, inpakking: Inpakking | None) -> bytes:
    """The bytes as they travel, apart from the chunks of HTTP."""
    if inpakking is Inpakking.GZIP:
        return gzip.compress(message)
    if inpakking is Inpakking.BOM:
        return codecs.BOM_UTF8 + message
    if inpakking is Inpakking.UTF_16:
        return message.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    return message
