"""The mail that no server took so far."""

from flask import render_template

from uwlr_service.paginas.state import diensten, door


def show() -> str:
    """To whom, what about, and why not."""
    postbus = diensten().postbus
    return render_template(
        "beheer/post.html", brieven=postbus.unsent(door=door()), heeft_post=postbus.is_open
    )
