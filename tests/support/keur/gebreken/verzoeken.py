"""Requests that are taken although they have to be refused."""

from dataclasses import replace

from lxml import etree

from tests.support.keur.berichten import LG, Verzoek, element, erbij, tekst, weg, xpath
from tests.support.keur.gebrek import Gebrek, OpVerzoek, neemt
from tests.support.schools.builders import JAAR, SCHOOL

ORDER = ("schooljaar", "brincode", "dependancecode", "schoolkey", "xsdversie")


def _op_volgorde(root: etree._Element) -> None:
    for message in xpath(root, "//lg:leerlinggegevens_verzoek"):
        for name in ORDER:
            message.extend(message.findall(f"{LG}{name}"))


def _naar_school(root: etree._Element) -> None:
    tekst("//lg:brincode", str(SCHOOL.brincode))(root)
    tekst("//lg:dependancecode", SCHOOL.dependancecode)(root)


def _jaar_erbij(root: etree._Element) -> None:
    for message in xpath(root, "//lg:leerlinggegevens_verzoek"):
        message.insert(0, element(f"<lg:schooljaar>{JAAR}</lg:schooljaar>"))


def _school_erbij(root: etree._Element) -> None:
    for key in xpath(root, "//lg:schoolkey"):
        key.addprevious(element(f"<lg:brincode>{SCHOOL.brincode}</lg:brincode>"))
        key.addprevious(element(f"<lg:dependancecode>{SCHOOL.dependancecode}</lg:dependancecode>"))
        key.getparent().remove(key)


def _als_alles_in_een(root: etree._Element) -> None:
    for message in xpath(root, "//lg:onbekend_verzoek"):
        message.tag = f"{LG}leerlinggegevens_verzoek"


def _als_soap_1_1(verzoek: Verzoek) -> Verzoek:
    body = verzoek.body.replace(
        b"http://www.w3.org/2003/05/soap-envelope", b"http://schemas.xmlsoap.org/soap/envelope/"
    )
    return replace(verzoek, body=body)


def _met_sleutel(naam: str, zin: str, gevallen: str, als: str) -> Gebrek:
    """The double opens the school where ``als`` holds, as if the right key had come along."""

    def on_request(verzoek: Verzoek) -> Verzoek:
        if not verzoek.has(als):
            return verzoek
        header = (
            "<soap:Header><aut:autorisatie>"
            f"<aut:autorisatiesleutel>{verzoek.sleutel}</aut:autorisatiesleutel>"
            "<aut:klantcode>U1</aut:klantcode><aut:klantnaam>Uitgeverij &amp; Zn.</aut:klantnaam>"
            "</aut:autorisatie></soap:Header>"
        )

        def edit(root: etree._Element) -> None:
            weg("/soap:Envelope/soap:Header")(root)
            root.insert(0, element(header))

        return verzoek.edited(edit)

    return Gebrek(naam=naam, zin=zin, gevallen=frozenset(gevallen.split()), verzoek=on_request)


def _leest_entiteiten(names: bytes) -> OpVerzoek:
    """Documents with an entity are read, with what the entity stands for."""

    def on_request(verzoek: Verzoek) -> Verzoek:
        if names not in verzoek.body:
            return verzoek
        reading = etree.XMLParser(resolve_entities=True, load_dtd=True)
        return replace(verzoek, body=etree.tostring(etree.fromstring(verzoek.body, reading)))

    return on_request


VORM = (
    neemt(
        "jaar-vorm",
        "Een schooljaar in een andere vorm wordt begrepen.",
        "verzoek-schooljaar-vorm",
        tekst("//lg:schooljaar", str(JAAR)),
        als="//lg:schooljaar = '26-27'",
    ),
    neemt(
        "jaar-leeg",
        "Een leeg schooljaar is het huidige.",
        "verzoek-schooljaar-leeg",
        tekst("//lg:schooljaar[not(text())]", str(JAAR)),
    ),
    neemt(
        "jaar-weg",
        "Zonder schooljaar wordt het huidige genomen.",
        "verzoek-schooljaar-weg",
        _jaar_erbij,
        als="not(//lg:schooljaar)",
    ),
    neemt(
        "jaar-sprong",
        "Een schooljaar van duizend jaar wordt genomen.",
        "verzoek-schooljaar-sprong",
        tekst("//lg:schooljaar", str(JAAR)),
        als="//lg:schooljaar = '1000-2999'",
    ),
    neemt(
        "jaar-genegeerd",
        "Elk schooljaar geeft het huidige.",
        "verzoek-ander-jaar",
        tekst("//lg:schooljaar", str(JAAR)),
        als="//lg:schooljaar = '1991-1992'",
    ),
    neemt(
        "brincode-klein",
        "Een brincode in kleine letters wordt genomen.",
        "verzoek-brincode-klein",
        tekst("//lg:brincode", lambda code: code.upper()),
    ),
    neemt(
        "brincode-ongekeurd",
        "Naar een brincode die er geen kan zijn wordt gezocht.",
        "verzoek-brincode-vorm",
        tekst("//lg:brincode[string-length(.) > 4]", "00ZZ"),
    ),
    neemt(
        "dependancecode-ongekeurd",
        "Naar een dependancecode die er geen kan zijn wordt gezocht.",
        "verzoek-dependancecode-vorm",
        tekst("//lg:dependancecode[string-length(.) = 1]", "99"),
    ),
    neemt(
        "brincode-en-schoolkey",
        "Van een brincode en een schoolkey tegelijk telt de eerste.",
        "verzoek-brincode-en-schoolkey",
        weg("//lg:brincode/following-sibling::lg:schoolkey"),
    ),
    neemt(
        "versie-weg",
        "Zonder xsdversie wordt 2.2 genomen.",
        "verzoek-zonder-versie",
        erbij("//lg:leerlinggegevens_verzoek[not(lg:xsdversie)]", "<lg:xsdversie>2.2</lg:xsdversie>"),
    ),
    neemt(
        "versie-onbekend",
        "Een onbekende versie wordt als 2.2 beantwoord.",
        "versie-onbekend",
        tekst("//lg:xsdversie", "2.2"),
        als="//lg:xsdversie = '9.9'",
    ),
    neemt(
        "element-onbekend",
        "Een onbekend element wordt overgeslagen.",
        "verzoek-onbekend-element",
        weg("//lg:anders"),
    ),
    neemt(
        "volgorde-vrij",
        "Elementen mogen in elke volgorde staan.",
        "verzoek-volgorde",
        _op_volgorde,
        als="//lg:xsdversie/following-sibling::lg:dependancecode",
    ),
    neemt(
        "moment-vorm",
        "Een moment dat er geen is wordt overgeslagen.",
        "sinds-geen-datum",
        weg("//lg:laatstontvangengegevens[contains(., ' ')]"),
    ),
    neemt(
        "moment-leeg",
        "Een leeg moment telt als geen moment.",
        "sinds-leeg",
        weg("//lg:laatstontvangengegevens[not(text())]"),
    ),
    neemt(
        "groepen-weg",
        "Een verzoek om leerlingen zonder groepen wordt genomen.",
        "getrapt-zonder-groepen",
        erbij("//lg:leerlingen_verzoek[not(lg:groepen)]", "<lg:groepen><lg:groep/></lg:groepen>"),
    ),
    neemt(
        "structuur-met-groepen",
        "Een structuurverzoek met groepen wordt genomen.",
        "getrapt-structuur-met-groepen",
        weg("//lg:structuur_verzoek/lg:groepen"),
    ),
    neemt(
        "bewerking-geraden",
        "Een onbekende bewerking wordt als alles in één gelezen.",
        "verzoek-onbekende-bewerking",
        _als_alles_in_een,
    ),
)
TOEGANG = (
    _met_sleutel(
        "open-zonder-header",
        "Zonder header gaat de school open.",
        "sleutel-geen-header resultaten-zonder-header",
        "/soap:Envelope[not(.//aut:autorisatie)]",
    ),
    _met_sleutel(
        "open-zonder-sleutel",
        "Zonder sleutel gaat de school open.",
        "sleutel-ontbreekt",
        "//aut:autorisatie[not(aut:autorisatiesleutel)]",
    ),
    _met_sleutel(
        "open-lege-sleutel",
        "Een lege sleutel opent de school.",
        "sleutel-leeg",
        "//aut:autorisatiesleutel[not(text())]",
    ),
    _met_sleutel(
        "open-verkeerde-sleutel",
        "Elke sleutel opent de school.",
        "sleutel-fout sleutel-geen-detail resultaten-sleutel-fout",
        "//aut:autorisatiesleutel = 'geen-bestaande-sleutel'",
    ),
    neemt(
        "klantnaam-genegeerd",
        "Naar de klantnaam wordt niet gekeken.",
        "sleutel-klantnaam",
        tekst("//aut:klantnaam", "Uitgeverij & Zn."),
        als="not(//aut:klantnaam = 'Andere uitgever')",
    ),
    neemt(
        "klantcode-genegeerd",
        "Naar de klantcode wordt niet gekeken.",
        "sleutel-klantcode resultaten-klantcode",
        tekst("//aut:klantcode", "U1"),
        als="not(//aut:klantcode = 'U2')",
    ),
    neemt(
        "school-onbekend",
        "Een school die er niet is geeft de eigen school.",
        "sleutel-school-onbekend sleutel-geen-verschil",
        _naar_school,
        als="//lg:brincode = '00ZZ'",
    ),
    neemt(
        "schoolkey-genegeerd",
        "Een schoolkey die er niet is geeft de eigen school.",
        "sleutel-schoolkey",
        _school_erbij,
        als="//lg:schoolkey = 'bestaat-niet'",
    ),
)
XML = (
    Gebrek(
        naam="doctype",
        zin="Een documenttypedeclaratie wordt gelezen.",
        gevallen=frozenset({"xml-doctype"}),
        verzoek=_leest_entiteiten(b'ENTITY jaar "'),
    ),
    Gebrek(
        naam="bestand",
        zin="Een bestand van de server wordt gelezen.",
        gevallen=frozenset({"xml-bestand"}),
        verzoek=_leest_entiteiten(b"SYSTEM"),
    ),
    Gebrek(
        naam="soap-1-2",
        zin="SOAP 1.2 wordt genomen.",
        gevallen=frozenset({"xml-soap-1-2"}),
        verzoek=_als_soap_1_1,
    ),
    neemt(
        "mustunderstand",
        "Een verplichte header die onbekend is wordt overgeslagen.",
        "xml-mustunderstand",
        weg("//*[@soap:mustUnderstand]"),
    ),
)
GEBREKEN = VORM + TOEGANG + XML
