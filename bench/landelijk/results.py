"""A year of results of each school, as its publishers brought them: test by test, 25 pupils a message.

The rows are those that the service writes for these messages, put in the tables by the thousand. The text of
the messages is left out, as it is once its retention has ended.
"""

import hashlib
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time, timedelta
from random import Random

from sqlalchemy import Connection, select

from bench.landelijk import bulk
from bench.landelijk.land import LandSchool, Omvang, UwlrLink
from uwlr_service.domain import tijd
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.uwlr.resultaat import Leerresultaten, Resultaat, Toetsafname
from uwlr_service.domain.uwlr.toets import Norm, Normering, Term, Toets, Toetsonderdeel
from uwlr_service.domain.uwlr.verwerking import Afname, Vastgelegd
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.koppeling import autorisatiesleutel, koppeling
from uwlr_service.repository.schema.school import leerling, schooljaar
from uwlr_service.repository.schema.uwlr import resultaat, resultatenbericht, resultatenstand
from uwlr_service.repository.schema.volgorde import resultatenwachtrij
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.repository.uwlr.resultaten import Ontvangen, row_of
from uwlr_service.repository.uwlr.toetsdefinities import Momentopname, ToetsdefinitieRepository
from uwlr_service.repository.uwlr.volgorde import VolgordeRepository

IN_A_MESSAGE = 25
HIGHEST = 10
VAKKEN = ("rekenen", "spelling", "lezen", "woordenschat")
ONDERDELEN = 5
SCHOOL_OPENS = time(8, 30)
XSDVERSIE = "2.2"
NORMERING = Normering(
    normen=(
        Norm(term="onvoldoende", beginnormwaarde=0, eindnormwaarde=5),
        Norm(term="voldoende", beginnormwaarde=6, eindnormwaarde=HIGHEST),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitgever:
    """A publisher that brings results: the numbers of its rows, and those of its tests by toetscode."""

    klant_id: int
    koppeling_id: int
    sleutel_id: int
    klantcode: str
    definities: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Bezorgd:
    """A school, and the publishers that bring its results."""

    school: LandSchool
    uitgevers: Sequence[Uitgever]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schoolwerk:
    """A school whose pupils make tests of a publisher: each of them ``rounds`` in the year."""

    code: Schoolcode
    index: int
    schooljaar: Schooljaar
    leerlingen: Sequence[str]
    klantcode: str
    rounds: int
    seed: int


def toetsen(klantcode: str) -> tuple[Toets, ...]:
    """The tests of a publisher."""
    return tuple(_toets(klantcode, vak) for vak in VAKKEN)


def _toets(klantcode: str, vak: str) -> Toets:
    return Toets(
        toetscode=Term(f"{klantcode}-{vak}"),
        toetsnaam=f"{vak.capitalize()}, van {klantcode}",
        toetsnormering=NORMERING,
        toetsonderdelen=tuple(
            Toetsonderdeel(
                toetsonderdeelvolgnummer=number,
                toetsonderdeelcode=Term(f"blok-{number}"),
                toetsonderdeelnormering=NORMERING,
            )
            for number in range(1, ONDERDELEN + 1)
        ),
    )


def berichten(werk: Schoolwerk) -> Iterator[Leerresultaten]:
    """The messages of a publisher about a school, the oldest first, and the last of them yesterday."""
    rng = Random(f"{werk.seed}/{werk.index}/{werk.klantcode}")
    of_klant = toetsen(werk.klantcode)
    batches = [
        werk.leerlingen[start : start + IN_A_MESSAGE]
        for start in range(0, len(werk.leerlingen), IN_A_MESSAGE)
    ]
    count = werk.rounds * len(batches)
    begin = datetime.combine(werk.schooljaar.first_day, SCHOOL_OPENS, UTC)
    span = datetime.combine(tijd.today() - timedelta(days=1), SCHOOL_OPENS, UTC) - begin
    for number in range(count):
        at_round, batch = divmod(number, len(batches))
        toets = of_klant[at_round % len(of_klant)]
        onderdeel = toets.toetsonderdelen[at_round // len(of_klant) % ONDERDELEN]
        moment = tijd.whole_second(begin + span * (number + 1) / count)
        yield Leerresultaten(
            school=werk.code,
            schooljaar=werk.schooljaar,
            aanmaakdatum=moment,
            xsdversie=XSDVERSIE,
            toetsafnames=tuple(
                Toetsafname(
                    leerlingid=key,
                    resultaten=(
                        Resultaat(
                            key=str(uuid.UUID(int=rng.getrandbits(128), version=4)),
                            afnamedatum=moment.date(),
                            toetscode=toets.toetscode.waarde,
                            uitslag=rng.randint(0, HIGHEST),
                            toetsonderdeelcode=onderdeel.toetsonderdeelcode.waarde,
                        ),
                    ),
                )
                for key in batches[batch]
            ),
            toetsen=(toets,),
        )


def by_school(database: Database, links: Iterable[UwlrLink], scholen: Iterable[LandSchool]) -> list[Bezorgd]:
    """The schools with the publishers of their links, whose tests are stored."""
    of_school: dict[str, list[Uitgever]] = {school.code: [] for school in scholen}
    for link, uitgever in _uitgevers(database, links):
        for code in link.scholen:
            of_school[code].append(uitgever)
    return [Bezorgd(school, of_school[school.code]) for school in scholen]


def _uitgevers(database: Database, links: Iterable[UwlrLink]) -> list[tuple[UwlrLink, Uitgever]]:
    by_koppeling = {link.koppeling: link for link in links}
    rows = select(koppeling.c.id, koppeling.c.klant_id, autorisatiesleutel.c.id.label("sleutel")).join_from(
        koppeling, autorisatiesleutel
    )
    with database.write() as connection:
        present = rows.where(koppeling.c.id.in_(by_koppeling)).order_by(koppeling.c.id)
        return [
            (
                by_koppeling[row.id],
                _uitgever(connection, by_koppeling[row.id], klant_id=row.klant_id, sleutel_id=row.sleutel),
            )
            for row in connection.execute(present).all()
        ]


def _uitgever(connection: Connection, link: UwlrLink, *, klant_id: int, sleutel_id: int) -> Uitgever:
    opnamen = [Momentopname.of(toets) for toets in toetsen(link.klantcode)]
    numbers = ToetsdefinitieRepository(connection).ensure(klant_id, opnamen, tijd.now())
    return Uitgever(
        klant_id=klant_id,
        koppeling_id=link.koppeling,
        sleutel_id=sleutel_id,
        klantcode=link.klantcode,
        definities={opname.toets.toetscode.waarde: numbers[opname.digest] for opname in opnamen},
    )


def store(url: str, omvang: Omvang, scholen: Iterable[Bezorgd]) -> int:
    """Store the results of some of the schools; returns how many."""
    with closing(Database.open(url)) as database:
        return sum(_store(database, omvang, bezorgd) for bezorgd in scholen)


def number(database: Database) -> int:
    """Give all messages their place in the order in which a LAS reads them; returns how many there are."""
    with database.write() as connection:
        return VolgordeRepository(connection).number(tijd.now())


def brought(database: Database, omvang: Omvang, bezorgd: Bezorgd) -> list[tuple[Leerresultaten, Uitgever]]:
    """All messages about a school, each with its publisher, in the order in which they came."""
    school = bezorgd.school
    with database.read() as connection:
        leerlingen = _in_a_group(connection, SchoolRepository(connection).get(school.schoolcode), omvang)
    came = [
        (bericht, uitgever)
        for place, uitgever in enumerate(bezorgd.uitgevers)
        for bericht in berichten(
            Schoolwerk(
                code=school.schoolcode,
                index=school.index,
                schooljaar=Schooljaar(omvang.schooljaar),
                leerlingen=leerlingen,
                klantcode=uitgever.klantcode,
                rounds=_share(omvang.results, len(bezorgd.uitgevers), place),
                seed=omvang.seed,
            )
        )
    ]
    return sorted(came, key=lambda each: (each[0].aanmaakdatum, each[1].klantcode))


def _store(database: Database, omvang: Omvang, bezorgd: Bezorgd) -> int:
    came = brought(database, omvang, bezorgd)
    with database.write() as connection:
        return _add(connection, SchoolRepository(connection).get(bezorgd.school.schoolcode), came)


def _share(whole: int, parts: int, place: int) -> int:
    """What falls to one of the parts when a whole is dealt out."""
    return whole // parts + (place < whole % parts)


def _in_a_group(connection: Connection, school_id: int, omvang: Omvang) -> list[str]:
    """The keys of the pupils who are in a group."""
    rows = connection.execute(
        select(leerling.c.key)
        .join_from(leerling, schooljaar, schooljaar.c.id == leerling.c.schooljaar_id)
        .where(
            schooljaar.c.school_id == school_id,
            schooljaar.c.schooljaar == omvang.schooljaar,
            leerling.c.tot_revisie.is_(None),
            leerling.c.groep.is_not(None),
        )
    )
    return sorted(rows.scalars())


def _add(connection: Connection, school_id: int, came: Sequence[tuple[Leerresultaten, Uitgever]]) -> int:
    """Write messages, of which each makes a revision of the school's results."""
    received = [
        (revisie, _ontvangen(school_id, bericht, uitgever), bericht, uitgever)
        for revisie, (bericht, uitgever) in enumerate(came, start=1)
    ]
    if not received:
        return 0
    bulk.add(connection, resultatenstand, [{"school_id": school_id, "revisie": len(received)}])
    bulk.add(
        connection,
        resultatenbericht,
        [asdict(ontvangen) | {"revisie": revisie, "inhoud": None} for revisie, ontvangen, _, _ in received],
    )
    bulk.add(
        connection,
        resultatenwachtrij,
        [{"school_id": school_id, "revisie": revisie} for revisie, _, _, _ in received],
    )
    rows: list[dict[str, object]] = []
    for revisie, ontvangen, bericht, uitgever in received:
        base = {"school_id": school_id, "klant_id": uitgever.klant_id, "van_revisie": revisie}
        for vastgelegd in _vastgelegd(ontvangen, bericht, uitgever):
            rows.append(row_of(base | {"tot_revisie": None}, vastgelegd))
    bulk.add(connection, resultaat, rows)
    return len(rows)


def _ontvangen(school_id: int, bericht: Leerresultaten, uitgever: Uitgever) -> Ontvangen:
    keys = "".join(each.key for each in bericht.resultaten())
    return Ontvangen(
        school_id=school_id,
        klant_id=uitgever.klant_id,
        koppeling_id=uitgever.koppeling_id,
        sleutel_id=uitgever.sleutel_id,
        digest=hashlib.sha256(keys.encode()).hexdigest(),
        schooljaar=bericht.schooljaar,
        xsdversie=bericht.xsdversie,
        aanmaakdatum=bericht.aanmaakdatum,
        ontvangen=bericht.aanmaakdatum,
        auteur=None,
        commentaar=None,
        aantal=bericht.aantal,
        inhoud=b"",
    )


def _vastgelegd(ontvangen: Ontvangen, bericht: Leerresultaten, uitgever: Uitgever) -> Iterator[Vastgelegd]:
    for toetsafname in bericht.toetsafnames:
        for result in toetsafname.resultaten:
            yield Vastgelegd(
                key=result.key,
                afname=Afname(
                    leerling=str(toetsafname.leerlingid),
                    toetsvocabulaire=None,
                    toetscode=result.toetscode,
                    versie=None,
                    toetsonderdeelcode=result.toetsonderdeelcode,
                    afnamedatum=result.afnamedatum,
                ),
                definitie=uitgever.definities[result.toetscode],
                uitslag=result.uitslag,
                aanmaakdatum=ontvangen.aanmaakdatum,
            )
