"""How a company applies, and how an operator takes it on."""

from tests.support.verhalen.bezoeker import Bezoeker
from tests.support.verhalen.mens import LINK, Mens

DOEL = "Leerlingen houden in onze app bij welke boeken zij lazen."
NODIG = {
    "Roepnaam": "Zo noemen wij het kind in de app.",
    "Achternaam": "Leerkrachten zien daarmee welk kind het is.",
}
MAG = {
    "Geboortedatum": "Daarmee kiezen wij boeken die bij de leeftijd passen.",
    "Geslacht": "Daarmee schrijven wij hij of zij in de verslagen.",
}
"""What the company asks, with its own words; it can do without the second."""


def fill_in(bezoeker: Bezoeker, mail: str) -> None:
    """The whole form, from the front page to the last look."""
    bezoeker.go_to()
    bezoeker.picture("start")
    bezoeker.follow("Een koppeling aanvragen")
    bezoeker.fill("Uw e-mailadres", mail)
    bezoeker.press("Begin met de aanvraag")
    _organisatie(bezoeker)
    _product(bezoeker)
    _koppeling(bezoeker)
    _beveiliging(bezoeker)
    bezoeker.title_is("Controleren en versturen")


def _organisatie(bezoeker: Bezoeker) -> None:
    bezoeker.title_is("Uw organisatie")
    for label, text in {
        "Naam van de organisatie": "De Lezerij B.V.",
        "KvK-nummer": "12345678",
        "Straat en huisnummer": "Kade 12",
        "Postcode": "1234 AB",
        "Plaats": "Voorbeelddam",
        "Website": "https://lezerij.example",
        "Wie tekent de overeenkomst?": "Iris Prins",
        "Functie van wie tekent": "directeur",
        "Wie beantwoordt technische vragen?": "Bas Prins",
        "E-mailadres voor technische vragen": "ict@lezerij.example",
        "Wie beantwoordt vragen over privacy?": "Noor Prins",
        "E-mailadres voor vragen over privacy": "fg@lezerij.example",
        "E-mailadres bij een beveiligingsincident": "soc@lezerij.example",
        "Telefoonnummer bij een beveiligingsincident": "088-1234567",
    }.items():
        bezoeker.fill(label, text)
    bezoeker.picture("aanvraag-organisatie")
    bezoeker.press("Opslaan en verder")


def _product(bezoeker: Bezoeker) -> None:
    bezoeker.title_is("Uw product")
    bezoeker.fill("Naam van het product", "Leeslijst")
    bezoeker.fill("Wat doet het product?", "Leerlingen houden bij welke boeken zij lazen.")
    bezoeker.tick("Basisonderwijs (po)")
    bezoeker.choose("Wat voor product is het?", "Leermiddel")
    bezoeker.fill("Hoeveel scholen verwacht u in het eerste jaar?", "40")
    bezoeker.press("Opslaan en verder")


def _koppeling(bezoeker: Bezoeker) -> None:
    bezoeker.title_is("Koppelingen en gegevens")
    bezoeker.tick("UWLR: leerlinggegevens ophalen en leerresultaten terugsturen")
    bezoeker.press("Opslaan en verder")
    bezoeker.title_is("Koppelingen en gegevens: UWLR")
    bezoeker.fill("Waarvoor zijn de gegevens?", DOEL)
    bezoeker.fill("Hoe vaak haalt u gegevens op?", "Elke nacht.")
    bezoeker.choose("Welke gegevensset?", "Volledig")
    bezoeker.choose("Wat wilt u doen?", "Alleen leerlinggegevens ophalen")
    bezoeker.choose("Welke versie gebruikt u?", "UWLR 2.2")
    bezoeker.unfold("Basisgegevens")
    bezoeker.fill("Waarvoor?", DOEL)
    bezoeker.select("Grondslag", "Overeenkomst met de leerling of de ouders")
    bezoeker.fill("Hoe lang bewaart u dit?", "Tot een maand na het schooljaar.")
    for asked, hoe in ((NODIG, "Nodig"), (MAG, "Mag")):
        for veld, doel in asked.items():
            bezoeker.choose(veld, hoe)
            bezoeker.unfold(f"Uw uitleg: {veld}", under=veld)
            bezoeker.fill("Waarvoor hebt u dit nodig?", doel, under=veld)
    bezoeker.picture("aanvraag-gegevens")
    bezoeker.press("Opslaan en verder")


def _beveiliging(bezoeker: Bezoeker) -> None:
    bezoeker.title_is("Privacy en beveiliging")
    bezoeker.choose("Doet u mee aan het privacyconvenant onderwijs?", "Ja, als deelnemer")
    bezoeker.choose("Gebruikt u de modelverwerkersovereenkomst 4.0?", "Ja")
    bezoeker.fill("Adres van de privacybijsluiter", "https://lezerij.example/bijsluiter")
    bezoeker.choose("Is er een DPIA gedaan?", "Ja")
    for eis, niveau in {
        "Beschikbaarheid": "Laag",
        "Integriteit": "Midden",
        "Vertrouwelijkheid": "Hoog",
    }.items():
        bezoeker.choose(f"{eis} volgens het certificeringsschema", niveau)
    bezoeker.tick("ISO 27001")
    bezoeker.fill("Datum van de laatste pentest", "13-03-2026")
    bezoeker.fill("Welke andere bedrijven krijgen de gegevens?", "geen")
    bezoeker.tick("Nederland")
    bezoeker.picture("aanvraag-beveiliging")
    bezoeker.press("Opslaan en verder")


def send(iris: Mens, otto: Mens) -> None:
    """The applicant confirms the address by a link that the operator hands over, and sends the form."""
    iris.bezoeker.reads("Vraag de beheerder van deze dienst om een link naar uw aanvraag.")
    otto.bezoeker.follow("Aanvragen")
    otto.bezoeker.follow("Aanvraag 1")
    otto.bezoeker.press("Maak een link")
    iris.bezoeker.go_to(otto.bezoeker.copy(r"https?://\S+/portaal/aanvragen/verder/[\w-]+"))
    iris.bezoeker.press("Ga verder")
    iris.bezoeker.title_is("Aanvraag 1: Leeslijst")
    iris.bezoeker.follow("Controleren en versturen")
    iris.bezoeker.picture("aanvraag-controleren")
    iris.bezoeker.tick("Ik mag deze aanvraag namens de organisatie doen, en alles is naar waarheid ingevuld.")
    iris.bezoeker.press("Verstuur de aanvraag")
    iris.bezoeker.reads("Verstuurd. De beheerder van deze dienst gaat uw aanvraag beoordelen.")


def ask_and_answer(iris: Mens, otto: Mens) -> None:
    """The operator asks something, and the applicant answers."""
    otto.bezoeker.follow("Beheer")
    otto.bezoeker.reads("Aanvragen die op u wachten 1")
    otto.bezoeker.follow("Aanvragen")
    otto.bezoeker.follow("Aanvraag 1")
    otto.bezoeker.press("Begin met beoordelen")
    otto.bezoeker.unfold("Vraag hierover: KvK-nummer")
    otto.bezoeker.fill("Vraag over KvK-nummer", "Is dit het nummer van de B.V.?")
    otto.bezoeker.picture("beoordelen-vraag")
    otto.bezoeker.press("Stel de vragen")
    iris.bezoeker.go_to(iris.bezoeker.page.url)
    iris.bezoeker.reads("Wacht op uw antwoord", "Is dit het nummer van de B.V.?")
    iris.bezoeker.picture("aanvraag-antwoorden")
    iris.bezoeker.fill("KvK-nummer", "Ja, dat van de B.V.")
    iris.bezoeker.press("Verstuur de antwoorden")
    iris.bezoeker.reads("Wordt beoordeeld")


def admit(otto: Mens) -> str:
    """The operator says yes; returns the link for the company."""
    otto.bezoeker.follow("Aanvragen")
    otto.bezoeker.follow("Aanvraag 1")
    otto.bezoeker.reads("Ja, dat van de B.V.")
    otto.bezoeker.fill("Klantnaam", "Leeslijst")
    otto.bezoeker.fill("Klantcode", "LL1")
    otto.bezoeker.fill("Waarom laat u dit toe?", "Alles klopt.")
    otto.bezoeker.picture("beoordelen-toelaten")
    otto.bezoeker.press("Laat toe")
    return otto.bezoeker.copy(LINK)


def activate(otto: Mens) -> None:
    """The operator records the qualification and the agreement, and lets the product at real schools."""
    otto.bezoeker.follow("Partners")
    otto.bezoeker.follow("De Lezerij B.V.")
    otto.bezoeker.follow("Toelating: in de proeftuin")
    otto.bezoeker.picture("toelating")
    otto.bezoeker.follow("Kwalificeren")
    otto.bezoeker.fill("Waar berust de kwalificatie op?", "Proef met de testschool, alles goed.")
    otto.bezoeker.press("Kwalificeren")
    otto.bezoeker.follow("Overeenkomst vastleggen")
    otto.bezoeker.fill("Nummer van de overeenkomst", "VO-2026-12")
    otto.bezoeker.fill("Getekend op", "02-11-2026")
    otto.bezoeker.fill("Waarom kan het zonder keurrapport?", "De proef met de testschool is genoeg.")
    otto.bezoeker.press("Overeenkomst vastleggen")
    otto.bezoeker.follow("Activeren")
    otto.bezoeker.press("Activeren")
    otto.bezoeker.reads("Gedaan.")
    otto.bezoeker.picture("toelating-actief")
