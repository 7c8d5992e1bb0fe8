"""Everything that would leave about one pupil, in words and as it is sent."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from uwlr_service.domain.koppeling.besluitvorming.voorbeeld import Leerlingbeeld, Objectbeeld, Regel
from uwlr_service.domain.koppeling.gkvinhoud import is_delivered
from uwlr_service.domain.koppeling.woorden import each_of
from uwlr_service.domain.school.dossier import RELATIE, Dossierobject
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.taal import Taal
from uwlr_service.formats.gkv import basis
from uwlr_service.formats.gkv.dossierobjecten import BEHIND
from uwlr_service.formats.gkv.fragmenten import Fragment
from uwlr_service.formats.gkv.lijsten import DOSSIER_LIJSTEN
from uwlr_service.formats.uwlr import elementen
from uwlr_service.repository.school.dossierlezer import DossierlezerRepository
from uwlr_service.uitwisseling.gkv.dossierlevering import Dossierschrijver
from uwlr_service.uitwisseling.voorbeeld import ssobeeld
from uwlr_service.uitwisseling.voorbeeld.bron import Bron
from uwlr_service.uitwisseling.voorbeeld.personen import Personen

KEY = "key"
ABOUT_A_PUPIL = ("leerling", "groepsindeling")
"""The kinds of the set basis that say something of one pupil."""


def of(bron: Bron, leerling: Leerling, taal: Taal) -> Leerlingbeeld:
    """What would leave about a pupil who is in sight."""
    if bron.vraag.is_sso:
        return ssobeeld.of(bron, leerling, taal)
    personen = Personen.of(bron, taal)
    if not bron.vraag.is_gkv:
        names = [KEY, "eckid", *elementen.ELEMENTEN["leerling"]]
        document = "\n".join(elementen.write("leerling", [leerling], bron.veldenlijst))
        beeld = _of_person(personen, bron, "leerling", names, leerling)
        return Leerlingbeeld(leerling=leerling, objecten=(beeld,), document=document)
    beelden: list[Objectbeeld] = []
    about = personen.about(leerling)
    for entiteit, names in _names_of_basis(bron).items():
        for subject in about[entiteit]:
            beelden.append(_of_person(personen, bron, entiteit, names, subject))
    fragments = list(_basis_fragments(bron, leerling))
    if bron.has_dossier:
        for dossierobject, fragment in _dossier(bron, leerling):
            beelden.append(_of_dossier(dossierobject, bron, taal))
            fragments.append(fragment)
    document = "".join(fragment.xml for fragment in fragments)
    return Leerlingbeeld(leerling=leerling, objecten=tuple(beelden), document=document)


def _names_of_basis(bron: Bron) -> dict[str, list[str]]:
    """The fields of the kinds that are about a pupil, in the order of the schema."""
    soorten = basis.soorten(bron.uitsnede.gegevens, bron.veldenlijst, bron.dag, bron.toestand.gezien)
    return {
        soort.entiteit: [KEY, *(veld.tag for veld in soort.velden)]
        for soort in soorten
        if soort.entiteit in ABOUT_A_PUPIL
    }


def _of_person(
    personen: Personen, bron: Bron, entiteit: str, names: Iterable[str], subject: Any
) -> Objectbeeld:
    allowed = bron.veldenlijst.of(entiteit)
    regels = []
    for naam in names:
        waarden = personen.waarden(f"{entiteit}/{naam}", subject) if naam in allowed else []
        if waarden:
            regels.append(Regel(veld=f"{entiteit}/{naam}", waarden=tuple(waarden)))
    return Objectbeeld(entiteit=entiteit, regels=tuple(regels))


def _basis_fragments(bron: Bron, leerling: Leerling) -> Iterator[Fragment]:
    gegevens = replace(bron.uitsnede.gegevens, leerlingen=(leerling,), leerkrachten=())
    for fragment in basis.fragments(gegevens, bron.veldenlijst, bron.dag, bron.toestand.gezien):
        if fragment.entiteit in ABOUT_A_PUPIL:
            yield fragment


def _dossier(bron: Bron, leerling: Leerling) -> Iterator[tuple[Dossierobject, Fragment]]:
    """The objects of the dossier about a pupil, and the guardians, in the order of the sets."""
    school_id = bron.stand.school_id
    bereik = bron.bereik
    relaties = (relatie for relatie in bron.gelezen[RELATIE] if relatie.leerling == leerling.key)
    verzorgers = [json.loads(relatie.inhoud)["@verzorger"] for relatie in relaties]
    with bron.database.read() as connection:
        dossiers = DossierlezerRepository(connection)
        versies = dossiers.of_leerling(school_id, leerling.key, verzorgers, bereik.revisie)
    for entiteit in DOSSIER_LIJSTEN:
        if not is_delivered(entiteit, bron.veldenlijst):
            continue
        schrijver = Dossierschrijver(entiteit, bron.veldenlijst.of(entiteit))
        for versie in versies.get(entiteit, ()):
            waarden = schrijver.waarden(versie, bereik)
            fragment = schrijver.write(versie, bereik)
            if waarden is not None and fragment is not None:
                yield Dossierobject(entiteit, versie.key, waarden), fragment


def _of_dossier(dossierobject: Dossierobject, bron: Bron, taal: Taal) -> Objectbeeld:
    entiteit = dossierobject.entiteit
    allowed = bron.veldenlijst.of(entiteit)
    regels = [Regel(veld=f"{entiteit}/{KEY}", waarden=(dossierobject.key,))]
    for name, waarde in dossierobject.waarden.items():
        naam = name.removeprefix("@")
        naam = BEHIND.get(naam, naam)
        if naam in allowed:
            veld = f"{entiteit}/{naam}"
            regels.append(Regel(veld=veld, waarden=tuple(each_of(veld, waarde, taal, bron.namen))))
    return Objectbeeld(entiteit=entiteit, regels=tuple(regels))
