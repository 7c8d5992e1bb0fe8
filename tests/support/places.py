"""Where things lie: the checkout, the corpus, and the national files that are kept beside the checkout."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests" / "corpus"
SHARED = ROOT.parent / "shared"
NATIONAL = SHARED / "standard"
"""The national schema files and samples. They are not part of the project; tests that need them may skip."""
