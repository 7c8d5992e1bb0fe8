"""The whole address of a page for pupils, as it stands on paper and on a whiteboard."""

from flask import request, url_for

from uwlr_service.paginas.state import diensten


def address_of(endpoint: str) -> str:
    """Where pupils find a page: at the host that the settings name, not one that this call made up."""
    base = diensten().settings.portal_address or request.host_url.rstrip("/")
    return f"{base}{url_for(endpoint)}"
