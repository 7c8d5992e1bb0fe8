"""Which names of another party a report may show: those of the standards, which say nothing about anybody.

A LAS that is broken, or means harm, can put a pupil or the key in the name of an element as well as in a
text.
"""

import functools
import re

from lxml import etree

from uwlr_service.formats.schemas import XS, XSD

DECLARED = (f"{XS}element", f"{XS}attribute")
ENVELOPE = (
    "Envelope Header Body Fault faultcode faultstring faultactor detail mustUnderstand actor encodingStyle"
)
INSTANCE = "nil type schemaLocation noNamespaceSchemaLocation lang"
DESCRIPTION = (
    "definitions types message part portType operation input output fault binding service port import"
    " documentation address body header headerfault location namespace targetNamespace name element"
    " soapAction style transport use parts parameterOrder"
)
"""WSDL 1.1, with its binding of SOAP."""
SCHEMA = (
    "schema include redefine annotation appinfo simpleType complexType restriction extension simpleContent"
    " complexContent sequence choice all any anyAttribute attribute attributeGroup group enumeration pattern"
    " minLength maxLength length minInclusive maxInclusive minExclusive maxExclusive totalDigits"
    " fractionDigits whiteSpace union list key keyref unique selector field base value ref minOccurs"
    " maxOccurs elementFormDefault attributeFormDefault version abstract substitutionGroup nillable mixed"
    " processContents default fixed form xpath refer id final block memberTypes itemType"
)
JSON = (
    "json item lid soort status title access_token token_type expires_in scope error error_description keys"
    " kty crv kid use alg n e x y issuer token_endpoint jwks_uri scopes_supported response_types_supported"
    " grant_types_supported token_endpoint_auth_methods_supported"
    " token_endpoint_auth_signing_alg_values_supported tls_client_certificate_bound_access_tokens"
    " koppelingen client_id gegevensset scholen stand afspraakversie laatste_volgnummer"
    " laatste_basisvolgnummer laatste_nacht nacht uitkomst reden leveringen volledig meer moment fouten"
    " pakket manifest ontvangstbevestiging verwijderverzoeken ingetrokken verwijderen_voor bevestigd"
    " bevestiging"
)
"""What answers in JSON hold (RFC 6749, 7517, 8414 and 9457, the pull API), and ``jsonboom.py`` adds."""
WEBPAGE = "html head title body meta link h1 h2 p hr div span pre center"
"""What a server that is not about SOAP answers with."""
STEP = re.compile(r"([^/\[\]]+)(\[[0-9]+\])?")
"""A step of a path of ours (``formats/findings.py``)."""
FAULTCODES = frozenset(
    {
        *("Client", "Server", "VersionMismatch", "MustUnderstand"),
        *("Client.OngeldigBericht", "Client.OngeldigeKlantIdentificatie", "Client.AutorisatieOngeldig"),
        *("Client.XsdVersieOngeldig", "Client.LeerlingOngeldig", "Client.ToetsNormeringOngeldig"),
        *("Client.ScoreOngeldig", "Client.EldResultaatOngeldig", "Client.VocabulaireTermOngeldig"),
        *("Server.InterneFout", "Server.TijdelijkNietBeschikbaar"),
    }
)
"""Those of SOAP 1.1 (4.4.1) and of UWLR (2.2.1, Foutafhandeling)."""


@functools.cache
def of_standards() -> frozenset[str]:
    """The local names of every element and attribute of the standards that we have the schemas of."""
    found = set(" ".join((ENVELOPE, INSTANCE, DESCRIPTION, SCHEMA, JSON, WEBPAGE)).split())
    for path in sorted((*XSD.rglob("*.xsd"), *XSD.rglob("*.wsdl"))):
        declarations = etree.parse(str(path)).iter(*DECLARED)
        found |= {declared.get("name", "") for declared in declarations}
    return frozenset(found) - {""}


def shown(name: str) -> str:
    """A local name as a report shows it: one that no standard has only by its length."""
    return name if name in of_standards() else f"(onbekende naam, {len(name)} tekens)"


def shown_path(path: str) -> str:
    """A path of local names, ``/a/b[2]``, as a report shows it."""
    return STEP.sub(lambda step: f"{shown(step[1])}{step[2] or ''}", path)


def shown_code(code: str) -> str:
    """A fault code without its prefix as a report shows it: another one might be anything."""
    if not code:
        return "(geen code)"
    return code if code in FAULTCODES else f"(onbekende code, {len(code)} tekens)"
