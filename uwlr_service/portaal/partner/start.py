"""The first page of a partner: its links, and what went wrong lately."""

from flask import render_template


def show(koppelpartner: int) -> str:
    """For everybody who has an account at the partner."""
    return render_template("partner/start.html", koppelpartner=koppelpartner)
