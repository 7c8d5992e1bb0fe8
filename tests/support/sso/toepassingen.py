"""A link of kind SSO with an agreement at schools, and a client of it; made past the rules, for other tests.

What a partner may set is tested in ``tests/uitwisseling/sso/test_toepassingen.py``.
"""

import itertools
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from joserfc.jwk import ECKey

from tests.support.partners.products import add_product
from tests.support.schools.builders import SCHOOL
from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.domain.koppeling.ssoset import SSO
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.sso.client import Adressoort, Algoritme, Bewijswijze
from uwlr_service.domain.sso.geheim import hash_geheim, new_client_id, new_geheim
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.afspraken import AfspraakRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.repository.sso.adressen import AdresRepository
from uwlr_service.repository.sso.beheer import BeheerRepository

TERUG = "https://lezen.example/sso/terug"
AFGEMELD = "https://lezen.example/afgemeld"
AFMELDING = "https://lezen.example/sso/afmelding"
ALLES = {Adressoort.TERUG: (TERUG,), Adressoort.AFGEMELD: (AFGEMELD,), Adressoort.AFMELDING: (AFMELDING,)}
LEERLINGEN_OOK = {"sso/student": True, "sso/groepen": True}
"""Switches of an agreement that lets pupils in as well, and tells the groups."""
codes = itertools.count(1)


@dataclass(frozen=True, kw_only=True)
class Proefclient:
    """A client that was just made, with what it proves itself by: a secret, or the private key of its set."""

    id: int
    client_id: str
    koppeling: int
    geheim: str = field(default="", repr=False)
    sleutel: ECKey | None = field(default=None, repr=False)


def add_sso_link(
    database: Database,
    scholen: Sequence[Schoolcode] = (SCHOOL,),
    *,
    velden: Mapping[str, bool] | None = None,
    stand: Toelatingstand = Toelatingstand.ACTIEF,
    koppelpartner: int | None = None,
) -> int:
    """A link of kind SSO in which schools take part that were imported; returns its number.

    ``velden`` are the switches of the agreement, as ``{"sso/student": True}``; without any it is the set as
    it is by default, which lets employees in and no pupils.
    """
    product = add_product(database, f"SSO{next(codes)}", stand, koppelpartner)
    assert product.klant is not None
    afspraak = Gegevensafspraak(gegevensset=SSO).switch(velden or {})
    with database.write() as connection:
        koppelingen = KoppelingRepository(connection)
        klant_id = koppelingen.klant_id(product.klant.code)
        assert klant_id is not None
        koppeling = koppelingen.add(klant_id, Richting.INLOGGEN, SSO, tijd.now())
        school_ids = SchoolRepository(connection).ids(scholen)
        assert len(school_ids) == len(scholen)
        if school_ids:
            AfspraakRepository(connection).admit(
                koppeling, dict.fromkeys(sorted(school_ids.values()), afspraak), "Proef"
            )
    return koppeling


def add_client(
    database: Database,
    koppeling: int,
    *,
    methode: Bewijswijze = Bewijswijze.GEHEIM,
    algoritme: Algoritme = Algoritme.RS256,
    adressen: Mapping[Adressoort, Collection[str]] = ALLES,
    wachtend: Mapping[Adressoort, Collection[str]] | None = None,
    pkce_vrij: bool = False,
    offline: bool = False,
) -> Proefclient:
    """A client of a link, with a secret or with a key of P-256; ``wachtend`` are addresses not confirmed."""
    now = tijd.now()
    client_id = new_client_id()
    geheim = new_geheim() if methode is Bewijswijze.GEHEIM else ""
    sleutel = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}) if not geheim else None
    jwks = None
    if sleutel is not None:
        sleutel.ensure_kid()
        jwks = json.dumps({"keys": [sleutel.as_dict(private=False)]})
    with database.write() as connection:
        beheer = BeheerRepository(connection)
        number = beheer.add(
            koppeling,
            client_id,
            now,
            naam="Leeslijst",
            methode=methode.value,
            algoritme=algoritme.value,
            jwks=jwks,
            pkce_vrij=pkce_vrij,
            offline=offline,
        )
        if geheim:
            beheer.add_geheim(number, hash_geheim(geheim), now)
        repository = AdresRepository(connection)
        for given, bevestigd in ((adressen, True), (wachtend or {}, False)):
            for soort, uris in given.items():
                for uri in uris:
                    repository.add(number, soort, uri, now, bevestigd=bevestigd)
    return Proefclient(id=number, client_id=client_id, koppeling=koppeling, geheim=geheim, sleutel=sleutel)
