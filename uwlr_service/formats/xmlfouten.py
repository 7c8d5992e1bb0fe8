"""What libxml2 calls each way of not being XML, in a Dutch sentence for the person who made the document."""

from collections.abc import Sequence

BROKEN = "het XML is niet welgevormd"
"""The sentence of last resort."""
NOT_CLOSED = "bij een attribuut ontbreekt het aanhalingsteken aan het eind van de waarde"
UNDECLARED = "het voorvoegsel van een naam is niet gedeclareerd als namespace"
UNKNOWN = "de tekenset die het document noemt is niet bekend; gebruik UTF-8"
OTHER = "de tekens passen niet bij de tekenset die het document noemt; gebruik UTF-8"
UNFINISHED = "het document houdt op voordat alle elementen zijn afgesloten"
LOOSE = "een '<' of '&' staat los; schrijf &lt; of &amp;"
DECLARATION = (
    "de XML-declaratie op de eerste regel klopt niet; schrijf zoiets als"
    ' <?xml version="1.0" encoding="UTF-8"?>'
)
DOCTYPE = "een documenttypedeclaratie (DOCTYPE) is niet toegestaan"
NUMBER = "een teken met een nummer is niet goed geschreven; schrijf het teken zelf of zoiets als &#233;"
RESERVED = (
    "een namespace met het voorvoegsel xml of xmlns, of met een leeg adres, kan niet worden gedeclareerd"
)

SENTENCES = {
    "het begint niet met een element": ("ERR_DOCUMENT_EMPTY", "ERR_DOCUMENT_START", "ERR_LT_REQUIRED"),
    UNKNOWN: (
        "ERR_UNKNOWN_ENCODING",
        "ERR_UNSUPPORTED_ENCODING",
        "I18N_NO_NAME",
        "I18N_NO_HANDLER",
        "I18N_EXCESS_HANDLER",
    ),
    OTHER: ("ERR_INVALID_ENCODING", "I18N_CONV_FAILED", "I18N_NO_OUTPUT", "IO_ENCODER"),
    DECLARATION: (
        "ERR_XMLDECL_NOT_STARTED",
        "ERR_XMLDECL_NOT_FINISHED",
        "ERR_VERSION_MISSING",
        "ERR_VERSION_MISMATCH",
        "ERR_ENCODING_NAME",
        "ERR_MISSING_ENCODING",
        "ERR_STANDALONE_VALUE",
        "ERR_EQUAL_REQUIRED",
        "ERR_STRING_NOT_STARTED",
        "ERR_STRING_NOT_CLOSED",
    ),
    'het document noemt een andere versie van XML dan 1.0; schrijf <?xml version="1.0"?>': (
        "ERR_UNKNOWN_VERSION",
        "WAR_UNKNOWN_VERSION",
    ),
    "de XML-declaratie staat niet helemaal vooraan": ("ERR_RESERVED_XML_NAME",),
    "hier staat een teken dat in XML niet mag voorkomen": ("ERR_INVALID_CHAR",),
    NUMBER: (
        "ERR_INVALID_CHARREF",
        "ERR_INVALID_HEX_CHARREF",
        "ERR_INVALID_DEC_CHARREF",
        "ERR_CHARREF_AT_EOF",
        "ERR_CHARREF_IN_PROLOG",
        "ERR_CHARREF_IN_EPILOG",
        "ERR_CHARREF_IN_DTD",
    ),
    UNFINISHED: ("ERR_TAG_NOT_FINISHED", "ERR_LTSLASH_REQUIRED"),
    "een tag is niet afgesloten met >": ("ERR_GT_REQUIRED",),
    "een element wordt met een andere naam afgesloten dan waarmee het begon": (
        "ERR_TAG_NAME_MISMATCH",
        "ERR_NOT_WELL_BALANCED",
    ),
    LOOSE: (
        "ERR_NAME_REQUIRED",
        "ERR_LT_IN_ATTRIBUTE",
        "ERR_ENTITYREF_SEMICOL_MISSING",
        "ERR_ENTITYREF_NO_NAME",
        "ERR_ENTITYREF_AT_EOF",
    ),
    "een entiteit is hier niet toegestaan; schrijf het teken zelf of zijn nummer": (
        "ERR_UNDECLARED_ENTITY",
        "WAR_UNDECLARED_ENTITY",
        "ERR_UNPARSED_ENTITY",
        "ERR_ENTITY_LOOP",
        "ERR_ENTITY_IS_EXTERNAL",
        "ERR_ENTITY_IS_PARAMETER",
        "ERR_ENTITY_PROCESSING",
        "ERR_ENTITYREF_IN_PROLOG",
        "ERR_ENTITYREF_IN_EPILOG",
        "ERR_ENTITYREF_IN_DTD",
    ),
    "een attribuut staat er tweemaal": ("ERR_ATTRIBUTE_REDEFINED", "NS_ERR_ATTRIBUTE_REDEFINED"),
    "bij een attribuut ontbreekt een aanhalingsteken of een spatie": (
        "ERR_ATTRIBUTE_NOT_STARTED",
        "ERR_SPACE_REQUIRED",
    ),
    NOT_CLOSED: ("ERR_ATTRIBUTE_NOT_FINISHED",),
    'een attribuut heeft geen waarde; schrijf zoiets als naam="waarde"': ("ERR_ATTRIBUTE_WITHOUT_VALUE",),
    "in commentaar mag -- niet voorkomen": ("ERR_HYPHEN_IN_COMMENT",),
    "commentaar is niet afgesloten met -->": ("ERR_COMMENT_NOT_FINISHED", "ERR_COMMENT_ABRUPTLY_ENDED"),
    "een CDATA-blok is niet afgesloten met ]]>": ("ERR_CDATA_NOT_FINISHED",),
    "]]> staat in een gewone tekst; schrijf ]]&gt;": ("ERR_MISPLACED_CDATA_END",),
    "een verwerkingsinstructie (<?...) heeft geen goede naam": ("ERR_PI_NOT_STARTED",),
    "een verwerkingsinstructie (<?...) is niet afgesloten met ?>": ("ERR_PI_NOT_FINISHED",),
    "het document is te diep genest of bevat een te lange tekst": (
        "ERR_RESOURCE_LIMIT",
        "ERR_NAME_TOO_LONG",
        "ERR_NO_MEMORY",
        "IO_BUFFER_FULL",
    ),
    UNDECLARED: ("NS_ERR_UNDEFINED_NAMESPACE",),
    "een naam bevat een dubbele punt op een verkeerde plaats": ("NS_ERR_QNAME", "NS_ERR_COLON"),
    RESERVED: ("NS_ERR_XML_NAMESPACE", "NS_ERR_EMPTY", "ERR_NS_DECL_ERROR"),
    "het adres van een namespace is geen geldige URI": (
        "WAR_NS_URI",
        "WAR_NS_URI_RELATIVE",
        "WAR_NS_COLUMN",
        "ERR_INVALID_URI",
    ),
    "na het laatste element hoort niets meer te staan": ("ERR_DOCUMENT_END", "ERR_EXTRA_CONTENT"),
    "xml:space heeft een waarde die XML niet kent": ("WAR_SPACE_VALUE",),
    "xml:lang heeft een waarde die XML niet kent": ("WAR_LANG_VALUE",),
    "het document noemt een andere tekenset dan die waarin het is bewaard; gebruik UTF-8": (
        "WAR_ENCODING_MISMATCH",
    ),
    DOCTYPE: (
        "ERR_ATTLIST_NOT_STARTED",
        "ERR_ATTLIST_NOT_FINISHED",
        "ERR_CONDSEC_INVALID",
        "ERR_CONDSEC_INVALID_KEYWORD",
        "ERR_CONDSEC_NOT_STARTED",
        "ERR_CONDSEC_NOT_FINISHED",
        "ERR_DOCTYPE_NOT_FINISHED",
        "ERR_ELEMCONTENT_NOT_STARTED",
        "ERR_ELEMCONTENT_NOT_FINISHED",
        "ERR_ENTITY_BOUNDARY",
        "ERR_ENTITY_CHAR_ERROR",
        "ERR_ENTITY_NOT_STARTED",
        "ERR_ENTITY_NOT_FINISHED",
        "ERR_ENTITY_PE_INTERNAL",
        "ERR_EXT_ENTITY_STANDALONE",
        "ERR_EXT_SUBSET_NOT_FINISHED",
        "ERR_INT_SUBSET_NOT_FINISHED",
        "ERR_LITERAL_NOT_STARTED",
        "ERR_LITERAL_NOT_FINISHED",
        "ERR_MIXED_NOT_STARTED",
        "ERR_MIXED_NOT_FINISHED",
        "ERR_NMTOKEN_REQUIRED",
        "ERR_NOTATION_NOT_STARTED",
        "ERR_NOTATION_NOT_FINISHED",
        "ERR_NOTATION_PROCESSING",
        "ERR_NOT_STANDALONE",
        "ERR_NO_DTD",
        "ERR_PCDATA_REQUIRED",
        "ERR_PEREF_AT_EOF",
        "ERR_PEREF_IN_EPILOG",
        "ERR_PEREF_IN_INT_SUBSET",
        "ERR_PEREF_IN_PROLOG",
        "ERR_PEREF_NO_NAME",
        "ERR_PEREF_SEMICOL_MISSING",
        "ERR_PUBID_REQUIRED",
        "ERR_REDECL_PREDEF_ENTITY",
        "ERR_SEPARATOR_REQUIRED",
        "ERR_URI_FRAGMENT",
        "ERR_URI_REQUIRED",
        "ERR_VALUE_REQUIRED",
        "WAR_ENTITY_REDEFINED",
        "WAR_CATALOG_PI",
    ),
}
"""By sentence: libxml2's names for the errors that it is about."""
BY_NAME: dict[str, str] = {}
for tekst, names in SENTENCES.items():
    BY_NAME |= dict.fromkeys(names, tekst)


DECISIVE = (DOCTYPE, DECLARATION, NOT_CLOSED)
"""What such a fault leads to is often reported before it: a missing space, a "<" in a value without end."""


def sentence(names: Sequence[str]) -> str:
    """The sentence for the names of the errors in a document, in their order; it never repeats a name.

    The parser goes on for a while, so what follows on the first is mostly its aftermath.
    """
    sentences = [BY_NAME.get(name, BROKEN) for name in names]
    for decisive in DECISIVE:
        if decisive in sentences:
            return decisive
    return sentences[0]
