"""What the inputs of HTTP find: a server with a school, links with it, a delivery, and what they may name."""

import base64
import json
import os
from pathlib import Path

from joserfc.jwk import ECKey, RSAKey

from tests.support.gkv.generiek import LEVERANCIER, NAAR_BUITEN
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, JAAR, SCHOOL, eckid, schoolgegevens
from tests.support.servers.certificates import make_certificate
from tests.support.servers.uwlr import Server
from tests.support.vijandig.directives import Directives
from tests.support.vijandig.exchange import exchange
from tests.support.vijandig.index import inputs
from tests.support.vijandig.tokens import sign
from uwlr_service.domain.koppeling.gegevenssets import VOLLEDIG
from uwlr_service.domain.koppeling.partner import client_id
from uwlr_service.domain.las import las as lassen
from uwlr_service.repository.gkv.opslag import Opslag
from uwlr_service.uitwisseling.gkv.levering import Leveringen
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.koppeling.partnersleutels import Partnersleutelbeheer
from uwlr_service.uitwisseling.las.registratie import Lasregister
from uwlr_service.uitwisseling.las.sleutels import Lassleutelbeheer

ENVIRON = {
    "UWLR_WORKERS": "1",
    "UWLR_MAX_BODY": "3MB",
    "UWLR_CERTIFICATE_HEADER": "X-Client-Cert",
    "UWLR_GKV_PER_MINUTE": "1000000",
    "UWLR_GENERIEK_PER_MINUTE": "1000000",
}
MEMORY = 200 * 1024
"""kB that a worker may have had above its memory at start."""

WORK = 2.0
"""Seconds of a processor that one input may cost."""
USER_TIME = 11
SYSTEM_TIME = 12
"""Places in ``/proc/PID/stat``, counted behind the name of the program."""


def memory_of(pid: int, name: str) -> int:
    """kB of a process: ``VmRSS`` is what it has, ``VmHWM`` the most that it had."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    raise AssertionError(f"process {pid} is gone")


def worked(pid: int) -> float:
    """Seconds of a processor that a process has used: however busy the machine is, it counts only its own."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[USER_TIME]) + int(fields[SYSTEM_TIME])) / os.sysconf("SC_CLK_TCK")


def _claims(token: str) -> str:
    """What a token of ours says."""
    return base64.urlsafe_b64decode(token.split(".")[1] + "==").decode()


class World:
    """A server, and all that the parts of an input may name in it."""

    def __init__(self, server: Server) -> None:
        self.server = server
        for school in (SCHOOL, ANDERE_SCHOOL):
            server.invoer.store(schoolgegevens(school))
        self._keys: dict[str, ECKey | RSAKey] = {
            "ours": ECKey.generate_key("P-256"),
            "rsa": RSAKey.generate_key(2048),
            "stranger": ECKey.generate_key("P-256"),
        }
        self.parts = self._links()
        self.parts["TOKEN"] = self._token(self.parts["CLIENT"])
        self.parts["CLAIMS"] = _claims(self.parts["TOKEN"])
        self.parts["LASTOKEN"] = self._token(self._las())
        self.parts["LASCLAIMS"] = _claims(self.parts["LASTOKEN"])
        (self.worker,) = server.workers()
        self._at_start = memory_of(self.worker, "VmRSS")

    def sign(self, name: str, header: bytes, claims: bytes) -> bytes:
        """A JWT by one of our partner's keys, by a stranger's, or by something that is no key at all."""
        return sign(self._keys, name, header, claims)

    def memory(self) -> int:
        """kB that the worker had at its largest, above what it had at start."""
        return memory_of(self.worker, "VmHWM") - self._at_start

    def _token(self, client: str) -> str:
        """A token, as a partner of GKV or a LAS gets it; both have the keys that are ours."""
        honest = inputs("oauth")[0]
        known = {**self.parts, **honest.parts, "CLIENT": client}
        message = Directives(known, self.sign).write(honest.parts["raw"])
        (answer,) = exchange(self.server.url, message)
        content = json.loads(answer.content)
        token: str = content["access_token"]
        return token

    def _las(self) -> str:
        """The client_id of a LAS that has the small school and no other one."""
        database = self.server.database
        las = Lasregister(database).add("Las", [SCHOOL], alle_scholen=False, door=DOOR).las
        public = json.dumps(self._keys["ours"].as_dict(private=False)).encode()
        Lassleutelbeheer(database).add_jwks(las.id, public, door=DOOR)
        return lassen.client_id(las.id)

    def _links(self) -> dict[str, str]:
        server = self.server
        uwlr = server.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL], gegevensset=VOLLEDIG)
        generiek = server.link(
            klantnaam=LEVERANCIER, klantcode="IAM", scholen=[SCHOOL], gegevensset="gkv-basis", generiek=True
        )
        gkv = server.link(klantnaam="Ouders", klantcode="OC", scholen=[SCHOOL], gegevensset="gkv-basis")
        other = server.link(
            klantnaam="Anderen", klantcode="AN", scholen=[ANDERE_SCHOOL], gegevensset="gkv-basis"
        )
        koppeling = gkv.koppeling.id
        sleutels = Partnersleutelbeheer(server.database)
        public = [self._keys[name].as_dict(private=False) for name in ("ours", "rsa")]
        sleutels.add_jwks(koppeling, json.dumps({"keys": public}).encode(), door=DOOR)
        leveringen = Leveringen(
            server.database,
            Ondertekening(server.database, server.settings.secret),
            Opslag(server.settings.opslag),
        )
        certificate = make_certificate()
        sleutels.add_certificate(koppeling, certificate, door=DOOR)
        ours = leveringen.make(koppeling, SCHOOL)
        theirs = leveringen.make(other.koppeling.id, ANDERE_SCHOOL)
        return {
            "SLEUTEL": uwlr.sleutel,
            "GENERIEKSLEUTEL": generiek.sleutel,
            "JAAR": str(JAAR),
            "JAARBUITEN": NAAR_BUITEN,
            "ECKID": eckid(1),
            "KOPPELING": str(koppeling),
            "CLIENT": client_id(koppeling),
            "KID": self._keys["ours"].thumbprint(),
            "RSAKID": self._keys["rsa"].thumbprint(),
            "JWK": json.dumps(self._keys["stranger"].as_dict(private=False)),
            "CERT": certificate.decode(),
            "CERT64": "".join(certificate.decode().splitlines()[1:-1]),
            "VREEMDCERT": make_certificate().decode(),
            "LEVERING": str(ours.id),
            "VOLGNUMMER": str(ours.volgnummer),
            "SHA256": str(ours.sha256),
            "BYTES": str(ours.bytes),
            "ANDEREKOPPELING": str(other.koppeling.id),
            "ANDERELEVERING": str(theirs.id),
            "ANDERECLIENT": client_id(other.koppeling.id),
        }
