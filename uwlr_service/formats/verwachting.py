"""What a schema would have accepted where it refused something, in Dutch words and never as a pattern."""

import re
from collections.abc import Callable, Sequence

from uwlr_service.domain.tekst import opsomming

LONGEST_LIST = 40
"""Values that are written out; of a longer list the first are named."""
SOME = 3
SCHOOLJAAR = "twee opeenvolgende jaren als JJJJ-JJJJ, zoals 2026-2027"
DATUM = "een datum als JJJJ-MM-DD, zoals 2026-11-14"
MOMENT = "een moment als JJJJ-MM-DDTuu:mm:ss, zoals 2026-11-14T12:12:12+01:00"
JANEE = "true of false"
GETAL = "een getal, met een punt voor de decimalen"
HEEL_GETAL = "een heel getal"
TEKST = "een tekst"
NAAMLOOS = "een waarde van het type dat het schema hier noemt"
VORM = "de vorm die het schema voorschrijft"
IETS = "wat het schema voorschrijft"
GEEN_ELEMENT = "hier geen element meer"

PATTERNS = {
    "[0-9]{2}": "twee cijfers",
    "[0-9]{4}": "vier cijfers",
    "[0-9]{9}": "negen cijfers",
    "[0-9]{11}": "elf cijfers",
    "[0-9]{2,6}": "twee tot zes cijfers",
    "[0-9]{2}[A-Z]{2}": "twee cijfers en twee hoofdletters, zoals 99XX",
    "[0-9]{2}[A-Z]{2}[0-9]{0,2}": (
        "twee cijfers, twee hoofdletters en hoogstens twee cijfers, zoals 99XX of 99XX01"
    ),
    "[0-9]{4}[A-Z]{2}": "vier cijfers en twee hoofdletters zonder spatie, zoals 1234AB",
    "[0-9a-f]{64}": "64 cijfers en kleine letters a tot en met f",
    "[0-9]{4}-[0-9]{4}": SCHOOLJAAR,
    "[1-2][0-9]{3}-[1-2][0-9]{3}": SCHOOLJAAR,
    "[0-9]{4}-[0-9]{2}-[0-9]{2}": DATUM,
    r".*(Z|[+\-][0-9]{2}:[0-9]{2})": "een moment met een tijdzone, zoals 2026-11-14T12:12:12+01:00",
    "true|false": JANEE,
    "0|1": "0 of 1",
    r"-?[0-9]{1,6}(\.[0-9]{1,3})?": (
        "een getal van hoogstens zes cijfers, met hoogstens drie decimalen achter een punt, zoals 7.5"
    ),
    r"[A-Z]{2}|\?": "een landcode van twee hoofdletters, zoals NL, of ? voor onbekend",
    "[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}": "een IBAN zonder spaties, in hoofdletters, zoals NL02ABNA0123456789",
}
"""Every pattern in ``xsd/``, with the digits and capitals of any script written as those of ASCII."""

INTEGERS: dict[str, tuple[str | None, str | None]] = {
    "integer": (None, None),
    "nonNegativeInteger": ("0", None),
    "positiveInteger": ("1", None),
    "nonPositiveInteger": (None, "0"),
    "negativeInteger": (None, "-1"),
    "long": (str(-(2**63)), str(2**63 - 1)),
    "int": (str(-(2**31)), str(2**31 - 1)),
    "short": (str(-(2**15)), str(2**15 - 1)),
    "byte": (str(-(2**7)), str(2**7 - 1)),
    "unsignedLong": ("0", str(2**64 - 1)),
    "unsignedInt": ("0", str(2**32 - 1)),
    "unsignedShort": ("0", str(2**16 - 1)),
    "unsignedByte": ("0", str(2**8 - 1)),
}
"""The whole numbers of XML Schema, with the least and the most."""
DECIMALS = ("decimal", "float", "double")
BUILT_IN = {
    "date": DATUM,
    "dateTime": MOMENT,
    "time": "een tijd als uu:mm:ss, zoals 12:12:12",
    "gYear": "een jaar van vier cijfers, zoals 2026",
    "gYearMonth": "een jaar en een maand, zoals 2026-11",
    "gMonthDay": "een maand en een dag, zoals --11-14",
    "gMonth": "een maand, zoals --11",
    "gDay": "een dag, zoals ---14",
    "duration": "een duur, zoals P1DT2H",
    "boolean": JANEE,
    "anyURI": "een adres (URI)",
    "language": "een taalcode, zoals nl",
    "QName": "een naam met een bekend voorvoegsel",
    "base64Binary": "tekens in base64",
    "hexBinary": "een even aantal cijfers en letters a tot en met f",
    "Name": "een naam zonder spaties",
    "NCName": "een naam zonder spaties en dubbele punten",
    "NMTOKEN": "een naam zonder spaties",
    "NMTOKENS": "namen met spaties ertussen",
    "ID": "een naam zonder spaties die verder niet voorkomt",
    "IDREF": "een naam die elders in het document staat",
    "IDREFS": "namen die elders in het document staan",
    "ENTITY": "een naam zonder spaties",
    "NOTATION": "een naam met een bekend voorvoegsel",
}
"""The other types of XML Schema that refuse anything, by their local names."""


def of_built_in(naam: str) -> str:
    """The values that a type of XML Schema itself takes, by its local name."""
    if naam in INTEGERS:
        return of_number(HEEL_GETAL, *INTEGERS[naam])
    if naam in DECIMALS:
        return GETAL
    return BUILT_IN.get(naam, TEKST)


def of_number(soort: str, least: str | None = None, most: str | None = None) -> str:
    """A number between two bounds, each of which it may be."""
    heel = soort == HEEL_GETAL
    if least is not None and most is not None:
        words = f"een heel getal van {least} tot en met {most}"
        if not heel:
            words = f"een getal van {least} tot en met {most}, met een punt voor de decimalen"
    elif least is not None:
        words = f"{soort}, {least} of hoger"
    elif most is not None:
        words = f"{soort}, {most} of lager"
    else:
        words = soort
    return words


def of_patterns(patterns: Sequence[str]) -> str:
    """A text that has the form of one of these patterns."""
    words = [PATTERNS.get(_plain(pattern), VORM) for pattern in patterns]
    return " of ".join(dict.fromkeys(words))


def _plain(pattern: str) -> str:
    return pattern.replace(r"\p{Nd}", "[0-9]").replace(r"\p{Lu}", "[A-Z]").replace("[0-9]{1}", "[0-9]")


def of_length(words: str, aantal: int) -> str:
    """A number of characters; ``words`` say whether that is the least or the most."""
    if aantal == 1:
        return f"{words} 1 teken"
    return f"{words} {aantal} tekens"


def of_lengths(least: int | None, most: int | None) -> str:
    """A text whose length has these bounds."""
    if least is not None and most is not None:
        words = f"{least} tot en met {most} tekens"
        if least == most:
            words = of_length("precies", most)
        return words
    if most is not None:
        return of_length("hoogstens", most)
    if least is not None:
        return of_length("minstens", least)
    return TEKST


def one_of(values: Sequence[str]) -> str:
    """One of these values; of a long list the first few are named."""
    if len(values) > LONGEST_LIST:
        if all(_is_schooljaar(value) for value in values):
            return f"{SCHOOLJAAR}, van {values[0]} tot en met {values[-1]}"
        codes = [value for value in values if value.isalnum()] or list(values)
        return f"een van de {len(values)} waarden uit de codelijst, zoals {', '.join(codes[:SOME])}"
    return opsomming(values)


def _is_schooljaar(value: str) -> bool:
    first, _, second = value.partition("-")
    return first.isdecimal() and second.isdecimal()


def of_digits(aantal: str, where: str = "") -> str:
    """A number with so many digits at most."""
    word = "cijfer" if aantal == "1" else "cijfers"
    return f"een getal van hoogstens {aantal} {word}{where}"


BY_FACET: dict[str, tuple[str, str, Callable[[str], str]]] = {
    "enumeration": (" of the set {'", "'}.", lambda values: one_of(values.split("', '"))),
    "pattern": (" by the pattern '", "'.", lambda pattern: of_patterns([pattern])),
    "length": (" length of '", "'.", lambda aantal: of_length("precies", int(aantal))),
    "minLength": (" length of '", "'.", lambda aantal: of_length("minstens", int(aantal))),
    "maxLength": (" length of '", "'.", lambda aantal: of_length("hoogstens", int(aantal))),
    "minInclusive": (" allowed ('", "').", lambda least: of_number("een getal", least)),
    "maxInclusive": (" allowed ('", "').", lambda most: of_number("een getal", None, most)),
    "minExclusive": (" than '", "'.", lambda least: f"een getal, hoger dan {least}"),
    "maxExclusive": (" than '", "'.", lambda most: f"een getal, lager dan {most}"),
    "totalDigits": (" allowed ('", "').", of_digits),
    "fractionDigits": (" allowed ('", "').", lambda aantal: of_digits(aantal, " achter de punt")),
}
"""By facet: the text before and after what was expected, at the end of a message, and how to say it."""
HEAD = re.compile(r"Element '[^']*'(?:, attribute '[^']*')?: (?:\[facet '(\w+)'\] )?")


def of_facet(message: str) -> str | None:
    """What a broken facet takes, by what libxml2 says of it; None where it says nothing of a facet.

    A message quotes the value, which may look like the rest of a message. What was expected comes after it,
    so only the end of the message is believed.
    """
    head = HEAD.match(message)
    if head is None or head[1] not in BY_FACET:
        return None
    begin, end, words = BY_FACET[head[1]]
    _, separator, tail = message.rpartition(begin)
    if not separator or not tail.endswith(end):
        return VORM
    return words(tail.removesuffix(end))
