"""HaalLeerlinggegevens as Spyne itself would have it: ComplexModels for the answer, its own serialiser.

A WSGI application for gunicorn; BENCH_SCHOOL names the file of tab-separated values with the school.
"""

# ruff: noqa: I001  the first import lets Spyne be imported on the newer Pythons
from uwlr_service.soap import spyne_compat  # noqa: F401

import csv
import os
from collections import defaultdict
from datetime import UTC, date, datetime
from pathlib import Path

from spyne import Application, Array, ComplexModel, Date, DateTime, Integer, Service, Unicode
from spyne import XmlAttribute, rpc
from spyne.protocol.soap import Soap11
from spyne.server.wsgi import WsgiApplication

NS = "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens"
AUTORISATIE = "http://www.edustandaard.nl/leerresultaten/2/autorisatie"
VERZOEK = "schooljaar brincode dependancecode schoolkey xsdversie gegevenssetid laatstontvangengegevens"


class Autorisatie(ComplexModel):
    """The header."""

    __namespace__ = AUTORISATIE
    __type_name__ = "autorisatie"
    _type_info = tuple((name, Unicode) for name in ("autorisatiesleutel", "klantcode", "klantnaam"))


class Verzoek(ComplexModel):
    """leerlinggegevens_verzoek."""

    __namespace__ = NS
    __type_name__ = "leerlinggegevens_verzoek"
    _type_info = tuple((name, Unicode) for name in VERZOEK.split())


class SchoolType(ComplexModel):
    """school."""

    __namespace__ = NS
    _type_info = (
        ("schooljaar", Unicode),
        ("peildatum", Date),
        ("brincode", Unicode),
        ("dependancecode", Unicode),
        ("aanmaakdatum", DateTime),
        ("xsdversie", Unicode),
    )


class GroepType(ComplexModel):
    """groep."""

    __namespace__ = NS
    _type_info = (
        ("naam", Unicode),
        ("jaargroep", Unicode),
        ("mutatiedatum", DateTime),
        ("key", XmlAttribute(Unicode)),
    )


class SamengesteldeGroepType(ComplexModel):
    """samengestelde_groep."""

    __namespace__ = NS
    _type_info = (("naam", Unicode), ("key", XmlAttribute(Unicode)))


class Referentie(ComplexModel):
    """A reference to a group."""

    __namespace__ = NS
    _type_info = (("key", XmlAttribute(Unicode)),)


class Groepen(ComplexModel):
    """The container of both kinds of groups."""

    __namespace__ = NS
    _type_info = (
        ("groep", GroepType.customize(max_occurs="unbounded")),
        ("samengestelde_groep", SamengesteldeGroepType.customize(max_occurs="unbounded")),
    )


NAMEN = [
    (name, Unicode.customize(sub_name=name.replace("_1", "-1")))
    for name in ("achternaam", "voorvoegsel", "voornamen", "voorletters_1", "roepnaam")
]
ATTRIBUTES = [("key", XmlAttribute(Unicode)), ("eckid", XmlAttribute(Unicode))]


class LeerlingType(ComplexModel):
    """leerling."""

    __namespace__ = NS
    _type_info = (
        *NAMEN,
        ("geboortedatum", Date),
        ("geslacht", Integer),
        ("start_ondw_jgr3", Date),
        ("jaargroep", Unicode),
        ("groep", Referentie),
        ("samengestelde_groepen", Array(Referentie.customize(sub_name="samengestelde_groep"))),
        ("gebruikersnaam", Unicode),
        ("emailadres", Unicode),
        ("fotourl", Unicode),
        ("mutatiedatum", DateTime),
        *ATTRIBUTES,
    )


class LeerkrachtType(ComplexModel):
    """leerkracht."""

    __namespace__ = NS
    _type_info = (
        *NAMEN,
        ("gebruikersnaam", Unicode),
        ("emailadres", Unicode),
        ("groepen", Array(Referentie.customize(sub_name="groep"))),
        ("mutatiedatum", DateTime),
        *ATTRIBUTES,
    )


class Leerlinggegevens(ComplexModel):
    """leerlinggegevens."""

    __namespace__ = NS
    _type_info = (
        ("school", SchoolType),
        ("groepen", Groepen),
        ("leerlingen", Array(LeerlingType.customize(sub_name="leerling"))),
        ("leerkrachten", Array(LeerkrachtType.customize(sub_name="leerkracht"))),
    )


class Antwoord(ComplexModel):
    """leerlinggegevens_antwoord."""

    __namespace__ = NS
    __type_name__ = "leerlinggegevens_antwoord"
    _type_info = (("leerlinggegevens", Leerlinggegevens),)


def read(path: Path) -> dict[str, list[list[str]]]:
    """The rows of the school by their kind."""
    rows = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for kind, *values in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            rows[kind].append(values)
    return rows


ROWS = read(Path(os.environ["BENCH_SCHOOL"]))


def leerling(row: list[str], now: datetime) -> LeerlingType:
    """One pupil."""
    key, eckid, achternaam, voorvoegsel, voornamen, voorletters, roepnaam, gebruiker, email, foto = row[:10]
    geboortedatum, geslacht, start, jaargroep, groep, *samengesteld = row[10:]
    return LeerlingType(
        key=key,
        eckid=eckid,
        achternaam=achternaam,
        voorvoegsel=voorvoegsel,
        voornamen=voornamen,
        voorletters_1=voorletters,
        roepnaam=roepnaam,
        geboortedatum=date.fromisoformat(geboortedatum),
        geslacht=int(geslacht),
        start_ondw_jgr3=date.fromisoformat(start),
        jaargroep=jaargroep,
        groep=Referentie(key=groep),
        samengestelde_groepen=[Referentie(key=key) for key in samengesteld],
        gebruikersnaam=gebruiker,
        emailadres=email,
        fotourl=foto,
        mutatiedatum=now,
    )


def leerkracht(row: list[str], now: datetime) -> LeerkrachtType:
    """One teacher."""
    key, eckid, achternaam, voorvoegsel, voornamen, voorletters, roepnaam, gebruiker, email, groep = row
    return LeerkrachtType(
        key=key,
        eckid=eckid,
        achternaam=achternaam,
        voorvoegsel=voorvoegsel,
        voornamen=voornamen,
        voorletters_1=voorletters,
        roepnaam=roepnaam,
        gebruikersnaam=gebruiker,
        emailadres=email,
        groepen=[Referentie(key=groep)],
        mutatiedatum=now,
    )


class Leerlinggegevensservice(Service):
    """The one operation that is measured."""

    __in_header__ = Autorisatie

    @rpc(
        Verzoek,
        _returns=Antwoord,
        _body_style="bare",
        _in_message_name="leerlinggegevens_verzoek",
        _out_message_name="leerlinggegevens_antwoord",
    )
    def HaalLeerlinggegevens(ctx, verzoek):
        """Everything at once."""
        if ctx.in_header is None or verzoek is None:
            raise ValueError("header and request are needed")
        now = datetime.now(UTC).replace(microsecond=0)
        ((schooljaar, brincode, dependancecode),) = ROWS["school"]
        return Antwoord(
            leerlinggegevens=Leerlinggegevens(
                school=SchoolType(
                    schooljaar=schooljaar,
                    peildatum=now.date(),
                    brincode=brincode,
                    dependancecode=dependancecode,
                    aanmaakdatum=now,
                    xsdversie="2.2",
                ),
                groepen=Groepen(
                    groep=[
                        GroepType(key=key, naam=naam, jaargroep=jaargroep, mutatiedatum=now)
                        for key, naam, jaargroep in ROWS["groep"]
                    ],
                    samengestelde_groep=[
                        SamengesteldeGroepType(key=key, naam=naam)
                        for key, naam in ROWS["samengestelde_groep"]
                    ],
                ),
                leerlingen=[leerling(row, now) for row in ROWS["leerling"]],
                leerkrachten=[leerkracht(row, now) for row in ROWS["leerkracht"]],
            )
        )


application = WsgiApplication(
    Application([Leerlinggegevensservice], NS, in_protocol=Soap11(validator="lxml"), out_protocol=Soap11())
)
