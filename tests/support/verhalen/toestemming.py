"""How a company proposes its link to a school, and how the school reads, chooses, declines and leaves."""

from tests.support.verhalen.bezoeker import Bezoeker
from tests.support.verhalen.mens import LINK, Mens
from uwlr_service.domain.school.school import Schoolcode

OVEREENKOMST = "Verwerkersovereenkomst 4.0 van 1 september 2026"


def propose(iris: Bezoeker, school: Schoolcode) -> None:
    """The company asks what it said in its application."""
    iris.follow("Koppelingen")
    iris.follow("Koppeling 1")
    iris.follow("Vraag scholen om gegevens")
    iris.picture("voorstel-gegevens")
    iris.press("Verder")
    iris.fill("Welke school?", str(school))
    iris.fill("Welke verwerkersovereenkomst geldt?", OVEREENKOMST)
    iris.picture("voorstel-waarvoor")
    iris.press("Voorstel sturen")
    iris.reads("1 school krijgt uw voorstel.", "Uw laatste voorstel wacht nog op de school.")


def invite_beheerder(otto: Bezoeker, school: Schoolcode, saar: Mens) -> str:
    """The operator invites the first administrator of a school; returns the link."""
    otto.follow("Scholen")
    otto.follow(str(school))
    otto.fill("Naam", saar.naam)
    otto.fill("E-mailadres", saar.mail)
    otto.picture("school-uitnodigen")
    otto.press("Uitnodigen")
    return otto.copy(LINK)


def look(saar: Bezoeker) -> None:
    """The school reads who asks what, and sees what that is of one of its own pupils."""
    saar.picture("school-start")
    saar.follow("Leeslijst")
    saar.title_is("Leeslijst wil gegevens van uw school")
    saar.reads("De Lezerij B.V.", "6 van uw 6 leerlingen.", OVEREENKOMST)
    saar.picture("besluit-dicht")
    saar.select("Voorbeelden van", "Femke Wiarda")
    saar.press("Toon voorbeelden van deze leerling")
    saar.unfold("Basisgegevens")
    saar.unfold("Bekijk voorbeelden van uw school: Roepnaam", under="Roepnaam")
    saar.reads("Het bedrijf zegt: Zo noemen wij het kind in de app.", "Femke")
    saar.press("Alles over deze leerling")
    saar.reads("Femke", "Wiarda")
    saar.picture("besluit-leerling")
    saar.follow("Terug naar het voorstel, of kies een andere leerling")


def accept(saar: Bezoeker) -> None:
    """The school gives two of the four fields, of groups 7 and 8."""
    saar.unfold("Basisgegevens")
    for veld in ("Roepnaam", "Achternaam"):
        saar.tick(veld)
    for veld in ("Geboortedatum", "Geslacht"):
        assert not saar.is_ticked(veld)
    saar.tick("groep 7")
    saar.tick("groep 8")
    saar.press("Tel opnieuw")
    saar.reads("4 van uw 6 leerlingen.")
    saar.unfold("Basisgegevens")
    saar.picture("besluit-gekozen")
    saar.press("Verder met deze keuze")
    saar.title_is("Controleer uw besluit")
    saar.reads("Alleen deze leerjaren: groep 7, groep 8.", "Niet:", "Geboortedatum", "Geslacht")
    saar.picture("besluit-controleren")
    saar.tick("Ik mag dit namens de school besluiten. Het bestuur heeft de verwerkersovereenkomst getekend.")
    saar.press("Akkoord")
    saar.reads("Akkoord gegeven.")
    saar.picture("koppeling-loopt")


def ask_more(iris: Bezoeker) -> None:
    """The company asks for one field more."""
    iris.follow("Koppelingen")
    iris.follow("Koppeling 1")
    iris.reads("Loopt", "2 gegevens")
    iris.picture("partner-koppeling")
    iris.follow("Vraag scholen om gegevens")
    iris.tick("Foto (leerlingen)")
    iris.press("Verder")
    iris.choose("Aan wie vraagt u het?", "Aan alle scholen die nu meedoen")
    iris.fill("Welke verwerkersovereenkomst geldt?", OVEREENKOMST)
    iris.fill("Waarvoor?", "Een kind ziet zo welke lijst van wie is.", under="Foto (leerlingen)")
    iris.press("Voorstel sturen")
    iris.reads("1 school krijgt uw voorstel.")


def decline(saar: Bezoeker) -> None:
    """The school gives no more than it did."""
    saar.follow("School")
    saar.follow("Leeslijst")
    saar.title_is("Leeslijst wil meer gegevens van uw school")
    saar.picture("besluit-meer")
    saar.press("Niet akkoord")
    saar.title_is("Niet akkoord gaan met Leeslijst")
    saar.reads("Wat u eerder koos, blijft gewoon lopen.")
    saar.picture("besluit-niet")
    saar.fill("Reden voor het bedrijf", "Een foto is niet nodig voor een leeslijst.")
    saar.press("Niet akkoord")
    saar.reads("U bent niet akkoord gegaan. Er verandert niets aan wat het bedrijf nu krijgt.")


def leave(saar: Bezoeker) -> None:
    """The school takes back what it gave."""
    saar.follow("Koppelingen")
    saar.follow("Leeslijst")
    saar.follow("Stoppen")
    saar.picture("stoppen")
    saar.press("Stoppen")
    saar.reads("Gestopt; het bedrijf moet de gegevens nog vernietigen")


def confirm_destruction(iris: Bezoeker, school: Schoolcode) -> None:
    """The company says that nothing of the school is left."""
    iris.follow("Vernietigen")
    iris.reads("Alles weg vóór")
    iris.picture("vernietigen")
    iris.press(f"Alles van {school} is vernietigd")
    iris.reads("Er is niets te vernietigen.")
