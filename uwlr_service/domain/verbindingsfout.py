"""Why PostgreSQL let nobody in, in Dutch: what libpq and the server say when a connection fails."""

PEER = "PostgreSQL laat hier alleen de gebruiker van het systeem met die naam toe"
SIGNS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("Peer authentication failed",), PEER),
    (
        ("password authentication failed",),
        "PostgreSQL kent deze gebruiker niet, of het wachtwoord klopt niet",
    ),
    (("no password supplied",), "PostgreSQL vraagt om een wachtwoord, en er staat er geen in het adres"),
    (("no pg_hba.conf entry",), "pg_hba.conf van PostgreSQL laat deze gebruiker vanaf deze machine niet toe"),
    (("role ", "does not exist"), "PostgreSQL heeft deze gebruiker niet; maak die met createuser"),
    (("database ", "does not exist"), "PostgreSQL heeft deze database niet; maak die met createdb"),
    (("not permitted to log in",), "deze gebruiker mag niet inloggen op PostgreSQL"),
    (("starting up",), "PostgreSQL start nog"),
    (("shutting down",), "PostgreSQL stopt"),
    (("terminating connection",), "PostgreSQL verbrak de verbinding"),
    (("server closed the connection",), "PostgreSQL verbrak de verbinding"),
    (("too many",), "PostgreSQL heeft geen verbinding meer vrij"),
    (("remaining connection slots",), "PostgreSQL heeft geen verbinding meer vrij"),
    (("Connection refused",), "op dat adres en die poort luistert geen PostgreSQL"),
    (("No such file or directory",), "op die plaats luistert geen PostgreSQL"),
    (("Permission denied",), "deze gebruiker van het systeem mag niet bij de socket van PostgreSQL"),
    (("resolve host",), "de host van het adres bestaat niet"),
    (("translate host",), "de host van het adres bestaat niet"),
    (("timeout",), "PostgreSQL antwoordt niet op tijd"),
    (("timed out",), "PostgreSQL antwoordt niet op tijd"),
    (("No route to host",), "de host van het adres is niet te bereiken"),
    (("Network is unreachable",), "de host van het adres is niet te bereiken"),
    (("does not support SSL",), "PostgreSQL spreekt hier geen TLS, en sslmode vraagt erom"),
    (("certificate verify failed",), "het TLS-certificaat van PostgreSQL is niet te vertrouwen"),
    (("invalid response to SSL",), "op dat adres luistert iets anders dan PostgreSQL"),
    (("definition of service",), "de service achter het vraagteken is er niet"),
    (("GSSAPI",), "PostgreSQL vraagt hier om Kerberos, en dat lukt niet"),
    (("invalid ", " value"), "een optie achter het vraagteken heeft een waarde die PostgreSQL niet kent"),
    (("root certificate file",), "het bestand met het certificaat van sslrootcert is er niet"),
    (("permission denied",), "deze gebruiker van PostgreSQL mag niet bij het schema of de tabellen"),
)
"""What is all in the text, from the special to the general: the first that fits counts."""
MODULE = "psycopg"


def verbindingsfout(error: object) -> str | None:
    """The cause in a few words without a full stop; None if PostgreSQL did not say it, or it is not known."""
    if not type(error).__module__.startswith(MODULE):
        return None
    said = str(error)
    return next((dutch for signs, dutch in SIGNS if all(sign in said for sign in signs)), None)
