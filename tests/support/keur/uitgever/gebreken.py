"""The defects of the double of a client, each with the cases that see it and the steps that show it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clientgebrek:
    """``naam`` switches it on; ``zin`` says in Dutch what it is."""

    naam: str
    zin: str
    gevallen: frozenset[str]
    stappen: tuple[str, ...]


def _gebrek(naam: str, zin: str, gevallen: str, stappen: str) -> Clientgebrek:
    return Clientgebrek(naam, zin, frozenset(gevallen.split()), ("eerste-keer", *stappen.split()))


STORINGEN = "http-500 fout verbroken"
GEBREKEN = (
    _gebrek(
        "versie",
        "De client vraagt een versie die er niet is.",
        "halen-lukt halen-zonder-fout halen-geldig",
        "",
    ),
    _gebrek(
        "volgorde",
        "De client zet laatstontvangengegevens voor xsdversie.",
        "halen-geldig",
        "nog-eens gzip",
    ),
    _gebrek(
        "verzint-moment",
        "De client stuurt bij een nieuwe school een verzonnen moment.",
        "halen-eerste-keer-alles",
        "",
    ),
    _gebrek("geen-actie", "SOAPAction is leeg.", "halen-actie", ""),
    _gebrek("ander-type", "Het bericht is application/xml.", "halen-type", ""),
    _gebrek("zonder-gzip", "De client vraagt niet om gzip.", "halen-vraagt-gzip", "gzip"),
    _gebrek("oude-versie", "De client vraagt om versie 2.1.", "halen-versie", ""),
    _gebrek("vraagt-door", "De client vraagt meteen weer wat hij net kreeg.", "halen-ritme", ""),
    _gebrek(
        "geen-sinds",
        "De client stuurt nooit laatstontvangengegevens.",
        "sinds-gestuurd",
        f"nog-eens {STORINGEN} gzip nieuwe-sleutel",
    ),
    _gebrek(
        "zonder-zone",
        "De client stuurt het moment een uur te vroeg, omdat hij de zone niet leest.",
        "sinds-gelijk",
        "nog-eens",
    ),
    _gebrek(
        "vergeet-na-geenwijzigingen",
        "Na geenwijzigingen vraagt de client om alles.",
        "sinds-gestuurd sinds-geenwijzigingen",
        "nog-eens",
    ),
    _gebrek("sterft-aan-leeg", "Na geengegevens houdt de client op.", "leeg-overleeft", "leeg"),
    _gebrek(
        "sterft-aan-storing",
        "Na een storing houdt de client op.",
        "storing-http-500 storing-fout storing-verbroken",
        STORINGEN,
    ),
    _gebrek(
        "vergeet-na-storing",
        "Na een storing vraagt de client om alles.",
        "storing-houdt-moment",
        f"nog-eens {STORINGEN}",
    ),
    _gebrek("meteen-opnieuw", "Na een storing vraagt de client meteen weer.", "storing-wacht", STORINGEN),
    _gebrek(
        "ongeduldig sterft-aan-storing",
        "De client wacht niet op een traag antwoord, en houdt dan op.",
        "storing-traag",
        "traag",
    ),
    _gebrek(
        "leest-geen-gzip", "De client vraagt om gzip en kan het niet lezen.", "storing-gzip", "nog-eens gzip"
    ),
    _gebrek(
        "houdt-oude-sleutel",
        "De client blijft de oude sleutel gebruiken.",
        "sleutel-nieuw",
        "nieuwe-sleutel",
    ),
    _gebrek(
        "twee-sleutels",
        "De client gebruikt de oude en de nieuwe sleutel door elkaar.",
        "sleutel-blijft-nieuw",
        "nieuwe-sleutel",
    ),
    _gebrek(
        "vergeet-bij-nieuwe-sleutel",
        "Met een nieuwe sleutel vraagt de client om alles.",
        "sleutel-houdt-moment",
        "nog-eens nieuwe-sleutel",
    ),
    _gebrek(
        "onbekende-leerling",
        "Een resultaat is van een leerling die er niet is.",
        "resultaten-gebracht resultaten-geldig",
        "resultaten resultaten-opnieuw bevestiging-kwijt",
    ),
    _gebrek(
        "breuken",
        "Een score is geen heel getal.",
        "resultaten-gebracht resultaten-geldig resultaten-heel",
        "resultaten resultaten-opnieuw bevestiging-kwijt",
    ),
    _gebrek(
        "nieuwe-keys",
        "Elke keer krijgt een resultaat een nieuwe key.",
        "resultaten-stabiel resultaten-opnieuw-zelfde-key",
        "resultaten resultaten-opnieuw bevestiging-kwijt",
    ),
    _gebrek(
        "brengt-niet-opnieuw",
        "Wat niet is bevestigd, komt niet nog eens.",
        "resultaten-opnieuw",
        "bevestiging-kwijt",
    ),
    _gebrek(
        "andere-key-na-verlies",
        "Wat niet is bevestigd, komt onder een andere key.",
        "resultaten-opnieuw-zelfde-key",
        "bevestiging-kwijt",
    ),
    _gebrek("haalt-te-vroeg", "De client haalt leerlingen voor de structuur.", "getrapt-volgorde", "getrapt"),
    _gebrek(
        "mist-groep", "De client slaat bij leerlingen een groep over.", "getrapt-alle-groepen", "getrapt"
    ),
    _gebrek(
        "vergeet-zonder-groep",
        "De client vraagt niet naar leerlingen zonder stamgroep.",
        "getrapt-zonder-groep",
        "getrapt",
    ),
    _gebrek(
        "zonder-leerkrachten", "De client haalt de leerkrachten niet.", "getrapt-leerkrachten", "getrapt"
    ),
    _gebrek(
        "vreemde-groep",
        "De client vraagt een groep die de structuur niet gaf.",
        "getrapt-eigen-groepen",
        "getrapt",
    ),
    _gebrek(
        "ander-deel", "De client haalt de delen in een andere versie.", "getrapt-zelfde-vraag", "getrapt"
    ),
    _gebrek("gaat-door", "Na een intrekking vraagt de client door.", "intrekking-stopt", "intrekking"),
)
