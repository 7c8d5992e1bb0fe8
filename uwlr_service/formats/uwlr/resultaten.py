"""Reading a message with results."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import starmap
from typing import Any

from lxml import etree

from uwlr_service import tracing
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import EN_MEER, InhoudOngeldig, Melding, OngeldigBericht
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.uwlr.plaats import VERZOEK as VERZOEK_PLAATS
from uwlr_service.domain.uwlr.plaats import Plaats
from uwlr_service.domain.uwlr.resultaat import Leerresultaten, Resultaat, Toetsafname, Uitslag
from uwlr_service.domain.uwlr.toets import Toets
from uwlr_service.domain.uwlr.vocabulaire import bound_vocabulaires
from uwlr_service.formats import findings, judging, schemas
from uwlr_service.formats.schemas import Schema
from uwlr_service.formats.uwlr import fields
from uwlr_service.formats.uwlr.definitiegrens import bound_definities
from uwlr_service.formats.uwlr.getallen import GetalTeLang
from uwlr_service.formats.uwlr.namespaces import LEERRESULTATEN, LR
from uwlr_service.formats.uwlr.toetsen import numbered, optional_term, read_toets
from uwlr_service.formats.uwlr.uitslagen import UITSLAGEN, read_uitslag
from uwlr_service.formats.uwlr.verwijzingen import many_dangling
from uwlr_service.formats.verwachting import DATUM, of_length
from uwlr_service.formats.witruimte.spaties import trim_values

VERZOEK = f"{LR}leerresultaten_verzoek"
BEVESTIGING_TAG = f"{LR}leerresultaten_bevestiging"
BEVESTIGING = f'<leerresultaten_bevestiging xmlns="{LEERRESULTATEN}"/>'.encode()
"""The whole answer (UWLR 2.2, Leerresultaten, ctpLeeg); it must hold no white space."""

SCHOOL = f"{LR}school"
XSDVERSIE = f"{LR}xsdversie"
LEERLINGID = f"{LR}leerlingid"
ECKID = f"{LR}eckid"
VERWERKER = f"{LR}resultaatverwerkerid"
RESULTAAT = f"{LR}resultaat"
AFNAMEDATUM = f"{LR}afnamedatum"
TOETSCODE = f"{LR}toetscode"
ONDERDEELCODE = f"{LR}toetsonderdeelcode"
INFOURL = f"{LR}infourl"
LONGEST_KEY_2_1 = 64
SHORT_KEY = of_length("hoogstens", LONGEST_KEY_2_1)
Wrong = tuple[str, str]
TOO_LARGE = ("heeft een waarde die geen computer kan bewaren", "een heel getal van hoogstens 4300 cijfers")
NO_DAY = ("is geen datum in de jaren 1 tot en met 9999", DATUM)
"""What is wrong with a value that the schema takes and Python does not, and what was expected."""
VOCABULAIRES = etree.XPath("descendant::*/@vocabulaire", smart_strings=False)
"""Looked at before anything is read: a hundred thousand definitions take a second to read."""
COLLAPSED = tuple(
    f"{LR}{naam}"
    for naam in (
        "afnamedatum aanmaakdatum score toetsonderdeelvolgnummer wegingsfactor beginnormwaarde eindnormwaarde"
        " schoolcijfer_vanaf schoolcijfer_totenmet rood groen blauw transparantie"
    ).split()
)
"""The numbers and dates: around them white space means nothing (XML Schema, whiteSpace=collapse)."""


@tracing.traced("formats")
def read_leerresultaten(
    element: etree._Element, judges: Mapping[str, Schema] = schemas.LEERRESULTATEN
) -> Leerresultaten:
    """A message with results from its body element; validates it first.

    ``judges`` are the schemas by xsdversie, for a service that agreed on types of its own. Raises
    XsdVersieOngeldig, OngeldigBericht with every finding.
    """
    xsdversie = fields.check_xsdversie(element.find(f"{SCHOOL}/{XSDVERSIE}"))
    is_large = judging.is_large(element)
    if is_large:
        bound_definities(element)
    meldingen = _judge(element, judges[xsdversie], xsdversie, is_large)
    if meldingen and trim_values(element, COLLAPSED):
        meldingen = _judge(element, judges[xsdversie], xsdversie, is_large)
    if meldingen:
        raise OngeldigBericht.of(meldingen)
    if is_large:
        bound_vocabulaires(set(VOCABULAIRES(element)))
    school, toetsafnames, toetsen = element
    head = {child.tag: child for child in school}
    reader = _Reader()
    read = tuple(starmap(reader.toetsafname, numbered(toetsafnames)))
    definities = reader.toetsen(toetsen)
    if reader.meldingen:
        raise InhoudOngeldig(meldingen=reader.meldingen)
    return Leerresultaten(
        school=fields.schoolcode(head, LR),
        schooljaar=fields.read(head[f"{LR}schooljaar"], Schooljaar),
        aanmaakdatum=fields.read(head[f"{LR}aanmaakdatum"], fields.moment("aanmaakdatum")),
        xsdversie=xsdversie,
        toetsafnames=read,
        toetsen=definities,
        auteur=fields.optional(head.get(f"{LR}auteur"), str),
        commentaar=fields.optional(head.get(f"{LR}commentaar"), str),
    )


def _judge(element: etree._Element, schema: Schema, xsdversie: str, is_large: bool) -> list[Melding]:
    meldingen: list[Melding] = []
    if is_large:
        meldingen = many_dangling(element)
    if not meldingen:
        meldingen = findings.findings(schema, element, is_large=is_large)
    if not meldingen and xsdversie == "2.1":
        meldingen = findings.bounded(_newer_than_2_1(element))
    return meldingen


class _Reader:
    """Reads results, and remembers the values that the schema accepts and Python cannot hold."""

    def __init__(self) -> None:
        self.meldingen: list[Melding] = []

    def toetsafname(self, number: int, element: etree._Element) -> Toetsafname:
        plaats = VERZOEK_PLAATS.within("toetsafnames/toetsafname", number, element.sourceline)
        values: dict[str, str | None] = {}
        for child in element:
            values[child.tag] = child.text
        return Toetsafname(
            leerlingid=values.get(LEERLINGID),
            resultaten=tuple(
                self.resultaat(resultaat, plaats.within("resultaten/resultaat", nummer, resultaat.sourceline))
                for nummer, resultaat in numbered(child)  # the last child is resultaten
            ),
            eckid=values.get(ECKID),
            resultaatverwerkerid=values.get(VERWERKER),
            plaats=plaats,
        )

    def resultaat(self, element: etree._Element, plaats: Plaats) -> Resultaat:
        # A loop over the children: to look each of them up by name takes twice as long, and a message can
        # hold tens of thousands of results.
        afnamedatum = date.min
        toetscode = ""
        infourl = None
        versie = None
        onderdeel = None
        uitslag: Uitslag = 0
        for child in element:
            tag = child.tag
            if tag in UITSLAGEN:
                uitslag = self._convert(child, read_uitslag, child) or 0
            elif tag == AFNAMEDATUM:
                afnamedatum = self._convert(child, tijd.parse_day, child.text, NO_DAY) or date.min
            elif tag == TOETSCODE:
                toetscode = child.text
            elif tag == ONDERDEELCODE:
                onderdeel = child.text
            elif tag == INFOURL:
                infourl = child.text
            else:
                versie = optional_term(child)
        return Resultaat(
            key=element.get("key"),
            afnamedatum=afnamedatum,
            toetscode=toetscode,
            uitslag=uitslag,
            versie=versie,
            toetsonderdeelcode=onderdeel,
            infourl=infourl,
            plaats=plaats,
        )

    def toetsen(self, element: etree._Element) -> tuple[Toets, ...]:
        definities = []
        for number, toets in numbered(element):
            try:
                definities.append(read_toets(toets, VERZOEK_PLAATS, number))
            except GetalTeLang as error:
                self._add(fields.finding(error.element, str(error), error.verwacht))
        return tuple(definities)

    def _convert(self, child: etree._Element, convert: Any, value: Any, wrong: Wrong = TOO_LARGE) -> Any:
        try:
            return convert(value)
        except GetalTeLang as error:
            melding = fields.finding(error.element, str(error), error.verwacht)
            self._add(replace(melding, key=child.getparent().get("key")))
        except ValueError:
            tekst, verwacht = wrong
            melding = fields.finding(child, f"'{etree.QName(child).localname}' {tekst}", verwacht)
            self._add(replace(melding, key=child.getparent().get("key")))
        return None

    def _add(self, melding: Melding) -> None:
        """Remember a fault; with as many as are told, reading ends."""
        if len(self.meldingen) == findings.LIMIT:
            raise InhoudOngeldig(meldingen=[*self.meldingen, EN_MEER])
        self.meldingen.append(melding)


def _newer_than_2_1(element: etree._Element) -> Iterator[Melding]:
    """Faults in 2.1 that the schema of 2.2 accepts: eckid, and keys of more than 64 characters."""
    for eckid in element.iter(ECKID):
        yield fields.finding(eckid, "'eckid' bestaat niet in UWLR 2.1", "geen eckid, of xsdversie 2.2 of 2.3")
    for tag in (LEERLINGID, VERWERKER, TOETSCODE, ONDERDEELCODE):
        tekst = f"'{etree.QName(tag).localname}' is in UWLR 2.1 te lang"
        for child in element.iter(tag):
            if len(child.text or "") > LONGEST_KEY_2_1:
                yield fields.finding(child, tekst, SHORT_KEY)
    for resultaat in element.iter(RESULTAAT):
        if len(resultaat.get("key")) > LONGEST_KEY_2_1:
            yield fields.finding(resultaat, "de key van 'resultaat' is in UWLR 2.1 te lang", SHORT_KEY)
