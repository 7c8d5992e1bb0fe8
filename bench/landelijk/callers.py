"""Everybody who asks about the schools of a country: publishers, partners, a LAS and an application."""

import json
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from bench.landelijk.land import GkvLink, LandSchool, LasClient, Omvang, SsoClient, UwlrLink
from bench.signing_in import SCOPE
from tests.support.partners.handelenden import DOOR
from tests.support.sso.toepassingen import LEERLINGEN_OOK, TERUG, add_client, add_sso_link
from uwlr_service.diensten import Diensten
from uwlr_service.domain.koppeling import partner
from uwlr_service.domain.koppeling.gegevenssets import VOLLEDIG
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS
from uwlr_service.domain.las.las import client_id
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats.gkv import handtekening
from uwlr_service.repository.database import Database

UWLR_OF_A_SCHOOL = 8
GKV_OF_A_SCHOOL = 2
"""So a school has ten links, however many partners there are; of forty each has a quarter of the schools."""
GKV_SHARE = 5
"""One partner in so many collects packages; the others are publishers."""


def partners_of_gkv(omvang: Omvang) -> int:
    """How many of the partners collect packages; the others are publishers."""
    return omvang.partners // GKV_SHARE


def spread(omvang: Omvang, scholen: Sequence[LandSchool], links: int, of_a_school: int) -> list[list[str]]:
    """The codes of the schools of each link; each school draws its own links by lot."""
    spread_over: list[list[str]] = [[] for _ in range(links)]
    for school in scholen:
        rng = Random(f"{omvang.seed}/{links}/{school.index}")
        for number in rng.sample(range(links), of_a_school):
            spread_over[number].append(school.code)
    return spread_over


def add_uwlr(diensten: Diensten, omvang: Omvang, scholen: Sequence[LandSchool]) -> Iterator[UwlrLink]:
    """Give each publisher a link with its schools."""
    links = omvang.partners - partners_of_gkv(omvang)
    for number, codes in enumerate(spread(omvang, scholen, links, UWLR_OF_A_SCHOOL), start=1):
        if not codes:
            continue
        naam, code = f"Uitgeverij {number}", f"U{number:02}"
        uitgifte = diensten.koppelingbeheer.add(
            klantnaam=naam, klantcode=code, scholen=_parsed(codes), gegevensset=VOLLEDIG, door=DOOR
        )
        yield UwlrLink(
            koppeling=uitgifte.koppeling.id,
            klantnaam=naam,
            klantcode=code,
            sleutel=uitgifte.sleutel,
            gegevensset=VOLLEDIG,
            scholen=tuple(codes),
        )


def add_gkv(diensten: Diensten, omvang: Omvang, scholen: Sequence[LandSchool]) -> Iterator[GkvLink]:
    """Give each partner of GKV a link with its schools, and a key; there are no packages yet."""
    links = partners_of_gkv(omvang)
    for number, codes in enumerate(spread(omvang, scholen, links, GKV_OF_A_SCHOOL), start=1):
        if not codes:
            continue
        uitgifte = diensten.koppelingbeheer.add(
            klantnaam=f"Ouderapp {number}",
            klantcode=f"O{number:02}",
            scholen=_parsed(codes),
            gegevensset=GKV_BASIS,
            door=DOOR,
        )
        koppeling = uitgifte.koppeling.id
        key = handtekening.new_key()
        diensten.partnersleutels.add_jwks(koppeling, _key_set(key), door=DOOR)
        yield GkvLink(
            koppeling=koppeling,
            client_id=partner.client_id(koppeling),
            key=key,
            volgnummer=0,
            scholen=tuple(codes),
        )


def add_las(diensten: Diensten) -> LasClient:
    """Register the LAS of all schools."""
    las = diensten.lasregister.add("Landelijk", [], alle_scholen=True, door=DOOR).las
    key = handtekening.new_key()
    diensten.lassleutels.add_jwks(las.id, _key_set(key), door=DOOR)
    return LasClient(las=las.id, client_id=client_id(las.id), key=key)


def add_sso(database: Database, scholen: Sequence[LandSchool]) -> SsoClient:
    """Make the application at which the pupils of all schools may sign in."""
    codes = [school.schoolcode for school in scholen]
    client = add_client(database, add_sso_link(database, codes, velden=LEERLINGEN_OOK))
    return SsoClient(
        id=client.id,
        client_id=client.client_id,
        geheim=client.geheim,
        koppeling=client.koppeling,
        terug=TERUG,
        scope=SCOPE,
    )


def _parsed(codes: Sequence[str]) -> list[Schoolcode]:
    return [Schoolcode.parse(code) for code in codes]


def _key_set(key: Mapping[str, object]) -> bytes:
    return json.dumps({"keys": [handtekening.public_part(dict(key))]}).encode()
