"""The part of a dossier that the drop-in service delivers, within the bounds of the agreement."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

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
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.gkvinhoud import is_delivered
from uwlr_service.domain.koppeling.gkvsets import GKV_VERSIE
from uwlr_service.domain.school.dossier import CODEWAARDE, LEERLINGDETAIL, LIJST_OF_SET, MEDEWERKER
from uwlr_service.domain.school.leerkracht import Leerkracht
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.uitwisseling.gkv.dossierlevering import Dossierlevering

INSCHRIJVING = "inschrijving"
BEZOEKADRES = "bezoek"
TELEFOON = "telefoon"
Waarden = Mapping[str, Any]
"""The values of an object of a dossier, by the names in the schema (``xsd/gkv-1/uitgebreid.xsd``)."""


class Gezien(NamedTuple):
    """An object that a partner sees; ``leerling`` is empty for an object of the school."""

    key: str
    leerling: str
    waarden: Waarden


class Generiekdossier:
    """Takes from one school's dossier, as it was at a revision, what one agreement lets through."""

    def __init__(
        self,
        dossier: Dossierlevering,
        revisie: int,
        afspraak: Gegevensafspraak,
        gegevens: Schoolgegevens,
    ) -> None:
        self._dossier = dossier
        self._velden = afspraak.veldenlijst(GKV_VERSIE)
        self._gegevens = gegevens
        self._bereik = dossier.bereik(gegevens, afspraak, revisie)

    def of_leerlingen(self) -> Uittreksel:
        """The extract for getLeerlingen."""
        inschrijvingen: dict[str, list[Inschrijving]] = {}
        for gezien in self._objects(INSCHRIJVING):
            inschrijvingen.setdefault(gezien.leerling, []).append(_inschrijving(gezien))
        return Uittreksel(
            inschrijvingtypes=tuple(map(_inschrijvingtype, self._list("loopbaan"))),
            leerlingen={
                gezien.key: _detail(gezien.key, gezien.waarden) for gezien in self._objects(LEERLINGDETAIL)
            },
            inschrijvingen={leerling: tuple(own) for leerling, own in inschrijvingen.items()},
        )

    def of_medewerkers(self) -> Uittreksel:
        """The extract for getMedewerkers."""
        medewerkers = list(self._objects(MEDEWERKER))
        leerkrachten = {leerkracht.key for leerkracht in self._gegevens.leerkrachten}
        return Uittreksel(
            dienstverbanden=tuple(map(_dienstverband, self._list("medewerkers"))),
            medewerkers={gezien.key: _medewerker(gezien.key, gezien.waarden) for gezien in medewerkers},
            anderen=tuple(_as_leerkracht(gezien) for gezien in medewerkers if gezien.key not in leerkrachten),
        )

    def _objects(self, entiteit: str) -> Iterator[Gezien]:
        """Every object of a kind that is seen, by key."""
        if not is_delivered(entiteit, self._velden):
            return
        for versie in self._dossier.versies(entiteit, self._bereik.revisie):
            if self._bereik.holds(entiteit, versie):
                yield Gezien(versie.key, versie.leerling or "", json.loads(versie.inhoud))

    def _list(self, naam: str) -> Iterator[Gezien]:
        """The school's own codes that go along with a set."""
        for codewaarde in self._objects(CODEWAARDE):
            if codewaarde.waarden.get("lijst") == LIJST_OF_SET[naam]:
                yield codewaarde


def _inschrijving(gezien: Gezien) -> Inschrijving:
    return Inschrijving(
        key=gezien.key,
        inschrijvingtype=gezien.waarden.get("inschrijvingtype"),
        datuminschrijving=_day(gezien.waarden.get("datuminschrijving")),
        datumuitschrijving=_day(gezien.waarden.get("datumuitschrijving")),
    )


def _inschrijvingtype(gezien: Gezien) -> Inschrijvingtype:
    return Inschrijvingtype(gezien.key, gezien.waarden.get("omschrijving"), gezien.waarden.get("code"))


def _dienstverband(gezien: Gezien) -> Dienstverband:
    return Dienstverband(gezien.key, gezien.waarden.get("code"), gezien.waarden.get("omschrijving"))


def _as_leerkracht(gezien: Gezien) -> Leerkracht:
    """An employee whom EDEXML does not name, with the fields that the lists have for a teacher."""
    waarden = gezien.waarden
    return Leerkracht(
        key=gezien.key,
        achternaam=waarden.get("achternaam"),
        voorvoegsel=waarden.get("voorvoegsel"),
        voornamen=waarden.get("voornamen"),
        roepnaam=waarden.get("roepnaam"),
        emailadres=waarden.get("emailadres"),
    )


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
    if not adressen:
        return None
    visited = [adres for adres in adressen if adres.get("@soort") == BEZOEKADRES]
    chosen = (visited or adressen)[0]
    number_parts = (chosen.get("huisnummer"), chosen.get("huisnummertoevoeging"))
    huisnummer = " ".join(part for part in number_parts if part)
    return Adres(
        key=key,
        gemeente=chosen.get("gemeente"),
        plaats=chosen.get("plaats"),
        straat=chosen.get("straat"),
        huisnummer=huisnummer or None,
        postcode=chosen.get("postcode"),
        land=chosen.get("land"),
        geheim=_is_secret(chosen.get("geheim")),
    )


def _telefoon_thuis(key: str, communicatie: list[Waarden]) -> Telefoon | None:
    for middel in communicatie:
        if middel.get("soort") == TELEFOON:
            geheim = _is_secret(middel.get("geheim"))
            return Telefoon(soort=Nummersoort.TELEFOON, key=key, nummer=middel.get("waarde"), geheim=geheim)
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


def _is_secret(text: str | None) -> bool:
    """Whether an address or number is secret: if the school did not say, it is."""
    return _truth(text) is not False


def _truth(text: str | None) -> bool | None:
    """A boolean of XML Schema."""
    if text is None:
        return None
    return text in ("true", "1")


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    return date.fromisoformat(text)
