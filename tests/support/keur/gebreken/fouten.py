"""Faults that are not as SOAP 1.1 and the standard want them."""

from collections.abc import Callable
from dataclasses import replace

from lxml import etree

from tests.support.keur.berichten import (
    Antwoord,
    Edit,
    bladzijde,
    erbij,
    fout,
    tekst,
    weg,
    xpath,
)
from tests.support.keur.gebrek import Gebrek, bij_fout, geeft, weigert

KLANT = "Client.OngeldigeKlantIdentificatie"
KLANTGEVALLEN = "sleutel-klantnaam sleutel-klantcode"
VERKEERDE_SLEUTEL = "//aut:autorisatiesleutel = 'geen-bestaande-sleutel'"
HAALT_ALS_EERSTE = "//lg:leerlinggegevens_verzoek and not(//aut:klantcode = 'U2')"
"""The first customer asks for data: others have cases of their own."""
VERSIE_9 = "//lg:xsdversie = '9.9'"


def _klantfout(naam: str, zin: str, change: Callable[[Antwoord], Antwoord]) -> Gebrek:
    """A defect of the form of a fault, in one of the faults only: all go through the same judgement."""
    return bij_fout(naam, zin, KLANTGEVALLEN, KLANT, change, als=HAALT_ALS_EERSTE)


def _anders(edit: Edit) -> Callable[[Antwoord], Antwoord]:
    return lambda antwoord: antwoord.edited(edit)


def _zegt(said: str) -> Callable[[Antwoord], Antwoord]:
    return _anders(tekst("//faultstring", said))


def _in_eigen_namespace(root: etree._Element) -> None:
    for child in xpath(root, "//soap:Fault/*"):
        child.tag = f"{{urn:las}}{child.tag}"


def _code_elders(root: etree._Element) -> None:
    for code in xpath(root, "//faultcode"):
        elsewhere = etree.fromstring(f'<faultcode xmlns:x="urn:las">x:{KLANT}</faultcode>')
        code.getparent().replace(code, elsewhere)


VORM = (
    _klantfout(
        "fout-http-200", "Een fout komt met HTTP 200.", lambda antwoord: replace(antwoord, status=200)
    ),
    _klantfout(
        "fout-http-400", "Een fout komt met HTTP 400.", lambda antwoord: replace(antwoord, status=400)
    ),
    _klantfout(
        "fout-in-namespace", "faultcode en faultstring staan in een namespace.", _anders(_in_eigen_namespace)
    ),
    _klantfout("fout-zonder-prefix", "De foutcode heeft geen prefix.", _anders(tekst("//faultcode", KLANT))),
    _klantfout("fout-code-elders", "De foutcode staat in een andere namespace.", _anders(_code_elders)),
    _klantfout("fout-zonder-tekst", "De faultstring is leeg.", _zegt("")),
    _klantfout("fout-zonder-faultstring", "De faultstring ontbreekt.", _anders(weg("//faultstring"))),
    _klantfout(
        "fout-eigen-element",
        "In de fout staat een eigen element.",
        _anders(erbij("//soap:Fault", "<nummer>17</nummer>")),
    ),
    _klantfout(
        "fout-stacktrace-java",
        "In de fout staat een stacktrace van Java.",
        _zegt("java.lang.NullPointerException at nl.las.Klant.zoek(Klant.java:88)"),
    ),
    _klantfout(
        "fout-stacktrace-php",
        "In de fout staat een stacktrace van PHP.",
        _zegt("Uncaught Error: Call to a member function in /data/www/klant.php:12"),
    ),
    _klantfout(
        "fout-stacktrace-python",
        "In de fout staat een stacktrace van Python.",
        _zegt("Traceback (most recent call last): KeyError"),
    ),
    _klantfout(
        "fout-sql",
        "In de fout staat een opdracht aan de database.",
        _zegt("ORA-00942: SELECT naam FROM klant WHERE code = 'U1'"),
    ),
    _klantfout(
        "fout-pad",
        "In de fout staat een map van de server.",
        _zegt("Niet te openen: /var/lib/las/klanten.db"),
    ),
    _klantfout(
        "fout-pad-windows",
        "In de fout staat een map van een server met Windows.",
        _zegt(r"Niet te openen: C:\inetpub\las\klanten.mdb"),
    ),
    _klantfout("fout-bladzijde", "In plaats van een fout komt er een webpagina.", lambda _: bladzijde(500)),
    _klantfout(
        "fout-zonder-envelop",
        "De fout staat niet in een envelop.",
        lambda antwoord: replace(antwoord, body=b"<Fault><faultcode>Client</faultcode></Fault>"),
    ),
    geeft(
        "fout-detail-over-header",
        "Een fout over de header heeft een detail.",
        "sleutel-geen-detail",
        erbij("//soap:Fault", "<detail><m>x</m></detail>"),
        als=f"{VERKEERDE_SLEUTEL} and {HAALT_ALS_EERSTE}",
    ),
)
CODES = (
    geeft(
        "code-sleutel",
        "Op een verkeerde sleutel komt OngeldigBericht.",
        "sleutel-fout",
        tekst("//faultcode", lambda code: code.replace("AutorisatieOngeldig", "OngeldigBericht")),
        als=f"{VERKEERDE_SLEUTEL} and {HAALT_ALS_EERSTE}",
    ),
    bij_fout(
        "code-klant",
        "Op een verkeerde klant komt AutorisatieOngeldig.",
        KLANTGEVALLEN,
        KLANT,
        lambda _: fout("Client.AutorisatieOngeldig"),
        als=HAALT_ALS_EERSTE,
    ),
    weigert(
        "code-geen-header",
        "Zonder header komt er een interne fout.",
        "sleutel-geen-header",
        lambda verzoek: verzoek.has("//soap:Envelope[not(.//aut:autorisatie)]/soap:Body/lg:*"),
        fout("Server.InterneFout"),
    ),
    geeft(
        "code-versie",
        "Op een onbekende versie komt OngeldigBericht.",
        "versie-onbekend",
        tekst("//faultcode", "soap:Client.OngeldigBericht"),
        als=VERSIE_9,
    ),
    weigert(
        "code-onbekende-bewerking",
        "Op een onbekende bewerking komt een fout van de server.",
        "verzoek-onbekende-bewerking",
        lambda verzoek: b"onbekend_verzoek" in verzoek.body,
        fout("Server"),
    ),
    weigert(
        "code-afgebroken",
        "Een bericht dat ophoudt geeft een leeg antwoord.",
        "xml-afgebroken",
        lambda verzoek: b"<niet-af" in verzoek.body,
        Antwoord(500, {"Content-Type": "text/xml"}, b""),
    ),
    weigert(
        "code-opgeblazen",
        "Een bericht dat zich opblaast legt de dienst plat.",
        "xml-opgeblazen",
        lambda verzoek: b"<!ENTITY i" in verzoek.body,
        bladzijde(503),
    ),
    weigert(
        "code-soap-1-2",
        "Op SOAP 1.2 komt een fout in SOAP 1.2.",
        "xml-soap-1-2",
        lambda verzoek: b"2003/05/soap-envelope" in verzoek.body,
        Antwoord(
            500,
            {"Content-Type": "application/soap+xml"},
            b'<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope">'
            b"<e:Body><e:Fault/></e:Body></e:Envelope>",
        ),
    ),
    weigert(
        "code-mustunderstand",
        "Op een verplichte header die onbekend is komt OngeldigBericht.",
        "xml-mustunderstand",
        lambda verzoek: b"mustUnderstand" in verzoek.body,
    ),
    weigert(
        "code-ander-jaar",
        "Een schooljaar waarvan niets is geeft een fout.",
        "verzoek-ander-jaar",
        lambda verzoek: verzoek.has("//lg:schooljaar = '1991-1992'"),
        fout("Server.InterneFout"),
    ),
    weigert(
        "verraadt-school",
        "De fout over een vreemde school is een andere dan over een school die er niet is.",
        "sleutel-geen-verschil",
        lambda verzoek: verzoek.has(f"//lg:brincode = '99YY' and {HAALT_ALS_EERSTE}"),
        fout("Client.AutorisatieOngeldig", "Deze school is van een andere klant."),
    ),
    geeft(
        "verraadt-school-even-lang",
        "De fout over een vreemde school is even lang, maar in hoofdletters.",
        "sleutel-geen-verschil",
        tekst("//faultstring", lambda said: said.upper()),
        als="//lg:brincode = '99YY'",
    ),
)
GEBREKEN = VORM + CODES
