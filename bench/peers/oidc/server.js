// The certified provider of node, with our client and people who are signed in without being asked.
import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import Provider from "oidc-provider";
import { Adapter, prepare } from "./adapter.js";

const [port, clientId, secret, terug] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
const key = { ...privateKey.export({ format: "jwk" }), alg: "RS256", use: "sig" };

await prepare();

const provider = new Provider(issuer, {
  adapter: Adapter,
  clients: [
    {
      client_id: clientId,
      client_secret: secret,
      redirect_uris: [terug],
      grant_types: ["authorization_code"],
      response_types: ["code"],
      id_token_signed_response_alg: "RS256",
      token_endpoint_auth_method: "client_secret_basic",
    },
  ],
  jwks: { keys: [key] },
  cookies: { keys: ["alleen voor een meting"] },
  claims: { openid: ["sub"], organisatie: ["affiliation", "organisatie"], groepen: ["groepen"], profiel: ["given_name"] },
  scopes: ["openid", "organisatie", "groepen", "profiel"],
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_ctx, interaction) => `/wie/${interaction.uid}` },
  findAccount: (_ctx, id) => ({
    accountId: id,
    claims: async () => ({
      sub: id,
      affiliation: "student",
      organisatie: "99ZZ16",
      groepen: ["groep-1"],
      given_name: "Sanne",
    }),
  }),
});

// Instead of pages: somebody signs in and agrees, as whoever is asked for.
provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith("/wie/")) {
    return next();
  }
  const details = await provider.interactionDetails(ctx.req, ctx.res);
  const accountId = details.session?.accountId ?? "leerling-1";
  const grant = new provider.Grant({ accountId, clientId });
  grant.addOIDCScope(details.params.scope);
  const grantId = await grant.save();
  await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId }, consent: { grantId } });
  ctx.respond = false;
});

provider.listen(Number(port), "127.0.0.1");
