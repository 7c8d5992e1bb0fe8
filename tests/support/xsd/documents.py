"""Small documents to try the schemas on: a good one for each, and what can be broken in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lxml import etree

from tests.support.xsd.files import LG, OURS

BIRTH = "<geboortedatum>2015-01-01</geboortedatum>"
YEAR = "<jaargroep>4</jaargroep>"
BSN_4 = "<bsn_ondwnr-4>1234</bsn_ondwnr-4>"
ECKID = "https://ketenid.nl/201703/{:0128x}"


class Case:
    """A schema with the root of its document and what the document must and may hold."""

    def __init__(
        self,
        schema: str,
        root: str = "leerlinggegevens",
        namespace: str | None = LG,
        *,
        pupil: str = BIRTH + "<geslacht>1</geslacht>" + YEAR,
        after_groups: str = "",
        vestigingen: bool = True,
        eckid: bool = True,
    ) -> None:
        self.schema = schema
        self.root = root
        self.namespace = namespace
        self.pupil = pupil
        self.after_groups = after_groups
        self.vestigingen = vestigingen
        self.eckid = eckid

    @property
    def path(self) -> Path:
        return OURS / self.schema

    def document(self, schooljaar: str = "2026-2027") -> etree._Element:
        """Two leerlingen, two leerkrachten, two groups of each kind, and references to them."""
        xmlns = f' xmlns="{self.namespace}"' if self.namespace else ""
        ids = [f' eckid="{ECKID.format(n)}"' if self.eckid else "" for n in range(4)]
        site = '<vestiging key="V1"/>' if self.vestigingen else ""
        sites = (
            '<vestigingen><vestiging key="V1"><naam>Noord</naam></vestiging>'
            '<vestiging key="V2"><naam>Zuid</naam></vestiging></vestigingen>'
        )
        pupil = (
            f"<achternaam>Aa</achternaam><roepnaam>Bo</roepnaam>{self.pupil}"
            '<groep key="G1"/><samengestelde_groepen><samengestelde_groep key="S1"/></samengestelde_groepen>'
            f"{site}{self.after_groups}"
        )
        teacher = (
            "<achternaam>Cee</achternaam>"
            '<groepen><groep key="G1"><rol>LRK</rol></groep><samengestelde_groep key="S1"/></groepen>'
        )
        return etree.fromstring(
            f"<{self.root}{xmlns}>"
            f"<school><schooljaar>{schooljaar}</schooljaar><peildatum>2026-11-01</peildatum>"
            "<brincode>99XX</brincode><dependancecode>00</dependancecode>"
            "<aanmaakdatum>2026-11-01T12:00:00+01:00</aanmaakdatum><xsdversie>2.2</xsdversie></school>"
            f"{sites if self.vestigingen else ''}<groepen>"
            '<groep key="G1"><naam>4a</naam><jaargroep>4</jaargroep></groep>'
            '<groep key="G2"><naam>5a</naam><jaargroep>5</jaargroep></groep>'
            '<samengestelde_groep key="S1"><naam>Plus</naam></samengestelde_groep>'
            '<samengestelde_groep key="S2"><naam>Schaken</naam></samengestelde_groep></groepen>'
            f'<leerlingen><leerling key="1"{ids[0]}>{pupil}</leerling>'
            f'<leerling key="2"{ids[1]}>{pupil}</leerling></leerlingen>'
            f'<leerkrachten><leerkracht key="1"{ids[2]}>{teacher}</leerkracht>'
            f'<leerkracht key="2"{ids[3]}>{teacher}</leerkracht></leerkrachten></{self.root}>'
        )


CASES = {
    "edexml-2.0": Case("edexml-2.0/EDEXML.structuur.xsd", "EDEX", None, eckid=False),
    "edexml-2.1": Case("edexml-2.1/EDEXML.structuur.xsd", "EDEX", None),
    "2.2": Case("uwlr-2.2/Schemas/UWLR_Leerlinggegevens_v2p2.xsd"),
    "2.2 Smalle set": Case(
        "uwlr-2.2/Schemas/Profiel smalle set/Profiel_Smalle_set_UWLR_Leerlinggegevens_v2p2.xsd",
        pupil=BIRTH + YEAR,
        vestigingen=False,
    ),
    "2.2 LVS-set": Case(
        "uwlr-2.2/Schemas/Profiel LVS set/Profiel_LVS_set_UWLR_Leerlinggegevens_v2p2.xsd",
        after_groups=BSN_4,
        vestigingen=False,
    ),
    "2.3": Case("uwlr-2.3/Schemas/UWLR_Leerlinggegevens_v2p3.xsd"),
    "2.3 Smalle set": Case(
        "uwlr-2.3/Schemas/Profiel smalle set/Profiel_Smalle_set_UWLR_Leerlinggegevens_v2p3.xsd",
        pupil=YEAR,
        vestigingen=False,
    ),
    "2.3 LVS-set": Case(
        "uwlr-2.3/Schemas/Profiel LVS set/Profiel_LVS_set_UWLR_Leerlinggegevens_v2p3.xsd",
        vestigingen=False,
    ),
}


def find(document: etree._Element, path: str) -> list[etree._Element]:
    """The elements on a path of local names, in whatever namespace the document has."""
    return document.findall("/".join(f"{{*}}{step}" for step in path.split("/")))


def same(path: str, attribute: str) -> Callable[[etree._Element], None]:
    """Give the second element on the path the attribute value of the first."""

    def change(document: etree._Element) -> None:
        first, second, *_ = find(document, path)
        second.set(attribute, first.attrib[attribute])

    return change


def clash(document: etree._Element) -> None:
    """Give a samengestelde_groep the key of a groep. S2, because nothing refers to it."""
    find(document, "groepen/samengestelde_groep")[1].set("key", "G2")


def dangling(path: str, key: str = "nowhere") -> Callable[[etree._Element], None]:
    """Let the first reference on the path point at a key that is not there."""

    def change(document: etree._Element) -> None:
        find(document, path)[0].set("key", key)

    return change


# What is broken: how, and the identity constraint that must notice it.
BREAKS: dict[str, tuple[Callable[[etree._Element], None], set[str]]] = {
    "leerling key twice": (same("leerlingen/leerling", "key"), {"leerlingKey"}),
    "leerling eckid twice": (same("leerlingen/leerling", "eckid"), {"leerlingEckidUnique"}),
    "leerkracht key twice": (same("leerkrachten/leerkracht", "key"), {"leerkrachtKey"}),
    "leerkracht eckid twice": (same("leerkrachten/leerkracht", "eckid"), {"leerkrachtEckidUnique"}),
    "groep key twice": (same("groepen/groep", "key"), {"groepKeyUnique", "groepsKey"}),
    "samengestelde_groep key twice": (
        same("groepen/samengestelde_groep", "key"),
        {"groepKeyUnique", "samengesteldegroepsKey"},
    ),
    "one key for both kinds of groups": (clash, {"groepKeyUnique"}),
    "vestiging key twice": (same("vestigingen/vestiging", "key"), {"vestigingsKey"}),
    "groep of a leerling": (dangling("leerlingen/leerling/groep"), {"groepsRefLeerling"}),
    "groep of a leerling, other kind": (dangling("leerlingen/leerling/groep", "S1"), {"groepsRefLeerling"}),
    "samengestelde_groep of a leerling": (
        dangling("leerlingen/leerling/samengestelde_groepen/samengestelde_groep"),
        {"samengesteldegroepsRefLeerling"},
    ),
    "vestiging of a leerling": (dangling("leerlingen/leerling/vestiging"), {"vestigingsRefLeerling"}),
    "groep of a leerkracht": (dangling("leerkrachten/leerkracht/groepen/groep"), {"groepsRefLeerkracht"}),
    "samengestelde_groep of a leerkracht": (
        dangling("leerkrachten/leerkracht/groepen/samengestelde_groep"),
        {"samengesteldegroepsRefLeerkracht"},
    ),
}


def broken(case: Case) -> list[str]:
    """The breaks that this document can have."""
    return [
        what
        for what in BREAKS
        if (case.vestigingen or "vestiging" not in what) and (case.eckid or "eckid" not in what)
    ]
