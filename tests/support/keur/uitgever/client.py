"""A double of a publisher's client: it does what the steps of the script say, and can have a defect."""

import gzip
import http.client
import time
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from itertools import count
from urllib.parse import urlsplit

from lxml import etree

from tests.support.keur.uitgever.proef import Proef
from tests.support.messages import results
from tests.support.messages.soap import envelope, header, verzoek
from uwlr_service.domain import tijd
from uwlr_service.formats.uwlr.namespaces import LEERLINGGEGEVENS

WACHT = 1.05
"""Seconds until a client that waits tries again."""
PATIENCE = 30
SHORT = 0.2
ANDER_JAAR = "2050-2051"
ANDERS = "2001-01-01T00:00:00Z"
KEYS = count(1)


class Mislukt(Exception):
    """No answer that the client can use."""


class Geweigerd(Mislukt):
    """The key is refused."""


@dataclass
class Client:
    """A client that does it right, but for the defects that it is given by name."""

    address: str
    proef: Proef
    gebreken: frozenset[str] = frozenset()
    _moments: dict[tuple[int, str], str] = field(default_factory=dict)
    _keys: dict[str, str] = field(default_factory=dict)
    _is_stopped: bool = False
    _patience: float = PATIENCE

    def __post_init__(self) -> None:
        self.sleutel = self.proef.uitgifte.sleutel
        self._jaar = self.proef.proeftuin.schooljaar

    def heeft(self, gebrek: str) -> bool:
        """Whether it has a defect."""
        return gebrek in self.gebreken

    def doe(self, stap: str) -> None:
        """What a step asks."""
        getattr(self, f"_{stap.replace('-', '_')}", self._storing)()

    # --- the steps --------------------------------------------------------------------------------------

    def _eerste_keer(self) -> None:
        self._haal(2)
        if self.heeft("vraagt-door"):
            self._haal(2)

    def _nog_eens(self) -> None:
        self._haal(2)
        self._haal(2)

    def _leeg(self) -> None:
        self._haal(2, ANDER_JAAR)
        if not self.heeft("sterft-aan-leeg"):
            self._haal(2)

    def _storing(self) -> None:
        self._haal(2)

    def _traag(self) -> None:
        if self.heeft("ongeduldig"):
            self._patience = SHORT
        if self._haal(2):
            self._haal(2)

    def _gzip(self) -> None:
        self._haal(3)
        self._haal(3)

    def _nieuwe_sleutel(self) -> None:
        old = self.sleutel
        new = self.proef.nieuwe_sleutel()
        if not self.heeft("houdt-oude-sleutel"):
            self.sleutel = new
        if self.heeft("vergeet-bij-nieuwe-sleutel"):
            self._moments.clear()
        self._haal(2)
        if self.heeft("twee-sleutels"):
            self.sleutel = old
        self._haal(2)

    def _resultaten(self) -> None:
        self._breng(7)

    def _resultaten_opnieuw(self) -> None:
        self._breng(7)

    def _bevestiging_kwijt(self) -> None:
        self._breng(8)

    def _getrapt(self) -> None:
        if self.heeft("haalt-te-vroeg"):
            self._haal_deel("leerlingen", [])
        keys = self._structuur()
        asked = keys[:-1] if self.heeft("mist-groep") else keys
        self._haal_deel("leerlingen", asked)
        if not self.heeft("zonder-leerkrachten"):
            self._haal_deel("leerkrachten", keys)

    def _intrekking(self) -> None:
        self.proef.intrekken()
        for _ in range(3):
            if not self._is_stopped:
                self._haal(2)

    # --- pulling ----------------------------------------------------------------------------------------

    def _haal(self, school: int, jaar: str | None = None) -> bool:
        """Pull until it works, twice at most; whether it did."""
        for _ in range(2):
            try:
                self._haal_once(school, jaar or self._jaar)
            except Geweigerd:
                self._is_stopped = not self.heeft("gaat-door")
                return False
            except Mislukt:
                if self.heeft("sterft-aan-storing"):
                    return False
                if self.heeft("vergeet-na-storing"):
                    self._moments.clear()
                if not self.heeft("meteen-opnieuw"):
                    time.sleep(WACHT)
            else:
                return True
        return False

    @property
    def _versie(self) -> str:
        if self.heeft("oude-versie"):
            return "2.1"
        return "2.9" if self.heeft("versie") else "2.2"

    def _haal_once(self, school: int, jaar: str) -> None:
        moment = self._moment(school, jaar)
        body = verzoek(
            schooljaar=jaar,
            brincode=self.proef.proeftuin.brincode,
            dependancecode=f"{school:02}",
            xsdversie=self._versie,
            laatstontvangengegevens=moment,
        )
        if self.heeft("volgorde") and moment is not None:
            element = f"<laatstontvangengegevens>{moment}</laatstontvangengegevens>"
            body = body.replace(element, "").replace("<xsdversie>", f"{element}<xsdversie>")
        root = self._answered("/uwlr/leerlinggegevens", body, "HaalLeerlinggegevens")
        if root.find(f".//{{{LEERLINGGEGEVENS}}}geenwijzigingen") is not None:
            if self.heeft("vergeet-na-geenwijzigingen"):
                self._moments.clear()
            return
        given = root.findtext(f".//{{{LEERLINGGEGEVENS}}}aanmaakdatum")
        if given is not None:
            self._moments[school, jaar] = given

    def _structuur(self) -> list[str]:
        """The keys of the groups of school 03."""
        root = self._answered("/uwlr/leerlinggegevens/getrapt", self._vraag_deel("structuur"), "")
        return [groep.get("key", "") for groep in root.iter(f"{{{LEERLINGGEGEVENS}}}groep")]

    def _haal_deel(self, deel: str, keys: list[str]) -> None:
        """The pupils or teachers of these groups, and of no group."""
        groepen = [f'<groep key="{key}"/>' for key in keys]
        if not self.heeft("vergeet-zonder-groep"):
            groepen.append("<groep/>")
        if self.heeft("vreemde-groep"):
            groepen.append('<groep key="bestaat-niet"/>')
        extra = f"<groepen>{''.join(groepen)}</groepen>"
        self._answered("/uwlr/leerlinggegevens/getrapt", self._vraag_deel(deel, extra), "")

    def _vraag_deel(self, deel: str, extra: str | None = None) -> str:
        is_other = deel != "structuur" and self.heeft("ander-deel")
        return verzoek(
            deel,
            extra=extra,
            schooljaar=self._jaar,
            brincode=self.proef.proeftuin.brincode,
            dependancecode="03",
            xsdversie="2.1" if is_other else "2.2",
        )

    def _moment(self, school: int, jaar: str) -> str | None:
        if self.heeft("geen-sinds"):
            return None
        known = self._moments.get((school, jaar))
        if known is None and self.heeft("verzint-moment"):
            return ANDERS
        if known is not None and self.heeft("zonder-zone"):
            return tijd.format_moment(datetime.fromisoformat(known) - timedelta(hours=1))
        return known

    # --- bringing ---------------------------------------------------------------------------------------

    def _breng(self, score: int) -> None:
        for _ in range(2):
            try:
                self._breng_once(score)
            except Mislukt:
                if self.heeft("brengt-niet-opnieuw"):
                    return
                if self.heeft("andere-key-na-verlies"):
                    self._keys.clear()
                time.sleep(WACHT)
            else:
                return

    def _breng_once(self, score: int) -> None:
        known = self._keys.setdefault(str(score), f"R{next(KEYS)}")
        key = f"R{next(KEYS)}" if self.heeft("nieuwe-keys") else known
        uitslag: object = 7.5 if self.heeft("breuken") else score
        leerling = "bestaat-niet" if self.heeft("onbekende-leerling") else self.proef.leerling
        body = results.verzoek(
            results.toetsafname(leerling, results.resultaat(key, uitslag)),
            schooljaar=self._jaar,
            brincode=self.proef.proeftuin.brincode,
            dependancecode="02",
        )
        self._answered("/uwlr/leerresultaten", body, "BrengLeerresultaten")

    # --- HTTP -------------------------------------------------------------------------------------------

    def _answered(self, path: str, body: str, actie: str) -> etree._Element:
        """The document of the answer. Raises Mislukt, and Geweigerd."""
        message = envelope(body, header(self.sleutel, self.proef.klantcode, self.proef.klantnaam))
        headers = {
            "Content-Type": "application/xml" if self.heeft("ander-type") else "text/xml; charset=utf-8",
            "SOAPAction": '""' if self.heeft("geen-actie") else f'"{actie}"',
        }
        if not self.heeft("zonder-gzip"):
            headers["Accept-Encoding"] = "gzip"
        with closing(
            http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=self._patience)
        ) as connection:
            try:
                connection.request("POST", self.proef.pad + path, message, headers)
                response = connection.getresponse()
                document = response.read()
            except (http.client.HTTPException, OSError) as error:
                raise Mislukt from error
        if response.headers.get("Content-Encoding") == "gzip" and not self.heeft("leest-geen-gzip"):
            document = gzip.decompress(document)
        try:
            root = etree.fromstring(document)
        except etree.XMLSyntaxError as error:
            raise Mislukt from error
        if response.status != HTTPStatus.OK:
            kind = Geweigerd if "AutorisatieOngeldig" in (root.findtext(".//faultcode") or "") else Mislukt
            raise kind
        return root
