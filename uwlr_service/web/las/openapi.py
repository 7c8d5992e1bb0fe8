"""The description of ``/las/v1``: a document in parts, one for each subject."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from flask import Response

FOLDER = Path(__file__).with_name("beschrijving")
BASIS = "basis.json"


def openapi() -> Response:
    """The description of this API, for anybody."""
    return Response(_written(), content_type="application/json", headers={"Cache-Control": "no-cache"})


@cache
def document() -> dict[str, Any]:
    """The parts as one document: the base, with the paths and components of every subject."""
    whole: dict[str, Any] = json.loads((FOLDER / BASIS).read_bytes())
    for path in sorted(FOLDER.glob("*.json")):
        if path.name == BASIS:
            continue
        part = json.loads(path.read_bytes())
        whole["paths"] |= part["paths"]
        for kind, named in part.get("components", {}).items():
            whole["components"][kind] = whole["components"].get(kind, {}) | named
    return whole


@cache
def _written() -> bytes:
    return json.dumps(document(), ensure_ascii=False, indent=2).encode()
