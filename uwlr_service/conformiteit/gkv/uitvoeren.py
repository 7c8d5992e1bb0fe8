"""Running a suite against the side of GKV that delivers."""

from collections.abc import Set
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from uwlr_service.conformiteit import bericht
from uwlr_service.conformiteit.antwoord import Antwoord, GeenAntwoord
from uwlr_service.conformiteit.doorloop import Beletsel, Doorloop, Onderweg, Spoor, trace
from uwlr_service.conformiteit.geval import Behoefte, Dienst, Geval, Stap, Suite, Toegang, Vraag
from uwlr_service.conformiteit.gkv.doel import Gkvdoel
from uwlr_service.conformiteit.gkv.keten import Keten
from uwlr_service.conformiteit.gkv.loket import FORM, Loket
from uwlr_service.conformiteit.verkeer import Verkeer
from uwlr_service.conformiteit.verwachtingen import Gezien

WRONG_TOKEN = "dit-token-is-nooit-uitgegeven"  # noqa: S105  it opens nothing

OF_THE_SENDER = "Client"
GEEN_TOKEN = Beletsel(
    "het adres, de koppeling of de sleutel geeft geen token",
    "kijk die eerst na. Kloppen ze, dan weigert de dienst een goed bewijs, en dat is een afwijking.",
)
DROP_IN_DICHT = Beletsel(
    "de leveranciernaam, de leveranciersleutel of de school opent de drop-in niet",
    "kijk die eerst na. Kloppen ze, dan weigert de dienst een goede sleutel, en dat is een afwijking.",
)
GEEN_DROP_IN = Beletsel(
    "op het adres van de drop-in antwoordt geen dienst met getLeerlingen",
    "kijk het eerst na. Klopt het, dan geeft de dienst op een gewone vraag geen antwoord, en dat is een"
    " afwijking.",
)


class Gkvkeuring(Doorloop):
    """A run against a pull API, packages in files, a drop-in service, or some of these.

    ``verkeer`` and ``generiek`` are the calls to the first and the last; ``folder`` takes what is collected.
    """

    def __init__(
        self, suite: Suite, doel: Gkvdoel, folder: Path, verkeer: Verkeer | None, generiek: Verkeer | None
    ) -> None:
        super().__init__(suite, doel.verhulling)
        self._doel = doel
        self._verkeer = verkeer
        self._generiek = generiek
        self._loket = None
        if doel.pull is not None and verkeer is not None:
            self._loket = Loket(doel.pull, verkeer, folder)

    @cached_property
    def _keten(self) -> Keten | None:
        paths = list(self._doel.pakketten)
        keys = self._doel.sleutels
        if self._loket is not None:
            paths = paths or self._loket.pakketten
            keys = keys or self._loket.sleutels
        return Keten(paths, keys) if paths else None

    @cached_property
    def heeft(self) -> frozenset[Behoefte]:
        """What cases may need and there is."""
        there = {
            Behoefte.PULL: self._loket is not None,
            Behoefte.LEVERING: self._loket is not None and bool(self._loket.leveringen),
            Behoefte.ANDERE_SCHOOL: self._doel.pull is not None and self._doel.pull.andere_school is not None,
            Behoefte.SCHRIJVEN: self._doel.pull is not None and self._doel.pull.mag_schrijven,
            Behoefte.PAKKETTEN: self._keten is not None,
            Behoefte.SLEUTELS: self._keten is not None and self._keten.has_keys,
            Behoefte.KETEN: self._keten is not None and len(self._keten.lezingen) > 1,
            Behoefte.GENERIEK: self._doel.drop_in is not None,
        }
        return frozenset(behoefte for behoefte, is_there in there.items() if is_there)

    def _beletsel(self, geval: Geval) -> Beletsel | None:
        """Whether the key that a case asks with opens anything at all; packages in files need none."""
        vragen = [stap.vraag for stap in geval.stappen if stap.vraag is not None]
        with_token = any(vraag.toegang is Toegang.GOED for vraag in vragen)
        if with_token and self._loket is not None and not self._loket.token:
            return GEEN_TOKEN
        asks = any(stap.bericht is not None for stap in geval.stappen)
        return self._toegang_drop_in if asks else None

    @cached_property
    def _toegang_drop_in(self) -> Beletsel | None:
        """What comes of the plain question of the suite to the drop-in, if that is as good as nothing."""
        name, drop_in = self._suite.toegangsvraag, self._doel.drop_in
        if name is None or drop_in is None:
            return None
        message = bericht.filled(self._suite.berichten[name], self._fresh(None))
        koppen = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '"getLeerlingen"'}
        try:
            antwoord = self._of(drop_in.url).call("POST", drop_in.url, koppen, message)
        except GeenAntwoord:
            return None  # each case says that, for it may be another answer that does not come
        if antwoord.status == HTTPStatus.NOT_FOUND or (
            antwoord.element is None and antwoord.status != HTTPStatus.OK
        ):
            return GEEN_DROP_IN
        return DROP_IN_DICHT if antwoord.faultcode == OF_THE_SENDER else None

    def _fresh(self, geval: Geval | None) -> dict[str, str]:
        """Proofs are new for each case: they count once."""
        values: dict[str, str] = {}
        if self._loket is not None:
            values |= self._loket.values
        drop_in = self._doel.drop_in
        if drop_in is not None:
            values |= {
                "leveranciernaam": drop_in.leveranciernaam,
                "leveranciersleutel": drop_in.sleutel,
                "brinnummer": f"{drop_in.school.brincode}{drop_in.school.dependancecode}",
                "schooljaar": drop_in.schooljaar.replace("-", " / "),
                "schooljaar_kaal": drop_in.schooljaar,
                "generiek_adres": drop_in.url,
            }
        return values

    def _names(self, stap: Stap) -> Set[str]:
        if stap.bericht is not None:
            return bericht.names_of(self._suite.berichten[stap.bericht])
        if stap.vraag is None:
            return frozenset()
        texts = (stap.vraag.pad, stap.vraag.tekst, *stap.vraag.formulier.values())
        return {name for text in texts for name in bericht.NAME.findall(text)}

    def _send(self, stap: Stap, onderweg: Onderweg) -> Antwoord:
        if stap.dienst is Dienst.PAKKETTEN:
            return self._read(onderweg)
        if stap.vraag is not None:
            return self._call(stap.vraag, stap, onderweg)
        return self._ask(stap, onderweg)

    def _read(self, onderweg: Onderweg) -> Antwoord:
        """The packages: nothing is asked of anybody."""
        lezingen = self._keten.lezingen if self._keten is not None else []
        for lezing in lezingen:
            onderweg.sporen.append(
                Spoor(
                    naar=lezing.naam,
                    verzoek="",
                    status=None,
                    omtrek=(f"{lezing.path.stat().st_size} bytes",),
                    digest=lezing.digest,
                    seconds=None,
                )
            )
        return Antwoord("", 0, {}, b"", 0.0)

    def _call(self, vraag: Vraag, stap: Stap, onderweg: Onderweg) -> Antwoord:
        url = self._address(vraag, onderweg.values)
        koppen = {"Accept": "*/*", "Accept-Encoding": "identity"}
        body = None
        if vraag.formulier:
            koppen |= FORM
            form = {naam: _filled(text, onderweg.values) for naam, text in vraag.formulier.items()}
            body = urlencode(form).encode()
        elif vraag.tekst:
            koppen["Content-Type"] = "application/json"
            body = _filled(vraag.tekst, onderweg.values).encode()
        koppen |= self._access(vraag.toegang)
        koppen |= {naam: _filled(text, onderweg.values) for naam, text in stap.koppen.items()}
        koppen = {naam: value for naam, value in koppen.items() if value}
        verkeer = self._of(url)
        shown = "\n".join(
            [f"{vraag.methode} {vraag.pad}", *(f"{naam}: {text}" for naam, text in stap.koppen.items())]
        )
        try:
            antwoord = verkeer.call(vraag.methode, url, koppen, body)
        except GeenAntwoord:
            onderweg.sporen.append(trace(vraag.pad, shown, None))
            raise
        onderweg.sporen.append(trace(vraag.pad, shown, antwoord))
        return antwoord

    def _address(self, vraag: Vraag, values: dict[str, str]) -> str:
        """Where a call goes: below the service, or to an address that it gave. Raises GeenAntwoord."""
        path = _filled(vraag.pad, values)
        try:
            is_whole = bool(urlsplit(path).scheme)
        except ValueError as error:
            raise GeenAntwoord("de dienst noemt iets dat geen adres is") from error
        if is_whole or self._doel.pull is None:
            return path
        return f"{self._doel.pull.url.rstrip('/')}/{path.lstrip('/')}"

    def _access(self, toegang: Toegang) -> dict[str, str]:
        if toegang is Toegang.GEEN or self._loket is None:
            return {}
        token = self._loket.token if toegang is Toegang.GOED else WRONG_TOKEN
        return {"Authorization": f"Bearer {token}"}

    def _of(self, url: str) -> Verkeer:
        """The calls to the server of an address; nothing goes to any other."""
        for verkeer in (self._verkeer, self._generiek):
            if verkeer is not None and verkeer.is_own(url):
                return verkeer
        raise GeenAntwoord("de dienst verwijst naar een ander adres, en daar gaat niets heen")

    def _ask(self, stap: Stap, onderweg: Onderweg) -> Antwoord:
        """A message to the drop-in service."""
        url = onderweg.values["generiek_adres"]
        template = bericht.changed(self._suite.berichten[str(stap.bericht)], stap)
        onderweg.vragen.append(bericht.filled(template, onderweg.values))
        message = bericht.packed(bericht.filled(template, onderweg.values), stap.inpakking)
        operatie = "getMedewerkers" if b"getMedewerkers" in template else "getLeerlingen"
        koppen = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{operatie}"', **stap.koppen}
        koppen = {naam: value for naam, value in koppen.items() if value}
        shown = bericht.shown(template, onderweg.values)
        try:
            antwoord = self._of(url).call("POST", url, koppen, message)
        except GeenAntwoord:
            onderweg.sporen.append(trace(self._verhulling.adres(url), shown, None))
            raise
        onderweg.sporen.append(trace(self._verhulling.adres(url), shown, antwoord))
        return antwoord

    def _seen(self, stap: Stap, antwoord: Antwoord, onderweg: Onderweg) -> Gezien:
        keten = self._keten
        return Gezien(
            antwoord=antwoord,
            versie=stap.versie,
            eerder=tuple(onderweg.antwoorden),
            vragen=tuple(onderweg.vragen),
            values=onderweg.values,
            fetch=self._fetch,
            sleutels=keten.lezingen[0].sleutels if keten is not None else (),
            keten=keten,
        )

    def _fetch(self, url: str) -> Antwoord:
        return self._of(url).fetch(url)


def _filled(text: str, values: dict[str, str]) -> str:
    return bericht.NAME.sub(lambda found: values[found[1]], text)
