"""The client for the pull API: a token, lists, packages with resume, confirmations (docs/gkv-api.rst)."""

import base64
import hashlib
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import requests

from uwlr_service.client import gkv_aanbod
from uwlr_service.client.adres import TIMEOUT
from uwlr_service.client.fouten import GkvGeweigerd, Onbereikbaar, OverdrachtOngeldig
from uwlr_service.client.gkv_aanbod import Aanbod, Schoolaanbod, Verwijderverzoek
from uwlr_service.client.netwerk import because
from uwlr_service.client.tokensessie import Dienstsoort, Tokensessie
from uwlr_service.client.trust import EVERYBODY, Trust
from uwlr_service.domain.koppeling import partner
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats.limits import PAKKET
from uwlr_service.formats.oauth import jwks
from uwlr_service.outgoing.fouten import Elsewhere, TooLarge, TooSlow

ATTEMPTS = 5
CHUNK = 64 * 1024
SMALLEST_CHUNK = 1024
PARTS = 64
"""A transfer that breaks off loses what came of one part: of small packages a small one."""
PATH = "gkv/v1"
GKV = Dienstsoort(afwezig="Op dit adres staat geen GKV-dienst.", weigering=GkvGeweigerd)


class GkvClient:
    """Collects the packages of one link, with nothing but its address, its number and its private key.

    Raises Onbereikbaar when there is no such service at the address, GkvGeweigerd when it refuses.
    """

    def __init__(
        self,
        url: str,
        koppeling: int,
        key: Mapping[str, Any],
        timeout: float = TIMEOUT,
        trust: Trust = EVERYBODY,
    ) -> None:
        self.koppeling = koppeling
        self._sessie = Tokensessie(url, partner.client_id(koppeling), key, GKV, timeout, trust)

    def scholen(self) -> list[Schoolaanbod]:
        """The schools of the link."""
        with self._sessie.expected():
            (link,) = self._json("GET", "koppelingen")["koppelingen"]
            return [gkv_aanbod.read_schoolaanbod(school) for school in link["scholen"]]

    def leveringen(self, school: Schoolcode, na: int) -> Iterator[Aanbod]:
        """The deliveries behind a number, in order."""
        more = True
        while more:
            with self._sessie.expected():
                document = self._json("GET", f"{self._place(school)}/leveringen?na={na}")
                page = [gkv_aanbod.read_aanbod(levering, school) for levering in document["leveringen"]]
                # A page that is empty, or that leads back, would ask for ever.
                more = bool(document["meer"]) and bool(page) and page[-1].volgnummer > na
            for aanbod in page:
                yield aanbod
                na = aanbod.volgnummer

    def jwks(self) -> list[dict[str, Any]]:
        """The keys that packages are signed with."""
        with self._sessie.expected():
            return jwks.read_published(self._sessie.public(".well-known/jwks.json").content)

    def download(self, aanbod: Aanbod, target: Path) -> None:
        """Collect a package, going on where it was cut off; the target appears when it is whole and right.

        Raises OverdrachtOngeldig when it is not what the service listed; no more is written than that.
        """
        if aanbod.bytes > PAKKET.bytes:
            raise OverdrachtOngeldig(
                f"Het pakket is groter dan {PAKKET.bytes} bytes, en wordt niet opgehaald."
            )
        # Under another name until it is whole: a run that is broken off leaves nothing that looks finished.
        draft = target.with_name(f"{target.name}.deel")
        for attempt in range(ATTEMPTS):
            try:
                self._continue(aanbod, draft)
                break
            except TooLarge as error:
                draft.unlink()
                raise OverdrachtOngeldig("Het pakket is groter dan de dienst zegt.") from error
            except requests.RequestException as error:
                # A transfer that was too slow as a whole is so again; one that broke off goes on.
                if attempt + 1 == ATTEMPTS or isinstance(error, TooSlow | Elsewhere):
                    raise Onbereikbaar(because("Het pakket kwam niet heel over", error)) from error
                time.sleep(0.1 * 2**attempt)
        with draft.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != aanbod.sha256:
            draft.unlink()
            raise OverdrachtOngeldig
        draft.replace(target)

    def confirm(self, aanbod: Aanbod, status: str, fouten: list[dict[str, Any]] | None = None) -> None:
        """Tell that a delivery was processed, or rejected with these codes."""
        place = f"{self._place(aanbod.school)}/leveringen/{aanbod.id}/ontvangstbevestiging"
        self._json("POST", place, json={"status": status, "fouten": fouten or []})

    def ask_volledig(self, school: Schoolcode) -> None:
        """Ask that the next delivery is a full one."""
        self._json("POST", f"{self._place(school)}/volledig")

    def verwijderverzoeken(self) -> list[Verwijderverzoek]:
        """The schools whose data have to be destroyed; none from a service of before this was there."""
        with self._sessie.expected():
            response = self._sessie.send("GET", f"{PATH}/verwijderverzoeken")
            if response.status_code == requests.codes.not_found:
                return []
            document = self._sessie.read(self._sessie.answer(response))
            return [gkv_aanbod.read_verwijderverzoek(verzoek) for verzoek in document["verwijderverzoeken"]]

    def confirm_destroyed(self, verzoek: Verwijderverzoek) -> None:
        """Tell that the data of a request were destroyed."""
        self._json("POST", f"verwijderverzoeken/{verzoek.id}/bevestiging")

    def close(self) -> None:
        """Let go of the connections."""
        self._sessie.close()

    def __enter__(self) -> "GkvClient":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _json(self, method: str, path: str, **options: Any) -> Any:
        return self._sessie.json(method, f"{PATH}/{path}", **options)

    def _place(self, school: Schoolcode) -> str:
        return f"koppelingen/{self.koppeling}/scholen/{schoolpad.write(school)}"

    def _continue(self, aanbod: Aanbod, draft: Path) -> None:
        present = 0
        if draft.exists():
            present = draft.stat().st_size
        if present > aanbod.bytes:
            draft.unlink()
            present = 0
        if present == aanbod.bytes:
            return
        headers = {}
        if present:
            # If-Range (RFC 9110): if the package is another one by now, it comes whole.
            headers = {"Range": f"bytes={present}-", "If-Range": f'"{aanbod.sha256}"'}
        path = f"{PATH}/{self._place(aanbod.school)}/leveringen/{aanbod.id}/pakket"
        bounds = replace(self._sessie.bounds, largest=aanbod.bytes - present)
        with self._sessie.call("GET", path, headers=headers, stream=True, bounds=bounds) as response:
            received = hashlib.sha256()
            mode = "wb"
            if response.status_code == requests.codes.partial:
                mode = "ab"
            with draft.open(mode) as out:
                for piece in response.iter_content(_chunk(aanbod.bytes - present)):
                    received.update(piece)
                    out.write(piece)
        _check_digest(response, received.digest(), draft)


def _chunk(left: int) -> int:
    """How much is read at a time where so many bytes are still to come."""
    return min(CHUNK, max(SMALLEST_CHUNK, left // PARTS))


def _check_digest(response: requests.Response, digest: bytes, draft: Path) -> None:
    """Compare with Content-Digest (RFC 9530), which is of the bytes of this answer alone.

    The SHA-256 of the whole is compared as well; this one finds a fault before more is collected behind it.
    """
    expected = f"sha-256=:{base64.b64encode(digest).decode()}:"
    if response.headers.get("Content-Digest") != expected:
        draft.unlink()
        raise OverdrachtOngeldig
