"""What the drop-in service takes out of a dossier, within the bounds of the agreement."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from uwlr_service.domain.gkv.generiek import (
    Adres,
    Dienstverband,
    Inschrijving,
    Inschrijvingtype,
    Leerlingdetail,
    Medewerkerdetail,
    Nummersoort,
    Telefoon,
    Uittreksel,
)
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Veldenlijst
from uwlr_service.domain.school.dossier import CODEWAARDE, LEERLINGDETAIL, LIJST_OF_SET, MEDEWERKER
from uwlr_service.domain.school.leerkracht import Leerkracht
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats.gkv.afspraakschema import is_delivered
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.dossiers import DossierRepository
from uwlr_service.uitwisseling.gkv.dossierlevering import Dossierlevering

INSCHRIJVING, BEZOEKADRES, TELEFOON = "inschrijving", "bezoek", "telefoon"
Waarden = Mapping[str, Any]


class Generiekdossier:
    """Reads one school's dossier for one agreement, as it was at a revision."""

    def __init__(
        self,
        database: Database,
        school_id: int,
        revisie: int,
        afspraak: Gegevensafspraak,
        velden: Veldenlijst,
        gegevens: Schoolgegevens,
    ) -> None:
        self._database, self._school_id, self._velden = database, school_id, velden
        self._gegevens = gegevens
        self._bereik = Dossierlevering(database, school_id, velden).bereik(gegevens, afspraak, revisie)

    def of_leerlingen(self) -> Uittreksel:
        """What belongs to pupils."""
        inschrijvingen: dict[str, tuple[Inschrijving, ...]] = {}
        for key, leerling, waarden in self._objects(INSCHRIJVING):
            one = Inschrijving(
                key=key,
                inschrijvingtype=waarden.get("inschrijvingtype"),
                datuminschrijving=_day(waarden.get("datuminschrijving")),
                datumuitschrijving=_day(waarden.get("datumuitschrijving")),
            )
            inschrijvingen[leerling] = (*inschrijvingen.get(leerling, ()), one)
        return Uittreksel(
            inschrijvingtypes=tuple(
                Inschrijvingtype(key, waarden.get("omschrijving"), waarden.get("code"))
                for key, waarden in self._list("loopbaan")
            ),
            leerlingen={key: _detail(key, waarden) for key, _, waarden in self._objects(LEERLINGDETAIL)},
            inschrijvingen=inschrijvingen,
        )

    def of_medewerkers(self) -> Uittreksel:
        """What belongs to employees."""
        found = {key: waarden for key, _, waarden in self._objects(MEDEWERKER)}
        leerkrachten = {one.key for one in self._gegevens.leerkrachten}
        return Uittreksel(
            dienstverbanden=tuple(
                Dienstverband(key, waarden.get("code"), waarden.get("omschrijving"))
                for key, waarden in self._list("medewerkers")
            ),
            medewerkers={key: _medewerker(key, waarden) for key, waarden in found.items()},
            anderen=tuple(
                Leerkracht(
                    key=key,
                    achternaam=waarden.get("achternaam"),
                    voorvoegsel=waarden.get("voorvoegsel"),
                    voornamen=waarden.get("voornamen"),
                    roepnaam=waarden.get("roepnaam"),
                    emailadres=waarden.get("emailadres"),
                )
                for key, waarden in found.items()
                if key not in leerkrachten
            ),
        )

    def _objects(self, entiteit: str) -> Iterator[tuple[str, str, Waarden]]:
        """Key, pupil and values of every object of a kind that is seen."""
        if not is_delivered(entiteit, self._velden):
            return
        with self._database.read() as connection:
            for versie in DossierRepository(connection).versies(
                self._school_id, entiteit, self._bereik.revisie
            ):
                if self._bereik.holds(entiteit, versie):
                    yield versie.key, versie.leerling or "", json.loads(versie.inhoud)

    def _list(self, naam: str) -> Iterator[tuple[str, Waarden]]:
        """The school's own codes that go along with a set."""
        for key, _, waarden in self._objects(CODEWAARDE):
            if waarden.get("lijst") == LIJST_OF_SET[naam]:
                yield key, waarden


def _detail(key: str, waarden: Waarden) -> Leerlingdetail:
    return Leerlingdetail(
        leerlingnummer=waarden.get("leerlingnummer"),
        achternaamofficieel=waarden.get("achternaamofficieel"),
        voorvoegselofficieel=waarden.get("voorvoegselofficieel"),
        geboortedatumonzeker=_truth(waarden.get("geboortedatumonzeker")),
        geboorteplaats=waarden.get("geboorteplaats"),
        datumaanmelding=_day(waarden.get("datumaanmelding")),
        adres=_adres(key, waarden.get("adres") or []),
        communicatie=_telefoon_thuis(key, waarden.get("communicatie") or []),
    )


def _adres(key: str, adressen: list[Waarden]) -> Adres | None:
    """Where a pupil lives, or else the first address: this service has room for one."""
    found = next((one for one in adressen if one.get("@soort") == BEZOEKADRES), next(iter(adressen), None))
    if found is None:
        return None
    huisnummer = " ".join(filter(None, (found.get("huisnummer"), found.get("huisnummertoevoeging"))))
    return Adres(
        key=key,
        gemeente=found.get("gemeente"),
        plaats=found.get("plaats"),
        straat=found.get("straat"),
        huisnummer=huisnummer or None,
        postcode=found.get("postcode"),
        land=found.get("land"),
        geheim=_truth(found.get("geheim")) is not False,
    )


def _telefoon_thuis(key: str, communicatie: list[Waarden]) -> Telefoon | None:
    for one in communicatie:
        if one.get("soort") == TELEFOON:
            geheim = _truth(one.get("geheim")) is not False
            return Telefoon(soort=Nummersoort.TELEFOON, key=key, nummer=one.get("waarde"), geheim=geheim)
    return None


def _medewerker(key: str, waarden: Waarden) -> Medewerkerdetail:
    return Medewerkerdetail(
        aanhef=waarden.get("aanhef"),
        mobielnummer=_telefoon(Nummersoort.MOBIEL, key, "mobielnummer", waarden),
        telefoonwerk=_telefoon(Nummersoort.TELEFOONWERK, key, "telefoonwerk", waarden),
        geboortedatum=_day(waarden.get("geboortedatum")),
        geboortedatumonzeker=_truth(waarden.get("geboortedatumonzeker")),
        geboorteland=waarden.get("geboorteland"),
        dienstverband=tuple(waarden.get("dienstverband") or ()),
    )


def _telefoon(soort: Nummersoort, key: str, naam: str, waarden: Waarden) -> Telefoon | None:
    if naam not in waarden:
        return None
    return Telefoon(
        soort=soort, key=key, nummer=waarden[naam], geheim=_truth(waarden.get(f"{naam}_geheim")) is True
    )


def _truth(text: str | None) -> bool | None:
    return None if text is None else text in ("true", "1")


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
