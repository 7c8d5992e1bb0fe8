"""The bill of materials of a server, as CycloneDX 1.6 in JSON: the same bytes for the same locks.

Each package is named by its purl, with its version, its licence, and what it asks for. The hashes of its
files are in the lock. A serial number and a moment would differ with every making, so there are none.
"""

import json
import re
from importlib.metadata import distribution
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import LicenseAcknowledgement
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from tests.support.places import ROOT
from tests.support.sbom.licences import licence
from tests.support.sbom.locked import NAME, edges, is_for_all, locked, version
from uwlr_service import __version__

PATH = ROOT / "uwlr-service.cdx.json"
"""Where it is kept; the wheel takes it along."""
SERVER = "requirements-server.lock"
BUILD = "requirements-build.lock"
OURS = "EUPL-1.2"
STEMMER = "sphinx/search/non-minified-js/dutch-stemmer.js"
SNOWBALL = re.compile(r"by Snowball (?P<version>[0-9.]+)")
IN_THE_PAGES = "in the pages of the documentation, which the package holds"


class Adrift(Exception):
    """The lock names packages that none of ours asks for, or lacks some: make it anew, and install it."""


def component(purl: PackageURL, expression: str, *, is_declared: bool = True) -> Component:
    """A package with its licence, which its makers declare or which we concluded from its text."""
    said = LicenseAcknowledgement.DECLARED if is_declared else LicenseAcknowledgement.CONCLUDED
    return Component(
        type=ComponentType.LIBRARY,
        name=purl.name,
        version=purl.version,
        purl=purl,
        bom_ref=purl.to_string(),
        licenses=[LicenseFactory().make_from_string(expression, license_acknowledgement=said)],
    )


def from_lock(name: str, lock: str) -> Component:
    """A package with the version of a lock; not every server has one that is for some Pythons only."""
    pin = locked(lock)[name]
    expression, is_declared = licence(name)
    purl = PackageURL("pypi", name=name, version=version(pin))
    made = component(purl, expression, is_declared=is_declared)
    made.scope = ComponentScope.REQUIRED if is_for_all(pin) else ComponentScope.OPTIONAL
    return made


def scripts() -> list[Component]:
    """What the package holds of others: the scripts by which Sphinx searches the documentation."""
    sphinx = from_lock("sphinx", BUILD)
    script = Path(str(distribution("sphinx").locate_file(STEMMER))).read_text(encoding="utf-8")
    made_by = SNOWBALL.search(script)
    assert made_by is not None
    snowball = component(PackageURL("generic", name="snowball", version=made_by["version"]), "BSD-3-Clause")
    for held in (sphinx, snowball):
        held.scope = None
        held.description = IN_THE_PAGES
    return [sphinx, snowball]


def ours() -> Component:
    """The package itself, with what it holds of others."""
    made = component(PackageURL("pypi", name=NAME, version=__version__), OURS)
    made.type = ComponentType.APPLICATION
    made.components = scripts()
    return made


def bill() -> Bom:
    """The bill of materials.

    Raises Adrift, or NoLicence for a package whose licence is not known.
    """
    asked = edges()
    parts = {name: from_lock(name, SERVER) for name in locked(SERVER)}
    if asked.keys() != parts.keys() | {NAME}:
        raise Adrift(sorted(asked.keys() ^ (parts.keys() | {NAME})))
    made = Bom(components=parts.values())
    made.metadata.component = ours()
    made.metadata.properties.add(Property(name="cdx:reproducible", value="true"))
    for name, part in {NAME: made.metadata.component, **parts}.items():
        made.register_dependency(part, [parts[other] for other in asked[name]])
    return made


def text() -> str:
    """The document, as it is kept."""
    written = json.loads(JsonV1Dot6(bill()).output_as_string())
    del written["serialNumber"]
    del written["metadata"]["timestamp"]
    return json.dumps(written, indent=1, ensure_ascii=False) + "\n"
