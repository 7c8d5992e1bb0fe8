// An application on openid-client: signs people in at ISSUER, and shows what it was told of them as JSON.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { randomUUID } from "node:crypto";
import * as client from "openid-client";

const { ISSUER, CLIENT_ID, CLIENT_SECRET, CLIENT_KEY, ALG, SCOPE, PORT } = process.env;
const here = `http://127.0.0.1:${PORT}`;

async function proof() {
  if (!CLIENT_KEY) return client.ClientSecretBasic(CLIENT_SECRET);
  const jwk = JSON.parse(readFileSync(CLIENT_KEY, "utf8"));
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  return client.PrivateKeyJwt({
    key: await crypto.subtle.importKey("jwk", jwk, algorithm, false, ["sign"]),
    kid: jwk.kid,
  });
}

const config = await client.discovery(
  new URL(ISSUER),
  CLIENT_ID,
  { id_token_signed_response_alg: ALG },
  await proof(),
  { execute: [client.allowInsecureRequests] }, // plain http, on this machine only
);
const sessions = new Map();

async function begin(response) {
  const verifier = client.randomPKCECodeVerifier();
  const session = { verifier, state: client.randomState(), nonce: client.randomNonce() };
  const key = randomUUID();
  sessions.set(key, session);
  const address = client.buildAuthorizationUrl(config, {
    redirect_uri: `${here}/terug`,
    scope: SCOPE,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state: session.state,
    nonce: session.nonce,
  });
  const cookie = `app=${key}; HttpOnly; SameSite=Lax; Path=/`;
  response.writeHead(302, { Location: address.href, "Set-Cookie": cookie }).end();
}

async function finish(address, session, response) {
  const tokens = await client.authorizationCodeGrant(config, address, {
    pkceCodeVerifier: session.verifier,
    expectedState: session.state,
    expectedNonce: session.nonce,
    idTokenExpected: true,
  });
  const id_token = tokens.claims();
  const userinfo = await client.fetchUserInfo(config, tokens.access_token, id_token.sub);
  session.told = { id_token, userinfo };
  session.hint = tokens.id_token;
  response.writeHead(302, { Location: here }).end();
}

function end(key, session, response) {
  sessions.delete(key);
  const address = client.buildEndSessionUrl(config, {
    id_token_hint: session.hint,
    post_logout_redirect_uri: `${here}/afgemeld`,
    state: "uit",
  });
  response.writeHead(302, { Location: address.href }).end();
}

async function answer(request, response) {
  const address = new URL(request.url, here);
  const key = /(?:^|; )app=([^;]+)/.exec(request.headers.cookie ?? "")?.[1];
  const session = sessions.get(key);
  if (address.pathname === "/afgemeld") return response.end("afgemeld");
  if (address.pathname === "/terug" && session) return finish(address, session, response);
  if (address.pathname === "/uit" && session?.told) return end(key, session, response);
  if (address.pathname !== "/") return response.writeHead(404).end();
  if (!session?.told) return begin(response);
  response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(session.told));
}

createServer((request, response) =>
  answer(request, response).catch((error) => response.writeHead(500).end(`${error.code}: ${error.message}`)),
).listen(Number(PORT), "127.0.0.1");
