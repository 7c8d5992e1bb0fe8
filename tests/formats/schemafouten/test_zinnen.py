"""What libxml2 says of a broken rule, in words: what is wrong and what was expected, of each kind."""

import pytest

from uwlr_service.formats.schemafouten.zinnen import sentence_and_expected
from uwlr_service.formats.verwachting import IETS, NAAMLOOS, VORM

NS = "{urn:x}"
HEAD = f"Element '{NS}veld': "


@pytest.mark.parametrize(
    ("kind", "message", "tekst", "verwacht"),
    [
        (
            "SCHEMAV_CVC_FRACTIONDIGITS_VALID",
            "[facet 'fractionDigits'] The value '1.234' has more fractional digits than are allowed ('1').",
            "'veld' heeft te veel decimalen",
            "een getal van hoogstens 1 cijfer achter de punt",
        ),
        (
            "SCHEMAV_CVC_TOTALDIGITS_VALID",
            "[facet 'totalDigits'] The value '123' has more digits than are allowed ('2').",
            "'veld' heeft te veel cijfers",
            "een getal van hoogstens 2 cijfers",
        ),
        (
            "SCHEMAV_CVC_MINEXCLUSIVE_VALID",
            "[facet 'minExclusive'] The value '0' must be greater than '0'.",
            "'veld' is te laag",
            "een getal, hoger dan 0",
        ),
        (
            "SCHEMAV_CVC_MAXEXCLUSIVE_VALID",
            "[facet 'maxExclusive'] The value '9' must be less than '9'.",
            "'veld' is te hoog",
            "een getal, lager dan 9",
        ),
        (
            "SCHEMAV_CVC_PATTERN_VALID",
            r"[facet 'pattern'] The value 'x' is not accepted by the pattern '(a|b)\d+'.",
            "'veld' heeft niet de juiste vorm",
            VORM,
        ),
        (
            "SCHEMAV_CVC_PATTERN_VALID",
            "[facet 'pattern'] cut off in the middle",
            "'veld' heeft niet de juiste vorm",
            VORM,
        ),
        (
            "SCHEMAV_CVC_FACET_VALID",
            "some other facet",
            "'veld' heeft een waarde die niet is toegestaan",
            VORM,
        ),
        (
            "SCHEMAV_CVC_DATATYPE_VALID_1_2_1",
            "'x' is not a valid value of the atomic type 'xs:language'.",
            "'veld' heeft niet de juiste vorm",
            "een taalcode, zoals nl",
        ),
        (
            "SCHEMAV_CVC_DATATYPE_VALID_1_2_3",
            "'x' is not a valid value of the local union type.",
            "'veld' heeft niet de juiste vorm",
            NAAMLOOS,
        ),
        (
            "SCHEMAV_CVC_IDC",
            "No match found for key-sequence ['K9'] of keyref '{urn:x}eigen'.",
            "'veld' verwijst naar 'K9', en dat staat niet in het document",
            "een key die in het document staat",
        ),
        (
            "SCHEMAV_CVC_IDC",
            "Not all fields of key identity-constraint '{urn:x}eigen' evaluate to a node.",
            "'veld' heeft geen (geldige) key",
            "een key",
        ),
        ("SCHEMAV_CVC_COMPLEX_TYPE_4", "something", "in 'veld' ontbreekt een attribuut: ", "het attribuut "),
        (
            "SCHEMAV_CVC_ELT_4_2",
            "no value",
            "het xsi:type is niet bekend",
            "een xsi:type uit het schema, of geen xsi:type",
        ),
        (
            "SCHEMAV_ELEMENT_CONTENT",
            "This element is not expected. Expected is ( ##other{urn:y}* ).",
            "'veld' staat hier niet op zijn plaats",
            "hier geen element meer",
        ),
        ("SCHEMAV_NIEUW", "something of a later libxml2", "'veld' voldoet niet aan het schema", IETS),
    ],
)
def test_a_broken_rule_has_words(kind: str, message: str, tekst: str, verwacht: str) -> None:
    assert sentence_and_expected(kind, HEAD + message) == (tekst, verwacht)


def test_a_message_that_names_no_element_has_words_too() -> None:
    told = sentence_and_expected("SCHEMAV_CVC_COMPLEX_TYPE_3_2_1", "something")
    assert told == ("het attribuut '' is hier niet toegestaan", "het element zonder dit attribuut")
