"""The header ``autorisatie`` is judged by its schema: text in three elements, and nothing else."""

import pytest
from lxml import etree

from tests.support.messages.soap import header
from uwlr_service.domain.fouten import AutorisatieOngeldig
from uwlr_service.domain.uwlr.verzoek import Autorisatie
from uwlr_service.formats import parsing
from uwlr_service.formats.uwlr.autorisatie import read_autorisatie
from uwlr_service.formats.uwlr.namespaces import AUTORISATIE, SOAP, WSU, XSI

VELDEN = ("autorisatiesleutel", "klantcode", "klantnaam")
PLAIN = header("SLEUTEL", "KLANTCODE", "KLANTNAAM")
XINCLUDE = '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="/etc/hostname" parse="text"/>'


def read(message: str) -> Autorisatie:
    return read_autorisatie([parsing.parse(message.encode())])


def refusal(message: str) -> str:
    with pytest.raises(AutorisatieOngeldig) as refused:
        read(message)
    return refused.value.faultstring


def altered(veld: str, value: str, tag: str = "") -> str:
    """The header with another content, or another opening tag, of one of its elements."""
    plain = f"<a:{veld}>{veld.removeprefix('autorisatie').upper()}</a:{veld}>"
    assert plain in PLAIN
    return PLAIN.replace(plain, f"<{tag or f'a:{veld}'}>{value}</a:{veld}>")


@pytest.mark.parametrize("veld", VELDEN)
@pytest.mark.parametrize("inner", ["<x/>", "<x/>junk", "<x>junk</x>", "<a:klantcode/>", XINCLUDE])
def test_an_element_within_a_value_is_refused(veld: str, inner: str) -> None:
    value = veld.removeprefix("autorisatie").upper()
    for content in (value + inner, inner + value, value[:3] + inner + value[3:]):
        assert f"'{veld}'" in refusal(altered(veld, content))


@pytest.mark.parametrize("veld", VELDEN)
@pytest.mark.parametrize("inner", ["<!-- -->", "<?pi?>", "<![CDATA[]]>"])
def test_what_is_no_element_joins_within_a_value(veld: str, inner: str) -> None:
    value = veld.removeprefix("autorisatie").upper()
    assert read(altered(veld, value[:3] + inner + value[3:])) == read(PLAIN)


@pytest.mark.parametrize("veld", VELDEN)
@pytest.mark.parametrize(
    "attribute", ["rol='x'", f"xmlns:b='{AUTORISATIE}' b:rol='x'", "xmlns:b='urn:x' b:x='1'"]
)
def test_an_attribute_that_the_schema_does_not_know_is_refused(veld: str, attribute: str) -> None:
    value = veld.removeprefix("autorisatie").upper()
    assert "onbekend attribuut" in refusal(altered(veld, value, f"a:{veld} {attribute}"))


@pytest.mark.parametrize(
    "attribute",
    [
        f"xmlns:s='{SOAP}' s:mustUnderstand='1'",
        f"xmlns:s='{SOAP}' s:encodingStyle='http://schemas.xmlsoap.org/soap/encoding/'",
        f"xmlns:i='{XSI}' i:schemaLocation='urn:x x.xsd'",
        f"xmlns:u='{WSU}' u:Id='id-1'",
    ],
)
def test_the_attributes_of_toolkits_are_passed_over(attribute: str) -> None:
    assert read(PLAIN.replace("<a:autorisatie ", f"<a:autorisatie {attribute} ", 1)) == read(PLAIN)


def test_text_between_the_elements_is_refused_and_white_space_is_not() -> None:
    assert "tekst buiten de elementen" in refusal(PLAIN.replace("<a:klantcode>", "junk<a:klantcode>"))
    assert "tekst buiten de elementen" in refusal(PLAIN.replace("</a:autorisatie>", "junk</a:autorisatie>"))
    assert read(PLAIN.replace("<a:klantcode>", "\n  <a:klantcode>")) == read(PLAIN)


@pytest.mark.parametrize("veld", VELDEN)
def test_an_element_twice_not_there_or_in_another_namespace_is_refused(veld: str) -> None:
    value = veld.removeprefix("autorisatie").upper()
    plain = f"<a:{veld}>{value}</a:{veld}>"
    for other in (
        plain * 2,
        "",
        f"<{veld}>{value}</{veld}>",
        f'<b:{veld} xmlns:b="urn:x">{value}</b:{veld}>',
    ):
        assert f"'{veld}'" in refusal(PLAIN.replace(plain, other))
    extra = PLAIN.replace(plain, f"{plain}<a:extra/>")
    assert "onbekend element" in refusal(extra)


def test_an_element_that_was_not_parsed_here_is_read_too() -> None:
    assert read_autorisatie([etree.fromstring(PLAIN)]).klantnaam == "KLANTNAAM"


def elsewhere(*headers: str, body: str = "<a/>") -> str:
    """The refusal of a message with these headers."""
    with pytest.raises(AutorisatieOngeldig) as refused:
        read_autorisatie([etree.fromstring(header) for header in headers], etree.fromstring(body))
    return refused.value.faultstring


BARE = PLAIN.replace("a:", "").replace(f' xmlns:a="{AUTORISATIE}"', "")
IN_IT = f"verwacht: in de namespace {AUTORISATIE}"


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ((), f"ontbreekt; verwacht: in de SOAP Header autorisatie in de namespace {AUTORISATIE}, met daarin"),
        (("<x/>",), "ontbreekt; verwacht: in de SOAP Header"),
        ((BARE,), f"De header 'autorisatie' staat in geen namespace; {IN_IT}"),
        ((PLAIN.replace("/2/", "/1/"),), f"/leerresultaten/1/autorisatie; {IN_IT}"),
        ((PLAIN.replace("/2/", "/3/"),), f"/leerresultaten/3/autorisatie; {IN_IT}"),
        ((PLAIN.replace("autorisatie'", "autorisaties'").replace('autorisatie"', 'autorisatei"'),), IN_IT),
        (
            (
                PLAIN.replace("a:autorisatie ", "a:Autorisatie ").replace(
                    "/a:autorisatie>", "/a:Autorisatie>"
                ),
            ),
            "heet 'Autorisatie'",
        ),
        (
            (f"<msgpHeader>{PLAIN}</msgpHeader>",),
            "staat binnen 'msgpHeader'; verwacht: rechtstreeks in de SOAP",
        ),
        ((f"<w><x/><y>{BARE}</y></w>",), "staat binnen 'w'; verwacht: rechtstreeks"),
        (("<autorisatiesleutel>k</autorisatiesleutel>", "<klantcode/>"), "'autorisatiesleutel' staat los"),
        ((PLAIN, PLAIN), "komt meer dan eens voor; verwacht: precies één"),
        (
            (PLAIN.replace("a:klantnaam", "a:klantNaam"),),
            "staat 'klantNaam'; verwacht: klantnaam in de namespace",
        ),
        (
            (PLAIN.replace("a:klantnaam", "klantnaam"),),
            f"'klantnaam' in de header 'autorisatie' staat in geen namespace; {IN_IT}",
        ),
        (
            (PLAIN.replace("a:klantnaam", "a:zork"),),
            "ontbreekt het element 'klantnaam'; verwacht: autorisatiesleutel, k",
        ),
        ((PLAIN.replace("KLANTNAAM", " "),), "'klantnaam' in de header 'autorisatie' is leeg"),
        (
            (PLAIN.replace("</a:autorisatie>", "<a:zork/></a:autorisatie>"),),
            "onbekend element 'zork'; verwacht: alleen",
        ),
    ],
)
def test_a_header_that_is_not_recognised_is_told_how_it_should_be(
    headers: tuple[str, ...], words: str
) -> None:
    told = elsewhere(*headers)
    assert words in told
    assert "SLEUTEL" not in told


def test_a_header_in_the_body_is_told_so() -> None:
    assert "staat in de SOAP Body; verwacht: in de SOAP Header" in elsewhere(body=f"<a>{PLAIN}</a>")


def test_no_more_is_looked_at_than_a_sender_needs() -> None:
    many = f"<w>{'<x/>' * 2_000}{PLAIN}</w>"
    assert "ontbreekt" in elsewhere(many, "<v/>", body=many)
