"""The tables of a school: its years, and the objects of EDEXML of each year, in versions."""

from typing import Any

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint
from sqlalchemy.types import TypeEngine

from uwlr_service.repository.schema.basis import KEY, NAAM, TEKST, metadata, of_the_file
from uwlr_service.repository.types import BINDINGEN, DAGEN, KEYS, ROLLEN, TOEVOEGINGEN, Deel, Moment


def _field(name: str, kind: TypeEngine[Any]) -> Column[Any]:
    return Column(name, kind)


school = Table(
    "school",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("brincode", String(4)),
    Column("dependancecode", String(2), nullable=False),
    Column("schoolkey", KEY),  # only for a school without BRIN
    Column("naam", NAAM),
    Column("klok", Moment),  # the last moment that was given out, see clock.py
    Column("rem", Deel),  # the part that may disappear at once, where the school has one of its own
    Column("soort", String(8), nullable=False, server_default="echt"),  # or a test school
    Column("accounts_sinds", Moment),  # null where imports make no accounts
    UniqueConstraint("brincode", "dependancecode"),
    UniqueConstraint("schoolkey"),
)

schooljaar = Table(
    "schooljaar",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("schooljaar", String(9), nullable=False),
    Column("revisie", Integer, nullable=False),
    Column("moment", Moment, nullable=False),
    Column("omslagdagen", DAGEN),  # days on which some pupil's status changes by itself
    Column("peildatum", Date),
    Column("aanmaakdatum", Moment),
    Column("vergeten_tot", Integer, nullable=False, server_default="0"),  # up to here states are not whole
    UniqueConstraint("school_id", "schooljaar"),
)

revisie = Table(
    "revisie",
    metadata,
    Column("schooljaar_id", ForeignKey("schooljaar.id"), primary_key=True),
    Column("revisie", Integer, primary_key=True),
    Column("moment", Moment, nullable=False),
    # Of the last file that gave this state.
    Column("peildatum", Date),
    Column("aanmaakdatum", Moment),
    # The newest aanmaakdatum on the way to this state: a file may come without one.
    Column("bereikt", Moment),
    # The revision of the import whose state this one has again; no value for an import.
    Column("terug_naar", Integer),
    *of_the_file(),
)


def _versioned(name: str, *columns: Column[Any]) -> Table:
    """A table whose rows are valid between two revisions; a row without ``tot_revisie`` still is."""
    table = Table(
        name,
        metadata,
        Column("schooljaar_id", ForeignKey("schooljaar.id"), primary_key=True),
        Column("key", KEY, primary_key=True),
        Column("van_revisie", Integer, primary_key=True),
        Column("tot_revisie", Integer),
        *columns,
    )
    Index(f"ix_{name}_stand", table.c.schooljaar_id, table.c.tot_revisie)
    return table


# The element school; one per school year, so its key is always the same.
schoolelement = _versioned(
    "schoolelement",
    _field("schoolkey", KEY),
    _field("instellingsnummer", String(6)),
    _field("auteur", String(128)),
    _field("commentaar", Text()),
    _field("toevoegingen", TOEVOEGINGEN),
)

vestiging = _versioned(
    "vestiging",
    _field("naam", NAAM),
    _field("omschrijving", TEKST),
    _field("mutatiedatum", Moment()),
)

groep = _versioned(
    "groep",
    _field("naam", NAAM),
    _field("jaargroep", String(2)),
    _field("omschrijving", TEKST),
    _field("toevoegingen", TOEVOEGINGEN),
    _field("mutatiedatum", Moment()),
)

samengestelde_groep = _versioned(
    "samengestelde_groep",
    _field("naam", NAAM),
    _field("omschrijving", TEKST),
    _field("toevoegingen", TOEVOEGINGEN),
    _field("mutatiedatum", Moment()),
)

leerling = _versioned(
    "leerling",
    _field("eckid", KEY),
    _field("achternaam", String(200)),
    _field("voorvoegsel", String(10)),
    _field("voornamen", String(200)),
    _field("voorletters_1", String(6)),
    _field("roepnaam", NAAM),
    _field("geboortedatum", Date()),
    _field("geslacht", Integer()),
    _field("start_ondw_jgr3", Date()),
    _field("jaargroep", String(2)),
    _field("groep", KEY),
    _field("samengestelde_groepen", KEYS),
    _field("vestiging", KEY),
    _field("gebruikersnaam", NAAM),
    _field("emailadres", TEKST),
    _field("fotourl", TEKST),
    _field("etniciteit", String(1)),
    _field("land", String(2)),
    _field("land_vader", String(2)),
    _field("land_moeder", String(2)),
    _field("bsn_ondwnr_4", String(4)),
    _field("gewicht_nieuw", String(3)),
    _field("gewicht", String(4)),
    _field("postcodenl", String(6)),
    _field("postnummerbe", String(4)),
    _field("postcodeoverig", String(32)),
    _field("instroomdatum", Date()),
    _field("uitstroomdatum", Date()),
    _field("toevoegingen", TOEVOEGINGEN),
    _field("mutatiedatum", Moment()),
)

leerkracht = _versioned(
    "leerkracht",
    _field("eckid", KEY),
    _field("achternaam", String(200)),
    _field("voorvoegsel", String(10)),
    _field("voornamen", String(200)),
    _field("voorletters_1", String(6)),
    _field("roepnaam", NAAM),
    _field("gebruikersnaam", NAAM),
    _field("emailadres", TEKST),
    _field("rollen", ROLLEN),
    _field("groepen", BINDINGEN),
    _field("toevoegingen", TOEVOEGINGEN),
    _field("mutatiedatum", Moment()),
)
