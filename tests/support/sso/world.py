"""What the hostile requests find: a server with clients, somebody who is signed in, and codes and tokens."""

import json
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from urllib.parse import urlsplit

import requests
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey
from sqlalchemy import ColumnElement, Table, update

from tests.support.partners.handelenden import DOOR
from tests.support.portaal import people
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.uwlr import Server
from tests.support.sso.aanmelding import CHALLENGE, PATIENCE, VERIFIER, Aanvrager, Browser, Tokenpost
from tests.support.sso.toepassingen import (
    AFGEMELD,
    AFMELDING,
    ALLES,
    TERUG,
    Proefclient,
    add_client,
    add_sso_link,
)
from tests.support.vijandig.tokens import sign
from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.sso.client import Adressoort, Bewijswijze
from uwlr_service.repository.schema.sso import sso_toekenning, sso_token
from uwlr_service.repository.sso.beeindiging import end_client
from uwlr_service.uitwisseling.account.bewijzen import digest
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen

TERUGMETVRAAG = f"{TERUG}?deel=1"
WACHTEND = "https://elders.example/sso/terug"
OF_OTHERS = {
    "ANDERE": "https://rekenen.example/sso/terug",
    "VRIJE": "https://oud.example/sso/terug",
    "JWT": "https://schrijven.example/sso/terug",
    "BEEINDIGD": "https://weg.example/sso/terug",
    "GESTOPT": "https://voorbij.example/sso/terug",
}
"""The address of each of the other clients, by the beginning of the names of what it has."""
JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
NEVER = "nooit-gegeven"
LATE = 11
"""Seconds after which a refresh token that comes again was stolen (docs/sso.rst)."""


class Ssoworld:
    """A server, the clients that its provider knows, and an employee with a session."""

    def __init__(self, server: Server, url: str) -> None:
        self.server = server
        self.url = url
        server.invoer.store(schoolgegevens(SCHOOL))
        self.clients = {"": self._own()} | {name: self._client(name, uri) for name, uri in OF_OTHERS.items()}
        ended = self.clients["BEEINDIGD"].client
        with server.database.write() as connection:
            end_client(connection, ended.id, tijd.now(), "proef")
        beheerder = people.add_person(server.database, Rol.SCHOOLBEHEERDER, school=SCHOOL)
        self.browser = Browser(url, people.sign_in(server.database, beheerder))
        self._stopped = self._stop()
        sleutel = self.clients["JWT"].client.sleutel
        assert sleutel is not None
        self._keys: dict[str, ECKey | RSAKey] = {
            "ours": sleutel,
            "rsa": RSAKey.generate_key(2048),
            "stranger": ECKey.generate_key("P-256"),
        }
        self.parts = self._parts()

    def sign(self, way: str, header: bytes, claims: bytes) -> bytes:
        """A JWT by the key of the client that has one, by a stranger's, or by something that is no key."""
        return sign(self._keys, way, header, claims)

    def post(self, name: str = "") -> Tokenpost:
        """The token endpoint, for one of the clients."""
        return Tokenpost(self.url, self.clients[name])

    def assertion(self, jti: str, client: Proefclient | None = None) -> str:
        """A right proof of a client that has a key (RFC 7523, section 3)."""
        of_client = client or self.clients["JWT"].client
        assert of_client.sleutel is not None
        now = int(time.time())
        claims = {
            "iss": of_client.client_id,
            "sub": of_client.client_id,
            "aud": self.parts["UITGEVER"],
            "iat": now,
            "exp": now + 60,
            "jti": jti,
        }
        return jwt.encode({"alg": "ES256"}, claims, of_client.sleutel, algorithms=["ES256"])

    def with_key(self) -> Proefclient:
        """One more client that has a key."""
        return add_client(
            self.server.database, add_sso_link(self.server.database), methode=Bewijswijze.SLEUTEL
        )

    def prove(self, assertion: str) -> requests.Response:
        """Use a proof, to take back a token that was never given."""
        form = {"token": NEVER, "client_assertion": assertion, "client_assertion_type": JWT_BEARER}
        return requests.post(f"{self.url}/sso/revoke", data=form, timeout=PATIENCE)

    def age(self, table: Table, which: ColumnElement[bool], column: str, seconds: int) -> None:
        """Let a moment in the database be so long ago."""
        moment = tijd.now() - timedelta(seconds=seconds)
        with self.server.database.write() as connection:
            connection.execute(update(table).where(which).values({column: moment}))

    def _stop(self) -> dict[str, str]:
        """What a client was given before the school took back what it agreed to."""
        aanvrager = self.clients["GESTOPT"]
        tokens = self.post("GESTOPT").tokens(self.browser.code(aanvrager))
        code = self.browser.code(aanvrager)
        Intrekkingen(self.server.database).withdraw(aanvrager.client.koppeling, SCHOOL, door=DOOR)
        return {
            "GESTOPTECODE": code,
            "GESTOPTACCESS": tokens["access_token"],
            "GESTOPTREFRESH": tokens["refresh_token"],
        }

    def _own(self) -> Aanvrager:
        adressen = {**ALLES, Adressoort.TERUG: (TERUG, TERUGMETVRAAG)}
        koppeling = add_sso_link(self.server.database)
        client = add_client(
            self.server.database,
            koppeling,
            adressen=adressen,
            wachtend={Adressoort.TERUG: (WACHTEND,)},
            offline=True,
        )
        return Aanvrager(client=client, terug=TERUG, scope="openid offline_access")

    def _client(self, name: str, terug: str) -> Aanvrager:
        koppeling = add_sso_link(self.server.database)
        is_exempt = name == "VRIJE"
        client: Proefclient = add_client(
            self.server.database,
            koppeling,
            methode=Bewijswijze.SLEUTEL if name == "JWT" else Bewijswijze.GEHEIM,
            adressen={Adressoort.TERUG: (terug,)},
            pkce_vrij=is_exempt,
            offline=name == "GESTOPT",
        )
        scope = "openid offline_access" if name == "GESTOPT" else "openid"
        return Aanvrager(client=client, terug=terug, scope=scope, has_pkce=not is_exempt)

    def _parts(self) -> dict[str, str]:
        own = self.clients[""].client
        parts = {
            "HOST": urlsplit(self.url).netloc,
            "BASIS": self.url,
            "UITGEVER": f"{self.url}/sso",
            "CLIENTNA": own.client_id[1:],
            "BEEINDIGD": self.clients["BEEINDIGD"].client.client_id,
            "TERUGMETVRAAG": TERUGMETVRAAG,
            "WACHTEND": WACHTEND,
            "AFGEMELD": AFGEMELD,
            "AFMELDING": AFMELDING,
            "UITDAGING": CHALLENGE,
            "VERIFIER": VERIFIER,
            "KID": self._keys["ours"].thumbprint(),
            "JWK": json.dumps(self._keys["stranger"].as_dict(private=False)),
            **self._stopped,
        }
        for name, aanvrager in self.clients.items():
            parts |= {
                f"{name}CLIENT": aanvrager.client.client_id,
                f"{name}GEHEIM": aanvrager.client.geheim,
                f"{name}TERUG": aanvrager.terug,
            }
        return parts


class Fresh(Mapping[str, str]):
    """The parts of one request: those of the world, and codes and tokens that nobody used yet.

    They are made when they are first asked for, and stay the same within the request.
    """

    def __init__(self, world: Ssoworld, parts: Mapping[str, str]) -> None:
        self._world = world
        self._texts = {**world.parts, **parts}
        self._makers: dict[str, Callable[[], str]] = {
            "CODE": self._code,
            "VRIJECODE": partial(self._code, "VRIJE"),
            "JWTCODE": partial(self._code, "JWT"),
            "GEBRUIKTECODE": self._used_code,
            "ACCESS": partial(self._token, "access_token"),
            "REFRESH": partial(self._token, "refresh_token"),
            "IDTOKEN": partial(self._token, "id_token"),
            "ANDERETOKEN": partial(self._token, "access_token", "ANDERE"),
            "ANDEREIDTOKEN": partial(self._token, "id_token", "ANDERE"),
            "VERLOPENCODE": self._old_code,
            "VERLOPENACCESS": partial(self._old_token, "access_token", "verloopt", 1),
            "VERLOPENREFRESH": partial(self._old_token, "refresh_token", "verloopt", 1),
            "HERHAALDREFRESH": self._used_refresh,
            "INGETROKKENACCESS": partial(self._revoked, "access_token"),
            "INGETROKKENREFRESH": partial(self._revoked, "refresh_token"),
            "ASSERTIE": lambda: world.assertion(str(uuid.uuid4())),
            "GEBRUIKTEJTI": self._used_jti,
        }
        self._tokens: dict[str, dict[str, str]] = {}

    def __getitem__(self, name: str) -> str:
        if name not in self._texts:
            self._texts[name] = self._makers[name]()
        return self._texts[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._texts, **self._makers})

    def __len__(self) -> int:
        return len({**self._texts, **self._makers})

    def __contains__(self, name: object) -> bool:
        return name in self._texts or name in self._makers

    def _code(self, client: str = "") -> str:
        return self._world.browser.code(self._world.clients[client])

    def _used_code(self) -> str:
        code = self._code()
        self._world.post().tokens(code)
        return code

    def _token(self, kind: str, client: str = "") -> str:
        if client not in self._tokens:
            self._tokens[client] = self._world.post(client).tokens(self._code(client))
        return self._tokens[client][kind]

    def _old_code(self) -> str:
        code = self._code()
        self._world.age(sso_toekenning, sso_toekenning.c.code == digest(code), "code_tot", 1)
        return code

    def _old_token(self, kind: str, column: str, seconds: int) -> str:
        token = self._token(kind)
        self._world.age(sso_token, sso_token.c.hash == digest(token), column, seconds)
        return token

    def _used_refresh(self) -> str:
        """A refresh token that was used, longer ago than an answer can have been lost."""
        self._world.post().refresh(self._token("refresh_token"))
        return self._old_token("refresh_token", "gebruikt", LATE)

    def _revoked(self, kind: str) -> str:
        tokens = self._world.post().tokens(self._code())
        self._world.post().post("revoke", token=tokens["refresh_token"])
        return tokens[kind]

    def _used_jti(self) -> str:
        jti = str(uuid.uuid4())
        assert self._world.prove(self._world.assertion(jti)).status_code == requests.codes.ok
        return jti
