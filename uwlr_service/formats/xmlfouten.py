"""What libxml2 calls each way of not being XML, in a Dutch sentence for the person who made the document."""

from collections.abc import Sequence

BROKEN = "het XML is niet welgevormd"
"""The sentence of last resort."""
WELGEVORMD = "welgevormde XML"
UNDECLARED = "het voorvoegsel van een naam is niet gedeclareerd als namespace"
UNKNOWN = "de tekenset die het document noemt is niet bekend"
UTF_8 = "UTF-8"
OTHER = "de tekens passen niet bij de tekenset die het document noemt"
WRONGLY_NAMED = "het document noemt zich {naam} en is dat niet"
IN_UTF_8 = "het document bewaard als UTF-8, of zonder encoding in de eerste regel"
UNFINISHED = "het document houdt op voordat alle elementen zijn afgesloten"
LOOSE = "een '<' of '&' staat los"
DECLARATION = "de XML-declaratie op de eerste regel klopt niet"
DOCTYPE = "een documenttypedeclaratie (DOCTYPE) is niet toegestaan"
ZONDER_DOCTYPE = "een document zonder DOCTYPE"
NUMBER = "een teken met een nummer is niet goed geschreven"
ENTITY = "een entiteit is hier niet toegestaan"
RESERVED = (
    "een namespace met het voorvoegsel xml of xmlns, of met een leeg adres, kan niet worden gedeclareerd"
)
NOT_CLOSED = "bij een attribuut ontbreekt het aanhalingsteken aan het eind van de waarde"
ADDRESS = "het adres van een namespace is geen geldige URI"
COLON = "een naam bevat een dubbele punt op een verkeerde plaats"
NO_END = "het document houdt op in een tag, of een tag is niet afgesloten met >"
QUOTE = "bij een attribuut ontbreekt een aanhalingsteken of een spatie"
NO_VALUE = "een attribuut heeft geen waarde"

EXPECTED = {
    "het begint niet met een element": WELGEVORMD,
    UNKNOWN: UTF_8,
    OTHER: UTF_8,
    DECLARATION: '<?xml version="1.0" encoding="UTF-8"?>',
    "het document noemt een andere versie van XML dan 1.0": '<?xml version="1.0"?>',
    "de XML-declaratie staat niet helemaal vooraan": "niets voor <?xml",
    "hier staat een teken dat in XML niet mag voorkomen": "tekens die XML toelaat",
    NUMBER: "het teken zelf, of zoiets als &#233;",
    UNFINISHED: "een afsluitende tag voor elk element",
    NO_END: "> aan het eind van de tag",
    "een element wordt met een andere naam afgesloten dan waarmee het begon": "dezelfde naam in beide tags",
    LOOSE: "&lt; of &amp;",
    ENTITY: "het teken zelf of zijn nummer",
    "een attribuut staat er tweemaal": "elk attribuut eenmaal",
    QUOTE: 'zoiets als naam="waarde"',
    NOT_CLOSED: 'zoiets als naam="waarde"',
    NO_VALUE: 'zoiets als naam="waarde"',
    "in commentaar mag -- niet voorkomen": "commentaar zonder --",
    "commentaar is niet afgesloten met -->": "--> aan het eind",
    "een CDATA-blok is niet afgesloten met ]]>": "]]> aan het eind",
    "]]> staat in een gewone tekst": "]]&gt;",
    "een verwerkingsinstructie (<?...) heeft geen goede naam": "een naam meteen achter <?",
    "een verwerkingsinstructie (<?...) is niet afgesloten met ?>": "?> aan het eind",
    "het document is te diep genest of bevat een te lange tekst": "minder diepte en kortere teksten",
    UNDECLARED: "een declaratie met xmlns",
    COLON: "een dubbele punt achter een voorvoegsel",
    RESERVED: "een ander voorvoegsel, met een adres",
    ADDRESS: "een adres zonder spaties",
    "na het laatste element hoort niets meer te staan": "een element dat alle andere bevat",
    "xml:space heeft een waarde die XML niet kent": "default of preserve",
    "xml:lang heeft een waarde die XML niet kent": "een taalcode, zoals nl",
    "het document noemt een andere tekenset dan die waarin het is bewaard": UTF_8,
    DOCTYPE: ZONDER_DOCTYPE,
    BROKEN: WELGEVORMD,
}
"""By sentence: what would have been right."""
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
    "het document noemt een andere versie van XML dan 1.0": (
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
    NO_END: ("ERR_GT_REQUIRED",),
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
    ENTITY: (
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
    QUOTE: (
        "ERR_ATTRIBUTE_NOT_STARTED",
        "ERR_SPACE_REQUIRED",
    ),
    NOT_CLOSED: ("ERR_ATTRIBUTE_NOT_FINISHED",),
    NO_VALUE: ("ERR_ATTRIBUTE_WITHOUT_VALUE",),
    "in commentaar mag -- niet voorkomen": ("ERR_HYPHEN_IN_COMMENT",),
    "commentaar is niet afgesloten met -->": ("ERR_COMMENT_NOT_FINISHED", "ERR_COMMENT_ABRUPTLY_ENDED"),
    "een CDATA-blok is niet afgesloten met ]]>": ("ERR_CDATA_NOT_FINISHED",),
    "]]> staat in een gewone tekst": ("ERR_MISPLACED_CDATA_END",),
    "een verwerkingsinstructie (<?...) heeft geen goede naam": ("ERR_PI_NOT_STARTED",),
    "een verwerkingsinstructie (<?...) is niet afgesloten met ?>": ("ERR_PI_NOT_FINISHED",),
    "het document is te diep genest of bevat een te lange tekst": (
        "ERR_RESOURCE_LIMIT",
        "ERR_NAME_TOO_LONG",
        "ERR_NO_MEMORY",
        "IO_BUFFER_FULL",
    ),
    UNDECLARED: ("NS_ERR_UNDEFINED_NAMESPACE",),
    COLON: ("NS_ERR_QNAME", "NS_ERR_COLON"),
    RESERVED: ("NS_ERR_XML_NAMESPACE", "NS_ERR_EMPTY", "ERR_NS_DECL_ERROR"),
    ADDRESS: (
        "WAR_NS_URI",
        "WAR_NS_URI_RELATIVE",
        "WAR_NS_COLUMN",
        "ERR_INVALID_URI",
    ),
    "na het laatste element hoort niets meer te staan": ("ERR_DOCUMENT_END", "ERR_EXTRA_CONTENT"),
    "xml:space heeft een waarde die XML niet kent": ("WAR_SPACE_VALUE",),
    "xml:lang heeft een waarde die XML niet kent": ("WAR_LANG_VALUE",),
    "het document noemt een andere tekenset dan die waarin het is bewaard": ("WAR_ENCODING_MISMATCH",),
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
