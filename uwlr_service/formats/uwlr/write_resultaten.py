"""Writing a message with results, as a publisher does."""

from uwlr_service.domain.uwlr.resultaat import (
    AnderResultaat,
    Leerresultaten,
    OsoResultaat,
    Referentiescore,
    Resultaat,
    Toetsafname,
    Toetsscore,
    Uitslag,
)
from uwlr_service.formats.escape import attribute
from uwlr_service.formats.uwlr.namespaces import LEERRESULTATEN, OSO
from uwlr_service.formats.uwlr.write_toetsen import number, plain, term, write_toets


def write_leerresultaten(bericht: Leerresultaten) -> bytes:
    """The body element of a message; in version 2.1 without eckids, which it does not know."""
    with_eckid = bericht.xsdversie != "2.1"
    afnamen = "".join(_toetsafname(afname, with_eckid=with_eckid) for afname in bericht.toetsafnames)
    toetsen = "".join(map(write_toets, bericht.toetsen))
    return (
        f'<leerresultaten_verzoek xmlns="{LEERRESULTATEN}">{_school(bericht)}'
        f"<toetsafnames>{afnamen}</toetsafnames><toetsen>{toetsen}</toetsen></leerresultaten_verzoek>"
    ).encode()


def _school(bericht: Leerresultaten) -> str:
    school = bericht.school
    dependancecode = None
    if school.brincode:
        dependancecode = school.dependancecode
    inner = (
        plain("schooljaar", bericht.schooljaar)
        + plain("brincode", school.brincode)
        + plain("dependancecode", dependancecode)
        + plain("schoolkey", school.schoolkey)
        + plain("aanmaakdatum", bericht.aanmaakdatum.isoformat())
        + plain("auteur", bericht.auteur)
        + plain("xsdversie", bericht.xsdversie)
        + plain("commentaar", bericht.commentaar)
    )
    return f"<school>{inner}</school>"


def _toetsafname(afname: Toetsafname, *, with_eckid: bool) -> str:
    eckid = None
    if with_eckid:
        eckid = afname.eckid
    head = (
        plain("leerlingid", afname.leerlingid)
        + plain("eckid", eckid)
        + plain("resultaatverwerkerid", afname.resultaatverwerkerid)
    )
    resultaten = "".join(map(_resultaat, afname.resultaten))
    return f"<toetsafname>{head}<resultaten>{resultaten}</resultaten></toetsafname>"


def _resultaat(resultaat: Resultaat) -> str:
    inner = (
        plain("afnamedatum", resultaat.afnamedatum.isoformat())
        + plain("toetscode", resultaat.toetscode)
        + term("versie", resultaat.versie)
        + plain("toetsonderdeelcode", resultaat.toetsonderdeelcode)
        + _uitslag(resultaat.uitslag)
        + plain("infourl", resultaat.infourl)
    )
    return f'<resultaat key="{attribute(resultaat.key)}">{inner}</resultaat>'


def _uitslag(uitslag: Uitslag) -> str:
    if isinstance(uitslag, AnderResultaat):
        return uitslag.xml
    if isinstance(uitslag, OsoResultaat):
        return _oso(uitslag)
    return number("score", uitslag)


def _oso(uitslag: OsoResultaat) -> str:
    score = ""
    if uitslag.toetsscore:
        score = _toetsscore(uitslag.toetsscore)
    referenties = "".join(map(_referentiescore, uitslag.referentiescores))
    return f'<osoresultaat xmlns:oso="{OSO}">{score}{referenties}</osoresultaat>'


def _toetsscore(score: Toetsscore) -> str:
    interval = number("oso:bivlaag", score.bivlaag) + number("oso:bivhoog", score.bivhoog)
    if interval:
        interval = f"<oso:betrouwbaarheidsinterval>{interval}</oso:betrouwbaarheidsinterval>"
    inner = (
        number("oso:aantalopgaven", score.aantalopgaven)
        + number("oso:aantalgoed", score.aantalgoed)
        + number("oso:aantalfout", score.aantalfout)
        + number("oso:aantalgelezen", score.aantalgelezen)
        + number("oso:tijd", score.tijd)
        + number("oso:vaardigheidsscore", score.vaardigheidsscore)
        + plain("oso:codevaardigheidsschaal", score.codevaardigheidsschaal)
        + interval
    )
    return f"<oso:toetsscore>{inner}</oso:toetsscore>"


def _referentiescore(score: Referentiescore) -> str:
    inner = (
        plain("oso:codereferentiescore", score.codereferentiescore)
        + plain("oso:codevergelijkingsgroep", score.codevergelijkingsgroep)
        + plain("oso:waarde", score.waarde)
        + plain("oso:kwalificatie", score.kwalificatie)
    )
    return f"<oso:referentiescore>{inner}</oso:referentiescore>"
