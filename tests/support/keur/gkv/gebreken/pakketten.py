"""Defects of packages, of what is in them, and of their chain."""

from tests.support.gkv.forging import with_attribute, with_text
from tests.support.keur.gkv.keten import pakket, vervangen
from uwlr_service.formats.gkv import handtekening

ONBEKEND = handtekening.new_key()
LANG_GELEDEN = "2001-01-01T00:00:00Z"
OOIT = "2098-01-01T00:00:00Z"
GEBREKEN = (
    pakket(
        "sleutel-onbekend",
        "Een pakket is ondertekend met een sleutel die niet is gepubliceerd.",
        "pakket-zegel pakket-handtekening",
        2,
        sleutel=ONBEKEND,
    ),
    pakket(
        "zegel-stuk",
        "Na het ondertekenen verandert er een byte aan de handtekening van de ZIP.",
        "pakket-zegel",
        2,
        na=lambda content: content[:-20] + (b"A" if content[-20:-19] != b"A" else b"B") + content[-19:],
    ),
    pakket(
        "manifest-ongeldig",
        "In het manifest staat een moment dat geen moment is.",
        "pakket-manifest",
        2,
        manifest=with_text("geldig_tot", "morgen"),
    ),
    pakket(
        "geldig-tot-voorbij",
        "Een pakket is al verlopen als het wordt gemaakt.",
        "pakket-momenten",
        2,
        manifest=with_text("geldig_tot", LANG_GELEDEN),
    ),
    pakket(
        "hash-stuk",
        "Het manifest noemt een andere SHA-256 van een bestand.",
        "pakket-hashes",
        2,
        manifest=with_attribute("sha256", "0" * 64),
    ),
    pakket(
        "aantal-stuk",
        "Het manifest noemt een ander aantal objecten.",
        "inhoud-aantal",
        2,
        records=99,
    ),
    pakket(
        "bestand-half",
        "Een bestand houdt halverwege op.",
        "inhoud-heel",
        2,
        bestanden={"basis.xml": lambda content: content[:-20]},
    ),
    pakket(
        "variant-anders",
        "Een bestand noemt een andere variant dan het manifest.",
        "inhoud-kop",
        2,
        bestanden={"basis.xml": vervangen(' variant="basis"', ' variant="uitgebreid"')},
    ),
    pakket(
        "onbekend-element",
        "In een bestand staat een element dat het schema niet kent.",
        "inhoud-schema",
        2,
        bestanden={"basis.xml": vervangen("</roepnaam>", "</roepnaam><bijnaam>Zus</bijnaam>")},
    ),
    pakket(
        "gelekt-veld",
        "Een veld dat uit staat wordt toch geleverd.",
        "inhoud-velden-uit",
        1,
        bestanden={
            "basis.xml": vervangen(
                '(<leerling key="L1".*?</status>)', r"\1<emailadres>s@school.example</emailadres>", 1
            )
        },
    ),
    pakket(
        "geen-reden",
        "Bij een verwijderd object staat geen reden.",
        "inhoud-redenen inhoud-schema",
        3,
        bestanden={"basis.xml": vervangen(' reden="[^"]*"', "")},
    ),
    pakket(
        "samengevoegd-zonder-key",
        "Een samengevoegd object zegt niet waarmee.",
        "inhoud-samengevoegd",
        3,
        bestanden={"basis.xml": vervangen(' reden="[^"]*"', ' reden="samengevoegd"')},
    ),
    pakket(
        "verwijderd-in-toekomst",
        "Een object wordt in de toekomst verwijderd.",
        "inhoud-tijdstippen",
        3,
        bestanden={"basis.xml": vervangen(' tijdstip="[^"]*"', f' tijdstip="{OOIT}"')},
    ),
    pakket(
        "vorige-stuk",
        "Een pakket noemt een andere SHA-256 van het pakket ervoor.",
        "keten-sha256",
        3,
        manifest=with_attribute("vorigsha256", "0" * 64),
    ),
    pakket(
        "afspraak-zonder-volledig",
        "Na een andere afspraak komt een mutatie.",
        "keten-volledig",
        3,
        manifest=with_attribute("afspraakversie", "7"),
    ),
    pakket(
        "volledig-anders",
        "Een volledige levering is een andere dan wat de mutaties gaven.",
        "keten-gelijk",
        5,
        bestanden={"basis.xml": vervangen("<roepnaam>Noor<", "<roepnaam>Anders<")},
    ),
)
