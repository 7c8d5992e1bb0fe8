"""A partner sets its webhook, and turns it off; what may not be called is refused beside the field."""

import pytest

from tests.portaal.partner.conftest import Partner
from tests.support.portaal.visiting import document
from tests.support.toezicht import logged

URL = "https://partner.example/gkv"


def log(partner: Partner) -> list[str]:
    """What was written down of webhooks, in order."""
    return [word for word in logged(partner.database) if word.startswith("webhook")]


def test_a_webhook_is_set_and_turned_off(partner: Partner) -> None:
    page = partner.link("/webhook")
    assert "Stuur een proefbericht" not in partner.visitor.get(page).text
    assert partner.visitor.submit(page, {"url": f" {URL} "}).status_code == 303
    assert partner.diensten.webhookbeheer.url(partner.gkv) == URL
    assert "Stuur een proefbericht" in partner.visitor.get(page).text
    for _ in range(2):
        assert partner.visitor.submit(f"{page}/uit", page=page).status_code == 303
    assert partner.diensten.webhookbeheer.url(partner.gkv) is None
    assert log(partner) == ["webhook-gezet", "webhook-uit"]


@pytest.mark.parametrize(
    "url", ["http://partner.example/x", "https://10.0.0.1/x", "https://u@partner.example/x"]
)
def test_an_address_that_may_not_be_called_is_refused(partner: Partner, url: str) -> None:
    answer = partner.visitor.submit(partner.link("/webhook"), {"url": url})
    assert answer.status_code == 200
    assert document(answer).xpath("//input[@name='url' and @aria-invalid='true']")
    assert partner.diensten.webhookbeheer.url(partner.gkv) is None


def test_a_link_of_uwlr_has_no_webhook(partner: Partner) -> None:
    page = partner.link("/webhook", partner.uwlr)
    answer = partner.visitor.submit(page, {"url": URL})
    assert document(answer).xpath("//input[@name='url' and @aria-invalid='true']")


def test_there_is_nothing_to_try_without_a_webhook(partner: Partner) -> None:
    page = partner.link("/webhook")
    assert partner.visitor.submit(f"{page}/proef", page=page).status_code == 400
