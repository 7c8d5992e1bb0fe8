"""Under which licence a package is, by the names of SPDX: from its metadata, or from its text."""

from importlib.metadata import PackageNotFoundError, distribution

from cyclonedx.spdx import is_supported_id

CLASSIFIERS = {
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: MIT License": "MIT",
}
"""Those that can only mean one licence; "BSD License" is not among them."""
READ = {
    "flask-wtf": "BSD-3-Clause",
    "huey": "MIT",
    "isodate": "BSD-3-Clause",
    "itsdangerous": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "legacy-cgi": "PSF-2.0",  # only on Python 3.13, so elsewhere there are no metadata to read
    "protobuf": "BSD-3-Clause",
    "pyasn1-modules": "BSD-2-Clause",
    "python-dateutil": "BSD-3-Clause",  # "applies to all code", even to what is Apache-2.0 too
    "s3fs": "BSD-3-Clause",
    "segno": "BSD-3-Clause",
    "spyne": "LGPL-2.1-or-later",  # its metadata leave open whether a later version will do
    "wtforms": "BSD-3-Clause",
}
"""What the text of a licence says whose metadata give it no name that SPDX knows."""


class NoLicence(Exception):
    """A package whose metadata name no licence that SPDX knows: read its text, and add it to ``READ``."""


def declared(name: str) -> str:
    """The licence in the metadata of an installed package; empty where they name none that SPDX knows."""
    try:
        metadata = distribution(name).metadata
    except PackageNotFoundError:
        return ""
    if "License-Expression" in metadata:
        return metadata["License-Expression"]
    for said in metadata.get_all("License", []):
        if is_supported_id(said):
            return said
    lines = [line for line in metadata.get_all("Classifier", []) if line.startswith("License ::")]
    return CLASSIFIERS.get(lines[0], "") if len(lines) == 1 else ""


def licence(name: str) -> tuple[str, bool]:
    """The licence of a package, and whether its metadata say so.

    Raises NoLicence when neither they nor ``READ`` know it.
    """
    if name in READ:
        return READ[name], False
    expression = declared(name)
    if not expression:
        raise NoLicence(name)
    return expression, True
