"""``make sbom``: writes the bill of materials anew."""

import sys

from tests.support.places import ROOT
from tests.support.sbom.document import PATH, text

if __name__ == "__main__":
    PATH.write_text(text(), encoding="utf-8")
    sys.stdout.write(f"{PATH.relative_to(ROOT)} says what requirements-server.lock installs.\n")
