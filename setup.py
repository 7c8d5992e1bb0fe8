"""What setup.cfg cannot say: the schemas of ``xsd/`` are installed inside the package.

Everything else is in setup.cfg. ``uwlr_service/formats/schemas.py`` looks for them in both places.
"""

from setuptools import find_namespace_packages, setup

setup(
    packages=[*find_namespace_packages(include=["uwlr_service*"]), "uwlr_service.xsd"],
    package_dir={"uwlr_service.xsd": "xsd"},
)
