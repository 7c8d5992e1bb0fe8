"""The addresses of classes: groups by their number, and pupils by that of their account."""

from flask_babel import lazy_gettext

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import button, form, page
from uwlr_service.portaal.school.klas import blad, kaarten, leerling

SCHOOL = "/scholen/<school:school>"
KLAS = f"{SCHOOL}/klassen/<int:nummer>"
LEERLING = f"{KLAS}/leerlingen/<int:account>"

ADRESSEN = (
    page(
        f"{SCHOOL}/klassen",
        "school.klassen",
        blad.of_school,
        Actie.KLASSEN,
        menu=lazy_gettext("Klassen"),
    ),
    button(
        f"{SCHOOL}/klassen/kaarten/intrekken",
        "school.klassen.intrekken",
        kaarten.void_all,
        Actie.SCHOOLGEBRUIKERS,
    ),
    page(KLAS, "school.klas", blad.show, Actie.KLASSEN),
    button(f"{KLAS}/open", "school.klas.open", blad.open_class, Actie.KLASSEN),
    button(f"{KLAS}/sluiten", "school.klas.sluiten", blad.close_class, Actie.KLASSEN),
    button(f"{KLAS}/apparaat", "school.klas.koppelen", blad.enrol, Actie.KLASSEN),
    button(
        f"{KLAS}/apparaten/<int:apparaat>/beeindigen",
        "school.klas.apparaat",
        blad.end_device,
        Actie.KLASSEN,
    ),
    form(f"{KLAS}/maken", "school.klas.maken", kaarten.make, Actie.KLASSEN),
    page(f"{KLAS}/kaarten", "school.klas.kaarten", kaarten.show, Actie.KLASSEN),
    button(f"{KLAS}/kaarten/intrekken", "school.klas.intrekken", kaarten.void_of_class, Actie.KLASSEN),
    button(f"{LEERLING}/vrij", "school.klas.vrij", leerling.release, Actie.KLASSEN),
    form(f"{LEERLING}/plaatjes", "school.klas.plaatjes", leerling.choose, Actie.KLASSEN),
    button(f"{LEERLING}/kaart/intrekken", "school.klas.kaart", leerling.void, Actie.KLASSEN),
)
