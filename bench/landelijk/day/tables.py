"""The tables that grow with use: what takes their rows away, or why they stay."""

from collections.abc import Mapping

STAYS_WHO_GOT_WHAT = "stays: who got what, and when"
STAYS_RESULTS = "stays: results are kept, each version of them"
STAYS_CHAIN = "stays without its content: the digests that prove the log whole"
REPLACED = "what was replaced goes after UWLR_RETENTION_DAYS"
SIGNING_IN = "goes a day after it ended"

TAKEN_AWAY: Mapping[str, str] = {
    "aanmeldteller": "goes when its time is over",
    "bericht": "goes after 400 days",
    "bericht_gelezen": "goes with its message",
    "gebruikt_bewijs": "goes when the assertion would have expired",
    "gkv_nummer": "stays: one for each object of a school that went out, so that none is given twice",
    "inlog_apparaat": "goes after 400 days without use",
    "las_ontvangst": "one for each reader of the feed",
    "las_schoolontvangst": "one for each school and reader of the feed",
    "leerling": REPLACED,
    "levensteken": "goes after 7 days",
    "levering": f"{STAYS_WHO_GOT_WHAT}; its package goes after 30 days",
    "logregel": STAYS_CHAIN,
    "logwacht": "goes with the next seal",
    "logzegel": STAYS_CHAIN,
    "nachttaak": "goes after UWLR_RETENTION_DAYS",
    "ontvangstbevestiging": STAYS_WHO_GOT_WHAT,
    "ophaling": STAYS_WHO_GOT_WHAT,
    "postbericht": "goes after 30 days",
    "resultaat": STAYS_RESULTS,
    "resultatenbericht": f"{STAYS_RESULTS}; its text goes after UWLR_MESSAGE_DAYS",
    "resultatenstand": "one for each school",
    "resultatenvolgorde": "goes after UWLR_RETENTION_DAYS, and not before 30 days",
    "resultatenwachtrij": "goes when it gets its number",
    "revisie": "stays: a line for each state of a school year",
    "sessie": "goes some hours after its end",
    "sessie_bron": "goes with its session",
    "sso_afmelding": "goes after 35 days",
    "sso_onderwerp": "one for each person and application",
    "sso_sleutel": "goes when it was replaced",
    "sso_toekenning": "goes after UWLR_RETENTION_DAYS, and a day after it ended if nobody used it",
    "sso_token": SIGNING_IN,
    "sso_verzoek": SIGNING_IN,
    "toetsdefinitie": "one for each definition of a test",
    "vergeten_verwijzing": "goes when every link had a full package",
    "verkeersdag": "goes into the log when its day is over",
    "verkeersregel": "goes after 14 days",
    "verstrekking": STAYS_WHO_GOT_WHAT,
}
