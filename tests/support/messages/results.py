"""Messages with results as text: plain defaults, and only what a test is about spelled out."""

from collections.abc import Iterable

from tests.support.messages.soap import envelope, header
from tests.support.schools.builders import JAAR
from uwlr_service.domain import tijd
from uwlr_service.formats.uwlr.namespaces import LEERRESULTATEN, OSO

LR = f"{{{LEERRESULTATEN}}}"
BRENG = "/uwlr/leerresultaten"
NORM = (
    "<norm><term>onvoldoende</term><beginnormwaarde>0</beginnormwaarde><eindnormwaarde>5</eindnormwaarde></norm>"
    "<norm><term>voldoende</term><beginnormwaarde>6</beginnormwaarde><eindnormwaarde>10</eindnormwaarde></norm>"
)


def norm(term: str, begin: int, eind: int) -> str:
    """One norm."""
    return (
        f"<norm><term>{term}</term><beginnormwaarde>{begin}</beginnormwaarde>"
        f"<eindnormwaarde>{eind}</eindnormwaarde></norm>"
    )


def toets(code: str = "T1", *, normen: str = NORM, versie: str = "", onderdelen: Iterable[str] = ()) -> str:
    """A definition with norms for the whole test; ``onderdelen`` are codes of parts."""
    parts = "".join(
        f"<toetsonderdeel><toetsonderdeelvolgnummer>{number}</toetsonderdeelvolgnummer>"
        f"<toetsonderdeelcode>{onderdeel}</toetsonderdeelcode></toetsonderdeel>"
        for number, onderdeel in enumerate(onderdelen, start=1)
    )
    return (
        f"<toets><toetscode>{code}</toetscode>{f'<versie>{versie}</versie>' if versie else ''}"
        f"<toetsnaam>Blok 1</toetsnaam>"
        f"{f'<toetsnormering>{normen}</toetsnormering>' if normen else ''}"
        f"{f'<toetsonderdelen>{parts}</toetsonderdelen>' if parts else ''}</toets>"
    )


def resultaat(
    key: str = "R1",
    score: object = 7,
    *,
    datum: str = "2026-11-02",
    code: str = "T1",
    onderdeel: str = "",
    uitslag: str = "",
    versie: str = "",
    infourl: str = "",
) -> str:
    """One result; ``uitslag`` takes the place of a score."""
    return (
        f'<resultaat key="{key}"><afnamedatum>{datum}</afnamedatum><toetscode>{code}</toetscode>'
        f"{f'<versie>{versie}</versie>' if versie else ''}"
        f"{f'<toetsonderdeelcode>{onderdeel}</toetsonderdeelcode>' if onderdeel else ''}"
        f"{uitslag or f'<score>{score}</score>'}"
        f"{f'<infourl>{infourl}</infourl>' if infourl else ''}</resultaat>"
    )


def oso(inner: str = "<o:aantalgoed>7</o:aantalgoed>") -> str:
    """A result in the shape of OSO, for ``uitslag``."""
    return f'<osoresultaat xmlns:o="{OSO}"><o:toetsscore>{inner}</o:toetsscore></osoresultaat>'


def toetsafname(leerling: str = "L1", *resultaten: str, eckid: str = "", verwerker: str = "") -> str:
    """The results of one pupil, by default one; without a leerling there is no leerlingid."""
    return (
        f"<toetsafname>{f'<leerlingid>{leerling}</leerlingid>' if leerling else ''}"
        f"{f'<eckid>{eckid}</eckid>' if eckid else ''}"
        f"{f'<resultaatverwerkerid>{verwerker}</resultaatverwerkerid>' if verwerker else ''}"
        f"<resultaten>{''.join(resultaten or (resultaat(),))}</resultaten></toetsafname>"
    )


def verzoek(
    *toetsafnames: str,
    toetsen: str = "",
    aanmaakdatum: str = "",
    xsdversie: str = "2.2",
    schooljaar: str = JAAR,
    brincode: str = "99XX",
    dependancecode: str = "16",
) -> str:
    """The body element of a message with results, by default one result of L1, made just now."""
    moment = aanmaakdatum or tijd.format_moment(tijd.now())
    return (
        f'<leerresultaten_verzoek xmlns="{LEERRESULTATEN}"><school><schooljaar>{schooljaar}</schooljaar>'
        f"<brincode>{brincode}</brincode><dependancecode>{dependancecode}</dependancecode>"
        f"<aanmaakdatum>{moment}</aanmaakdatum><xsdversie>{xsdversie}</xsdversie></school>"
        f"<toetsafnames>{''.join(toetsafnames or (toetsafname(),))}</toetsafnames>"
        f"<toetsen>{toetsen or toets()}</toetsen></leerresultaten_verzoek>"
    )


def bericht(sleutel: str, *toetsafnames: str, **delen: str) -> bytes:
    """A whole message with results by Uitgeverij."""
    return envelope(verzoek(*toetsafnames, **delen), header(sleutel))
