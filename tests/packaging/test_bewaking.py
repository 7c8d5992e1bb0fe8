"""The alarms and the dashboard: each metric, label and outcome in them is one that the service has."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from tests.support.places import ROOT
from uwlr_service import metrics
from uwlr_service.domain import fouten, tijd
from uwlr_service.domain.gkv.nacht import Uitkomst
from uwlr_service.domain.toezicht.zegel import FIRST, seal
from uwlr_service.web.metrics import STATUSES, LogCollector, NightCollector, WorkerCollector

RULES = ROOT / "deploy" / "prometheus" / "uwlr.rules.yml"
DASHBOARD = ROOT / "deploy" / "grafana" / "uwlr.json"
NAME = re.compile(r"\buwlr_\w+")
SELECTOR = re.compile(r"\b(?P<name>uwlr_\w+)\{(?P<labels>[^}]*)\}")
MATCHER = re.compile(r'(?P<label>\w+)=~?"(?P<value>[^"]*)"')
PART = re.compile("_(?:total|bucket|count|sum)$")
"""Behind the name of a metric, in one of its samples."""
ROW = re.compile(
    r"^   \* - ``(?P<alert>Uwlr\w+)``\n     - (?P<when>.+(?:\n       .+)*)\n     - (?P<do>.+)$", re.MULTILINE
)
LEAST_ADVICE = 40
"""Characters of the first line that says what to do."""
GIVEN_BY_PROMETHEUS = {"job", "instance", "le"}
ANSWERS = {"gegevens", "geenwijzigingen", "geengegevens", "bevestigd", "herhaald"}


def rules() -> list[dict[str, object]]:
    """Every alarm."""
    (group,) = yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"]
    found: list[dict[str, object]] = group["rules"]
    return found


def shown_on_the_board() -> Iterator[str]:
    """What the panels ask."""
    for panel in json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]:
        yield from (target["expr"] for target in panel["targets"])


def expressions() -> Iterator[str]:
    """Every question that the files ask Prometheus."""
    yield from (str(rule["expr"]) for rule in rules())
    yield from shown_on_the_board()
    board = json.loads(DASHBOARD.read_text(encoding="utf-8"))
    yield from (
        variable["query"]["query"] for variable in board["templating"]["list"] if variable["name"] == "taak"
    )


@pytest.fixture(scope="module")
def served() -> dict[str, set[str]]:
    """The labels of each sample that the service serves, once something of every kind happened."""
    metrics.record_call("HaalStructuur", "gegevens", 0.01)
    metrics.record_tolerance("volgorde")
    metrics.record_cache("hit")
    metrics.record_reading("replica")
    night = NightCollector(lambda: dict.fromkeys(Uitkomst, 0))
    log = LogCollector(lambda: seal(1, tijd.now(), FIRST, []))
    text = metrics.render(night, log, WorkerCollector(tijd.now)).decode()
    labels: dict[str, set[str]] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels.setdefault(sample.name, set()).update(sample.labels)
    return labels


def test_every_metric_exists(served: dict[str, set[str]]) -> None:
    asked = {name for expression in expressions() for name in NAME.findall(expression)}
    assert asked - served.keys() == set()
    assert {name for name in served if name.endswith("_total")} <= asked


def test_every_metric_is_on_the_board(served: dict[str, set[str]]) -> None:
    shown = {name for expression in shown_on_the_board() for name in NAME.findall(expression)}
    assert {PART.sub("", name) for name in served} - {PART.sub("", name) for name in shown} == set()


def test_every_label_and_outcome_exists(served: dict[str, set[str]]) -> None:
    kinds = (kind for kind in vars(fouten).values() if isinstance(kind, type))
    codes = {kind.faultcode for kind in kinds if issubclass(kind, fouten.BerichtFout)}
    outcomes = ANSWERS | codes | {uitkomst.value for uitkomst in Uitkomst} | set(STATUSES)
    for expression in expressions():
        for selector in SELECTOR.finditer(expression):
            for matcher in MATCHER.finditer(selector["labels"]):
                assert matcher["label"] in served[selector["name"]] | GIVEN_BY_PROMETHEUS, expression
                if matcher["label"] == "outcome":
                    assert set(matcher["value"].split("|")) <= outcomes, expression
        for label in re.findall(r"by \(([^)]*)\)", expression):
            known = set().union(*(served[name] for name in NAME.findall(expression)))
            assert set(label.split(", ")) <= known | GIVEN_BY_PROMETHEUS, expression


def test_every_alarm_says_how_bad_it_is_and_what_happened() -> None:
    names = [str(rule["alert"]) for rule in rules()]
    assert len(names) == len(set(names))
    for rule in rules():
        assert rule["labels"] in ({"severity": "kritiek"}, {"severity": "waarschuwing"})
        assert rule["annotations"]


def test_every_alarm_and_no_other_is_in_the_table_with_what_to_do() -> None:
    documented = (ROOT / "docs" / "operate.rst").read_text(encoding="utf-8")
    rows = {row["alert"]: row for row in ROW.finditer(documented)}
    assert rows.keys() == {str(rule["alert"]) for rule in rules()}
    assert [alert for alert, row in rows.items() if len(row["do"]) < LEAST_ADVICE] == []


def test_the_panels_lie_beside_each_other() -> None:
    panels = json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]
    taken: set[tuple[int, int]] = set()
    for panel in panels:
        place = panel["gridPos"]
        columns = range(place["x"], place["x"] + place["w"])
        cells = {(x, y) for x in columns for y in range(place["y"], place["y"] + place["h"])}
        assert not cells & taken, panel["title"]
        assert max(columns) < 24
        taken |= cells
    assert len({panel["id"] for panel in panels}) == len(panels)


def test_prometheus_takes_the_rules() -> None:
    promtool = shutil.which("promtool")
    if promtool is None:
        pytest.skip("this machine has no promtool")
    told = subprocess.run(
        [promtool, "check", "rules", str(RULES)], capture_output=True, text=True, timeout=60
    )
    assert told.returncode == 0, told.stdout + told.stderr
