"""The labels that finders of facts are measured by: they say what they mean, and mean what is there."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from indexer.facts.records import OUTCOMES

LABELS = Path(__file__).resolve().parents[1] / "benchmarks" / "facts" / "labels"
WRITTEN = [path for name in ("dev", "second", "held", "unseen") for path in sorted(LABELS.glob(f"*/{name}.jsonl"))]
LEAST = {"money": 70, "bodies": 50, "exemptions": 60, "letters": 40, "links": 130}
LAWS = {"FOIA", "FOISA", "EIR", "EISR", "DPA", "GDPR"}
ROLES = {"received", "answered", "published", "clarified", "due", "reviewed"}
UNITS = {"", "year", "month", "week", "day", "hour", "person", "item"}

Label = Mapping[str, Any]


def each_of(kind: str) -> list[Any]:
    """Return the sets of a kind that are here, as parameters of a test."""
    return [pytest.param(path, id=f"{kind}-{path.stem}") for path in WRITTEN if path.parent.name == kind]


every = pytest.mark.parametrize(
    "path", [pytest.param(path, id=f"{path.parent.name}-{path.stem}") for path in sorted(LABELS.glob("*/*.jsonl"))]
)


@cache
def labels(path: Path) -> tuple[Label, ...]:
    return tuple(json.loads(line) for line in path.read_text("utf-8").splitlines() if line)


def marks(label: Label) -> Iterator[tuple[str, Label]]:
    """Yield what is labelled, each with the text that it is labelled in."""
    for key in ("sums", "bodies", "mentions"):
        for one in label.get(key, ()):
            yield label["text"], one
    for one in label.get("dates", ()):
        yield label["pages"][one.get("page", 1) - 1], one


def stands(text: str, words: str, nth: int) -> bool:
    at = -1
    for _ in range(nth):
        at = text.find(words, at + 1)
        if at < 0:
            return False
    return bool(words)


def printed(text: str, name: str) -> bool:
    """Tell whether a name is in a text, wherever lines and cells break."""
    return " ".join(name.split()) in " ".join(text.replace("¦", " ").split())


def wrong(path: Path, right: Any) -> list[str]:
    """Return the labels with a mark of which `right` is not true: ids only, texts are long."""
    return sorted({label["id"] for label in labels(path) for text, one in marks(label) if not right(text, one)})


@every
def test_every_label_has_an_id_of_its_own(path: Path) -> None:
    ids = Counter(label["id"] for beside in path.parent.glob("*.jsonl") for label in labels(beside))
    assert [one for one, times in ids.items() if times > 1] == []


@pytest.mark.parametrize("kind", LEAST)
def test_enough_is_held_back_of_each_kind(kind: str) -> None:
    assert len(labels(LABELS / kind / "held.jsonl")) >= LEAST[kind]


@pytest.mark.parametrize("kind", LEAST)
def test_what_is_held_back_was_not_tuned_on(kind: str) -> None:
    texts = [
        {json.dumps(label.get("text") or label.get("pages") or label["report"]["text"]) for label in labels(path)}
        for path in WRITTEN
        if path.parent.name == kind
    ]
    assert len(set.union(*texts)) == sum(map(len, texts))


@pytest.mark.parametrize(
    "path", [each for kind in ("money", "bodies", "exemptions", "letters") for each in each_of(kind)]
)
def test_labelled_words_stand_where_they_are_said_to(path: Path) -> None:
    assert wrong(path, lambda text, one: stands(text, one["words"], one.get("nth", 1))) == []


@pytest.mark.parametrize("path", each_of("money"))
def test_a_labelled_sum_is_one(path: Path) -> None:
    def is_sum(text: str, one: Label) -> bool:
        ends = [None if end is None else Decimal(end) for end in (one["lowest"], one["highest"])]
        known = [end for end in ends if end is not None]
        return (
            bool(known)
            and known == sorted(known)
            and one["currency"] in {"GBP", "EUR", "USD"}
            and one.get("unit", "") in UNITS
            and one.get("vat", "") in {"", "with", "without"}
            and one.get("role", "") in {"", "total", "part", "threshold"}
        )

    assert wrong(path, is_sum) == []


@pytest.mark.parametrize("path", each_of("money"))
def test_parties_and_purposes_of_a_sum_are_printed_in_its_text(path: Path) -> None:
    def is_printed(text: str, one: Label) -> bool:
        return all(
            printed(text, each) for each in (*one["suppliers"], one["payer"], one["purpose"]) if each is not None
        )

    assert wrong(path, is_printed) == []


@pytest.mark.parametrize("path", each_of("money"))
def test_a_period_begins_before_it_ends(path: Path) -> None:
    def is_period(text: str, one: Label) -> bool:
        days = [date.fromisoformat(day) for day in one["period"] or ["0001-01-01"] if day is not None]
        return bool(days) and days == sorted(days)

    assert wrong(path, is_period) == []


@pytest.mark.parametrize("path", each_of("bodies"))
def test_a_labelled_body_has_a_name_and_a_kind(path: Path) -> None:
    assert (
        wrong(path, lambda text, one: one["name"].strip() and one["kind"] in {"authority", "company", "person"}) == []
    )


@pytest.mark.parametrize("path", each_of("exemptions"))
def test_a_labelled_provision_is_written_as_provisions_are(path: Path) -> None:
    form = re.compile(r"(?:s|reg|art)[1-9][0-9]{0,2}[A-Z]?(?:\([0-9]{1,2}[A-Z]?\)|\([a-z]{1,4}\))*")

    def is_provision(text: str, one: Label) -> bool:
        return bool(form.fullmatch(one["provision"])) and one["law"] in LAWS and isinstance(one["applied"], bool)

    assert wrong(path, is_provision) == []


@pytest.mark.parametrize("path", each_of("letters"))
def test_labelled_days_of_a_letter_have_a_role(path: Path) -> None:
    assert wrong(path, lambda text, one: one["role"] in ROLES and date.fromisoformat(one["day"])) == []


@pytest.mark.parametrize("path", each_of("letters"))
def test_a_letter_ends_in_a_known_outcome_and_says_its_references(path: Path) -> None:
    assert [
        label["id"]
        for label in labels(path)
        if label["outcome"] not in (None, *OUTCOMES) or not all(isinstance(key, str) for key in label["references"])
    ] == []


@pytest.mark.parametrize("path", each_of("letters"))
def test_a_delay_is_no_longer_than_the_weekdays_from_receipt_to_answer(path: Path) -> None:
    def days(label: Label, *roles: str) -> list[date]:
        return [date.fromisoformat(one["day"]) for one in label["dates"] if one["role"] in roles]

    def weekdays(first: date, last: date) -> int:
        return sum((first + timedelta(n)).weekday() < 5 for n in range(1, (last - first).days + 1))

    told = [label for label in labels(path) if label["lag"] is not None]
    dated = [(label, days(label, "received", "clarified"), days(label, "answered")) for label in told]
    both = [(label, min(first), max(last)) for label, first, last in dated if first and last]  # threads have others
    assert both
    assert [label["id"] for label, first, last in both if not 0 <= label["lag"] <= weekdays(first, last)] == []


@pytest.mark.parametrize("path", each_of("links"))
def test_a_report_rests_on_one_of_its_releases_or_on_none(path: Path) -> None:
    releases = {
        label["id"]: [each["id"] for each in label["releases"]] for label in labels(path) if "releases" in label
    }
    for label in labels(path):
        beside = releases[label.get("releases_of", label["id"])]
        assert len(beside) >= 10, label["id"]
        assert len(set(beside)) == len(beside), label["id"]
        assert label["rests_on"] is None or label["rests_on"] in beside, label["id"]


@pytest.mark.parametrize("path", each_of("links"))
def test_reports_and_releases_have_days_and_words(path: Path) -> None:
    for label in labels(path):
        for one in (label["report"], *label.get("releases", ())):
            assert one["title"], label["id"]
            assert date.fromisoformat(one["published"]), label["id"]
            assert all(one.get("pages") or [one.get("text")]), label["id"]
