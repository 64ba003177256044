"""Names of rows: kinds, categories, officers, totals, each with the code or label that JSON holds."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from jingwu.language import pick, t
from jingwu.records import NAMES
from jingwu.reports.parts.spans import Span
from jingwu.reports.table import Named
from jingwu.settings import Settings


def kind_name(kind: str, settings: Settings) -> Named:
    """The name that a station prints over a kind."""
    return Named(settings.labels.get(kind) or pick(*NAMES[kind]), kind)


def total_name() -> Named:
    """The name of a row of sums."""
    return Named(t("Total"), "total")


def label_name(label: str) -> Named:
    """A category, officer or area; what was left empty is called so."""
    return Named(label or t("(not given)"), label)


def labels_of(known: Sequence[str], spans: Iterable[Span], figures: Iterable[str]) -> list[str]:
    """The labels a table has rows for: those the station knows, in their order, then any others with a figure."""
    figures = tuple(figures)
    others = dict.fromkeys(label for span in spans for label in span.labels(figures) if label not in known)
    return [*known, *sorted(others, key=lambda label: (not label, label))]


def yuan(fen: int) -> Decimal:
    """An amount of fen in yuan."""
    return Decimal(fen).scaleb(-2)
