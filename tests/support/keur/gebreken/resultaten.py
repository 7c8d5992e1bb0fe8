"""Results that are refused although they are right, or taken although they are wrong."""

from lxml import etree

from tests.support.keur.berichten import Antwoord, Verzoek, envelop, fout, tekst, xpath
from tests.support.keur.gebrek import Gebrek, bij_fout, geeft, weigert
from uwlr_service.formats.uwlr.resultaten import BEVESTIGING

BEVESTIGD = envelop(BEVESTIGING.decode())
BRENGT = "//lr:leerresultaten_verzoek"


def bevestigt(naam: str, zin: str, gevallen: str, als: str) -> Gebrek:
    """The double confirms a message for which ``als`` holds, whatever else is wrong with it."""
    return weigert(naam, zin, gevallen, lambda verzoek: verzoek.has(BRENGT) and verzoek.has(als), BEVESTIGD)


def wijst_af(naam: str, zin: str, gevallen: str, als: str, code: str = "Client.OngeldigBericht") -> Gebrek:
    """The double refuses a message with results for which ``als`` holds."""
    return weigert(naam, zin, gevallen, lambda verzoek: verzoek.has(BRENGT) and verzoek.has(als), fout(code))


class Geheugen:
    """What the double remembers of the results that it confirmed, and of those that it refused."""

    def __init__(self, *, of_refused: bool = False) -> None:
        self._of_refused = of_refused
        self._known: dict[str, Verzoek] = {}

    def earlier(self, verzoek: Verzoek, antwoord: Antwoord) -> Verzoek | None:
        """The last message about the same result; remembers this one."""
        if not verzoek.has(BRENGT):
            return None
        key = str(xpath(verzoek.root, "string(//lr:resultaat/@key)"))
        earlier = self._known.get(key)
        if bool(antwoord.code) is self._of_refused:
            self._known[key] = verzoek
        return earlier


def _onthoudt(naam: str, zin: str, gevallen: str, differs: str, instead: Antwoord, **memory: bool) -> Gebrek:
    """The double answers otherwise to a result that it knows and of which ``differs`` is another value."""
    geheugen = Geheugen(**memory)

    def on_answer(verzoek: Verzoek, antwoord: Antwoord) -> Antwoord:
        earlier = geheugen.earlier(verzoek, antwoord)
        if earlier is None or not _differ(earlier.root, verzoek.root, differs):
            return antwoord
        return instead

    return Gebrek(naam=naam, zin=zin, gevallen=frozenset(gevallen.split()), antwoord=on_answer)


def _differ(earlier: etree._Element | None, later: etree._Element | None, path: str) -> bool:
    return bool(not path or xpath(earlier, f"string({path})") > xpath(later, f"string({path})"))


GOED = (
    geeft(
        "wit-in-bevestiging",
        "In de bevestiging staat een spatie.",
        "resultaten-een",
        tekst("//lr:leerresultaten_bevestiging", " "),
    ),
    wijst_af(
        "veel-geweigerd",
        "Een bericht met meer dan tien resultaten wordt geweigerd.",
        "resultaten-veel",
        "count(//lr:resultaat) > 10",
    ),
    _onthoudt(
        "herhaling-geweigerd",
        "Een key die er al is wordt geweigerd.",
        "resultaten-nog-eens resultaten-gewijzigd resultaten-ouder",
        "",
        fout("Client.OngeldigBericht"),
    ),
    wijst_af(
        "wijziging-geweigerd",
        "Wie een score verhoogt wordt geweigerd.",
        "resultaten-gewijzigd",
        "count(//lr:score) = 1 and //lr:score = 9",
    ),
    _onthoudt(
        "ouder-geweigerd",
        "Een bericht dat ouder is dan het vorige over dezelfde key wordt geweigerd.",
        "resultaten-ouder",
        "//lr:aanmaakdatum",
        fout("Client.OngeldigBericht"),
    ),
    bevestigt(
        "key-verhuist",
        "Een key mag naar een andere leerling verhuizen.",
        "resultaten-key-van-ander",
        "contains(//lr:resultaat/@key, 'key-van-ander')",
    ),
    _onthoudt(
        "half-opgeslagen",
        "Van een geweigerd bericht blijft de eerste helft staan.",
        "resultaten-half",
        "count(//lr:toetsafname)",
        fout("Client.OngeldigBericht"),
        of_refused=True,
    ),
    wijst_af(
        "eckid-geweigerd",
        "Een eckid bij een resultaat wordt geweigerd.",
        "resultaten-eckid",
        "//lr:eckid[../lr:leerlingid = 'L1']",
    ),
    wijst_af(
        "losse-toets-geweigerd",
        "Een definitie zonder resultaat wordt geweigerd.",
        "resultaten-losse-toets",
        "//lr:toets[not(lr:toetscode = //lr:resultaat/lr:toetscode)]",
    ),
    wijst_af(
        "vocabulaire-geweigerd",
        "Een onbekende vocabulaire wordt geweigerd.",
        "resultaten-vocabulaire-onbekend",
        "//@vocabulaire",
        "Client.VocabulaireTermOngeldig",
    ),
    wijst_af(
        "resultaten-2-1",
        "Resultaten in 2.1 geven een fout van de server.",
        "resultaten-versie-2-1",
        "//lr:xsdversie = '2.1'",
        "Server.InterneFout",
    ),
    wijst_af(
        "resultaten-2-3",
        "Resultaten in 2.3 geven een fout van de server.",
        "resultaten-versie-2-3",
        "//lr:xsdversie = '2.3'",
        "Server.InterneFout",
    ),
)
NEEMT = {
    "leerling-onbekend": (
        "Een resultaat van een onbekende leerling wordt aangenomen.",
        "starts-with(//lr:leerlingid, 'KEUR-')",
    ),
    "leerling-weg": ("Een afname zonder leerling wordt aangenomen.", "not(//lr:leerlingid)"),
    "leerlingen-door-elkaar": ("Naar leerlingid wordt niet gekeken als er een eckid is.", "//lr:eckid"),
    "score-decimaal": ("Een score met een komma wordt afgerond.", "contains(//lr:score, '.')"),
    "score-letter": ("Een score die geen getal is telt als nul.", "//lr:score = 'X'"),
    "score-negatief": ("Een score onder nul wordt aangenomen.", "//lr:score < 0"),
    "score-groot": ("Een score die te groot is wordt afgekapt.", "string-length(//lr:score) > 20"),
    "zonder-uitslag": (
        "Een resultaat zonder uitslag wordt aangenomen.",
        "//lr:resultaat[not(lr:score or lr:osoresultaat or lr:anderresultaat)]",
    ),
    "zonder-key": ("Een resultaat zonder key krijgt er een van het LAS.", "//lr:resultaat[not(@key)]"),
    "dubbele-key": (
        "Van twee resultaten met dezelfde key telt het laatste.",
        "//lr:resultaat/@key = //lr:resultaat/preceding-sibling::lr:resultaat/@key",
    ),
    "zonder-toets": (
        "Een resultaat van een onbekende toets wordt aangenomen.",
        "//lr:resultaat[not(lr:toetscode = //lr:toets/lr:toetscode)][//lr:toets]",
    ),
    "zonder-toetsen": ("Een bericht zonder toetsen wordt aangenomen.", "not(//lr:toetsen)"),
    "dubbele-toets": (
        "Van twee definities met dezelfde code telt de laatste.",
        "//lr:toets/lr:toetscode = //lr:toets/preceding-sibling::lr:toets/lr:toetscode",
    ),
    "onderdeel-onbekend": (
        "Een onderdeel dat de toets niet heeft wordt aangenomen.",
        "//lr:resultaat/lr:toetsonderdeelcode",
    ),
    "norm-omgekeerd": (
        "Een norm die eindigt voor hij begint wordt aangenomen.",
        "//lr:norm[lr:beginnormwaarde > lr:eindnormwaarde]",
    ),
    "normen-overlappen": ("Normen die overlappen worden aangenomen.", "count(//lr:norm) > 1"),
    "oso-leeg": ("Een leeg osoresultaat wordt aangenomen.", "//lr:osoresultaat[not(*)]"),
    "anderresultaat": ("Elk anderresultaat wordt aangenomen.", "//lr:anderresultaat"),
    "vocabulaire-term": ("Termen van een bekende vocabulaire worden niet nagekeken.", "//@vocabulaire"),
    "afnamedatum-vorm": (
        "Een afnamedatum als dag-maand-jaar wordt aangenomen.",
        "string-length(substring-before(//lr:afnamedatum, '-')) = 2",
    ),
    "afnamedatum-toekomst": (
        "Een afnamedatum in de toekomst wordt aangenomen.",
        "contains(//lr:resultaat/@key, 'afnamedatum-toekomst')",
    ),
    "aanmaakdatum-vorm": (
        "Een aanmaakdatum zonder tijd wordt aangenomen.",
        "//lr:aanmaakdatum[not(contains(., 'T'))]",
    ),
    "aanmaakdatum-weg": ("Zonder aanmaakdatum geldt het moment van ontvangst.", "not(//lr:aanmaakdatum)"),
    "aanmaakdatum-toekomst": (
        "Een bericht van morgen wordt aangenomen.",
        "contains(//lr:resultaat/@key, 'aanmaakdatum-toekomst')",
    ),
    "schooljaar-vorm": (
        "Een schooljaar in een andere vorm wordt bij resultaten begrepen.",
        "//lr:schooljaar = '26-27'",
    ),
    "versie-onbekend": (
        "Resultaten in een onbekende versie worden als 2.2 gelezen.",
        "//lr:xsdversie = '9.9'",
    ),
    "zonder-header": (
        "Resultaten worden zonder header aangenomen.",
        "/soap:Envelope[not(.//aut:autorisatie)]",
    ),
    "sleutel-fout": (
        "Resultaten worden met elke sleutel aangenomen.",
        "//aut:autorisatiesleutel = 'geen-bestaande-sleutel'",
    ),
    "klantcode": ("Bij resultaten wordt niet naar de klantcode gekeken.", "//aut:klantcode = 'ONBEKEND'"),
    "school-onbekend": (
        "Resultaten van een onbekende school worden aangenomen.",
        "//lr:brincode = '00ZZ'",
    ),
    "andere-school": (
        "Resultaten van een andere school worden aangenomen.",
        "//lr:brincode = '99YY'",
    ),
}
"""Messages that are wrong and confirmed all the same: what it is in a sentence, and when it happens."""
FOUT = (
    *(bevestigt(f"neemt-{naam}", zin, f"resultaten-{naam}", als) for naam, (zin, als) in NEEMT.items()),
    bij_fout(
        "code-leerling",
        "Op een onbekende leerling komt OngeldigBericht.",
        "resultaten-half resultaten-leerling-onbekend resultaten-leerlingen-door-elkaar",
        "Client.LeerlingOngeldig",
        lambda _: fout("Client.OngeldigBericht"),
    ),
    bij_fout(
        "code-norm",
        "Op een norm die niet kan komt OngeldigBericht.",
        "resultaten-norm-omgekeerd resultaten-normen-overlappen",
        "Client.ToetsNormeringOngeldig",
        lambda _: fout("Client.OngeldigBericht"),
    ),
    bij_fout(
        "code-oso",
        "Op een leeg osoresultaat komt een fout van de server.",
        "resultaten-oso-leeg",
        "Client.EldResultaatOngeldig",
        lambda _: fout("Server.InterneFout"),
    ),
)
GEBREKEN = GOED + FOUT
