"""Why something is no well-formed XML, in Dutch; libxml2's own words may quote what stands there."""

from lxml import etree

from uwlr_service.domain.fouten import Melding

UNDECLARED = "het voorvoegsel van een naam is niet gedeclareerd als namespace"
VALIDATION = "SCHEMASV"
"""What a validator logs ends up in the parser's log as well."""
UNKNOWN = "de tekenset die het document noemt is niet bekend; gebruik UTF-8"
OTHER = "de tekens passen niet bij de tekenset die het document noemt; gebruik UTF-8"
UNFINISHED = "het document houdt op voordat alle elementen zijn afgesloten"
CAUSES = {
    "ERR_DOCUMENT_EMPTY": "het begint niet met een element",
    "ERR_UNKNOWN_ENCODING": UNKNOWN,
    "ERR_UNSUPPORTED_ENCODING": UNKNOWN,
    "ERR_INVALID_ENCODING": OTHER,
    "I18N_CONV_FAILED": OTHER,
    "ERR_INVALID_CHAR": "hier staat een teken dat in XML niet mag voorkomen",
    "ERR_TAG_NOT_FINISHED": UNFINISHED,
    "ERR_GT_REQUIRED": UNFINISHED,
    "ERR_LTSLASH_REQUIRED": UNFINISHED,
    "ERR_TAG_NAME_MISMATCH": "een element wordt met een andere naam afgesloten dan waarmee het begon",
    "ERR_NAME_REQUIRED": "een '<' of '&' staat los; schrijf &lt; of &amp;",
    "ERR_LT_IN_ATTRIBUTE": "een '<' of '&' staat los; schrijf &lt; of &amp;",
    "ERR_ENTITYREF_SEMICOL_MISSING": "een '<' of '&' staat los; schrijf &lt; of &amp;",
    "ERR_ATTRIBUTE_REDEFINED": "een attribuut staat er tweemaal",
    "ERR_SPACE_REQUIRED": "bij een attribuut ontbreekt een aanhalingsteken of een spatie",
    "ERR_UNDECLARED_ENTITY": "een entiteit is hier niet toegestaan; schrijf het teken zelf of zijn nummer",
    "ERR_RESOURCE_LIMIT": "het document is te diep genest of bevat een te lange tekst",
    "NS_ERR_UNDEFINED_NAMESPACE": UNDECLARED,
    "ERR_RESERVED_XML_NAME": "de XML-declaratie staat niet helemaal vooraan",
    "ERR_DOCUMENT_END": "na het laatste element hoort niets meer te staan",
}
"""What the parser's kinds of errors mean to who made the document."""
CONFUSING = ("ERR_SPACE_REQUIRED", "ERR_GT_REQUIRED")
"""After a fault in an attribute the parser misses the end of the element too."""


def melding_of(error: etree.XMLSyntaxError) -> Melding:
    """The cause and the line of what stopped the parser."""
    # The last entry of the parser is the fatal one; the exception itself may be about its aftermath. The log
    # also holds what this thread parsed before.
    entries = [entry for entry in error.error_log if entry.domain_name != VALIDATION]
    if not entries:
        return Melding("het XML is niet welgevormd", error.lineno)
    entry = entries[-1]
    if tuple(last.type_name for last in entries[-2:]) == CONFUSING:
        entry = entries[-2]
    return Melding(CAUSES.get(entry.type_name, f"het XML is niet welgevormd ({entry.type_name})"), entry.line)
