"""``/metrics`` for Prometheus; a proxy should not pass it on to the outside."""

from flask import Blueprint, Response

from uwlr_service import metrics

blueprint = Blueprint("metrics", __name__)


@blueprint.get("/metrics")
def show() -> Response:
    """The numbers of all workers together."""
    return Response(
        metrics.render(), content_type=metrics.CONTENT_TYPE, headers={"Cache-Control": "no-store"}
    )
