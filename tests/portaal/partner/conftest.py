"""A partner with two links, somebody who signs in for it, and schools in several states."""

from dataclasses import dataclass

import pytest
from flask import Flask

from tests.support.partners.products import product_of
from tests.support.portaal import people
from tests.support.portaal.visiting import Visitor
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.repository.database import Database

DOOR = Handelende.opdrachtregel("Proef")


@dataclass(frozen=True, kw_only=True)
class Partner:
    """The partner with its links of GKV and of UWLR, and a visitor who signed in for it."""

    diensten: Diensten
    database: Database
    nummer: int
    gkv: int
    uwlr: int
    visitor: Visitor

    @property
    def path(self) -> str:
        """The first page of the partner."""
        return f"/portaal/partners/{self.nummer}"

    def link(self, behind: str = "", koppeling: int | None = None) -> str:
        """A page of the link of GKV, or of another one."""
        return f"{self.path}/koppelingen/{koppeling or self.gkv}{behind}"


@pytest.fixture
def partner(portaal: Flask, diensten: Diensten, database: Database) -> Partner:
    for school in (SCHOOL, ANDERE_SCHOOL):
        diensten.edexml.store(schoolgegevens(school))
    numbers = [
        diensten.koppelingbeheer.add(
            klantnaam="Ouders & Co", klantcode="OC1", scholen=[SCHOOL], gegevensset=gegevensset, door=DOOR
        ).koppeling.id
        for gegevensset in (GKV_UITGEBREID, "volledig")
    ]
    koppelpartner = product_of(database, "OC1").koppelpartner
    inlog = people.add_person(database, Rol.PARTNERBEHEERDER, koppelpartner=koppelpartner)
    return Partner(
        diensten=diensten,
        database=database,
        nummer=koppelpartner,
        gkv=numbers[0],
        uwlr=numbers[1],
        visitor=Visitor(portaal, token=people.sign_in(database, inlog)),
    )
