"""Defects of packages, of what is in them, and of their chain."""

import zipfile
from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from tests.support.gkv.forging import Change, packed, with_attribute, with_text
from tests.support.keur.gkv.keten import pakket, vervangen
from uwlr_service.domain import tijd
from uwlr_service.formats.gkv import handtekening
from uwlr_service.formats.gkv.pakket import MANIFEST

ONBEKEND = handtekening.new_key()
LANG_GELEDEN = "2001-01-01T00:00:00Z"
OOIT = "2098-01-01T00:00:00Z"
VOLLEDIG = (1, 4, 5)
"""The full ones; what is wrong in all of them alike is no difference between them."""
BESTANDEN = (
    "basis leerlingdetails loopbaan toetsen methodetoetsen uitstroom verzorgers medewerkers codelijsten"
).split()


def _met_een_bestand_meer(files: Mapping[str, bytes], comment: str) -> bytes:
    return packed({**files, "leesmij.txt": b"Een pakket van GKV."}, comment)


def _zonder_toetsen(files: Mapping[str, bytes], comment: str) -> bytes:
    return packed({name: content for name, content in files.items() if name != "toetsen.xml"}, comment)


def _later_gemaakt(manifest: bytes) -> bytes:
    """A quarter of an hour later; all packages of the double are made within a few seconds."""
    later = tijd.now() + timedelta(minutes=15)
    return with_text("gegenereerd", later.isoformat(timespec="seconds"))(manifest)


def _objecten(number: int) -> Mapping[str, Change]:
    """The manifest says that ``basis`` has so many objects."""
    return {MANIFEST: vervangen('(set="basis"[^>]* records=)"[^"]*"', rf'\g<1>"{number}"')}


GEBREKEN = (
    pakket(
        "sleutel-onbekend",
        "Een pakket is ondertekend met een sleutel die niet is gepubliceerd.",
        "pakket-zegel pakket-handtekening pakket-sleutel",
        2,
        sleutel=lambda _: ONBEKEND,
    ),
    pakket(
        "sleutel-vals",
        "Een pakket is ondertekend met een andere sleutel dan het noemt.",
        "pakket-zegel pakket-handtekening",
        2,
        sleutel=lambda sleutel: {**ONBEKEND, "kid": sleutel["kid"]},
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
        bestanden={"basis.xml": vervangen(' variant="uitgebreid"', ' variant="basis"')},
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
    pakket(
        "zip-bzip2",
        "Een pakket is ingepakt met bzip2.",
        "pakket-zip",
        2,
        pack=partial(packed, method=zipfile.ZIP_BZIP2),
    ),
    pakket(
        "bestand-te-veel",
        "In een pakket zit een bestand dat niet in het manifest staat.",
        "pakket-bestanden",
        2,
        pack=_met_een_bestand_meer,
    ),
    pakket(
        "volledig-zonder-set",
        "Van een volledige levering ontbreekt een set, omdat er niets in is gewijzigd.",
        "pakket-soorten",
        *VOLLEDIG,
        manifest=vervangen(
            '<bestand naam="toetsen.xml"[^>]*>', '<bestand set="toetsen" status="geenwijzigingen"/>'
        ),
        pack=_zonder_toetsen,
    ),
    pakket(
        "buiten-variant",
        "Een pakket van de variant basis heeft details van leerlingen.",
        "inhoud-variant",
        *VOLLEDIG,
        manifest=with_attribute("variant", "basis"),
        bestanden={
            f"{naam}.xml": vervangen(' variant="uitgebreid"', ' variant="basis"') for naam in BESTANDEN
        },
    ),
    pakket(
        "ander-schooljaar",
        "Een bestand noemt een ander schooljaar dan het manifest.",
        "inhoud-school",
        2,
        bestanden={"basis.xml": vervangen("<school><schooljaar>[^<]*<", "<school><schooljaar>2019-2020<")},
    ),
    pakket(
        "leeg-element",
        "In een veld zonder waarde staat een spatie.",
        "inhoud-leeg",
        *VOLLEDIG,
        bestanden={
            "basis.xml": vervangen(
                "<naam>Plusklas</naam>", "<naam>Plusklas</naam><omschrijving> </omschrijving>"
            )
        },
    ),
    pakket(
        "eindigt-voor-begin",
        "Een indeling in een groep eindigt voor zij begint.",
        "inhoud-perioden",
        *VOLLEDIG,
        bestanden={"basis.xml": vervangen("</vanafdatum>", "</vanafdatum><totdatum>2019-08-01</totdatum>")},
    ),
    pakket(
        "geheim-met-straat",
        "Van een geheim adres staat de straat erbij.",
        "inhoud-geheim",
        *VOLLEDIG,
        bestanden={
            "leerlingdetails.xml": vervangen(
                "<geheim>true</geheim>", "<straat>Geheimlaan</straat><geheim>true</geheim>"
            )
        },
    ),
    pakket(
        "twee-keer-verwijderd",
        "Een object staat twee keer bij wat is verwijderd.",
        "inhoud-een-keer",
        3,
        bestanden={"basis.xml": vervangen('(<verwijzing entiteit="leerling".*?/>)', r"\1\1"), **_objecten(3)},
    ),
    pakket(
        "andere-koppeling",
        "Een pakket noemt een andere koppeling.",
        "keten-een-school",
        2,
        manifest=vervangen('<koppeling id="[^"]*"', '<koppeling id="999"'),
    ),
    pakket(
        "andere-basis",
        "Een mutatie noemt een andere volledige levering dan de laatste.",
        "keten-basis",
        3,
        manifest=with_attribute("basisvolgnummer", "2"),
    ),
    pakket(
        "later-gemaakt",
        "Een pakket is later gemaakt dan dat erna.",
        "keten-momenten",
        2,
        manifest=_later_gemaakt,
    ),
    pakket(
        "vreemde-verwijderd",
        "Een mutatie verwijdert een leerling die nooit is geleverd.",
        "keten-grafstenen",
        3,
        bestanden={
            "basis.xml": vervangen('(<verwijzing entiteit="leerling" key=")L3(".*?/>)', r"\g<0>\1L99\2"),
            **_objecten(3),
        },
    ),
    pakket(
        "indeling-blijft",
        "Een leerling gaat weg, en zijn indeling in een groep blijft.",
        "keten-verwijzingen keten-gelijk",
        3,
        bestanden={"basis.xml": vervangen('<verwijzing entiteit="groepsindeling".*?/>', ""), **_objecten(1)},
    ),
)
