"""What the hostile requests find: a server with clients, somebody who is signed in, and codes and tokens."""

import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from urllib.parse import urlsplit

import requests
from joserfc.jwk import ECKey, RSAKey

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
from tests.support.vijandig.directives import Directives
from tests.support.vijandig.tokens import sign
from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.sso.client import Adressoort, Bewijswijze
from uwlr_service.repository.sso.beeindiging import end_client

TERUGMETVRAAG = f"{TERUG}?deel=1"
WACHTEND = "https://elders.example/sso/terug"
OF_OTHERS = {
    "ANDERE": "https://rekenen.example/sso/terug",
    "VRIJE": "https://oud.example/sso/terug",
    "JWT": "https://schrijven.example/sso/terug",
    "BEEINDIGD": "https://weg.example/sso/terug",
}
"""The address of each of the other clients, by the beginning of the names of what it has."""
JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
NEVER = "nooit-gegeven"


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

    def assertion(self, jti: str) -> str:
        """A right proof of the client that has a key (RFC 7523, section 3)."""
        header = '{"alg":"ES256"}'
        claims = (
            '{"iss":"⟦JWTCLIENT⟧","sub":"⟦JWTCLIENT⟧","aud":"⟦UITGEVER⟧",'
            f'"exp":⟦epoch 60⟧,"iat":⟦epoch⟧,"jti":"{jti}"}}'
        )
        written = Directives(self.parts, self.sign)
        return self.sign("ours", header.encode(), written.write(claims)).decode()

    def prove(self, assertion: str) -> requests.Response:
        """Use a proof, to take back a token that was never given."""
        form = {"token": NEVER, "client_assertion": assertion, "client_assertion_type": JWT_BEARER}
        return requests.post(f"{self.url}/sso/revoke", data=form, timeout=PATIENCE)

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
        )
        return Aanvrager(client=client, terug=terug, has_pkce=not is_exempt)

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

    def _revoked(self, kind: str) -> str:
        tokens = self._world.post().tokens(self._code())
        self._world.post().post("revoke", token=tokens["refresh_token"])
        return tokens[kind]

    def _used_jti(self) -> str:
        jti = str(uuid.uuid4())
        assert self._world.prove(self._world.assertion(jti)).status_code == requests.codes.ok
        return jti
