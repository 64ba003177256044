"""Villages and communities: cases and disputes in each, which had none, and which had most."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from jingwu.language import pick, t
from jingwu.reports.parts.columns import Line, compared_table, date_name, dates_note
from jingwu.reports.parts.names import label_name, labels_of, total_name
from jingwu.reports.parts.spans import Basis, Span
from jingwu.reports.table import Cell, Heading, Rate, Table

_BUSIEST = 5
_RESIDENTS = 10_000


def area_table(basis: Basis) -> Table:
    """Every area with its cases and disputes, and the cases per 10,000 residents where these are known."""
    settings, this = basis.settings, basis.this
    headings = (*_headings(), *_headings_of_residents()) if settings.population else _headings()
    areas = _areas(basis)
    rows: list[tuple[Cell, ...]] = [(label_name(area), *_counts(this, area)) for area in areas]
    rows.append((total_name(), this.sum("case_areas"), this.sum("dispute_areas")))
    if settings.population:
        known = [(this.get("case_areas", area), settings.population.get(area)) for area in areas]
        shares = [*(per_residents([each]) for each in known), per_residents(known)]
        rows = [(*row, *share) for row, share in zip(rows, shares, strict=True)]
    return Table("areas", t("Areas"), headings, tuple(rows), dates_note(headings))


def per_residents(known: Iterable[tuple[int, int | None]]) -> tuple[Cell, Cell]:
    """The residents of places, and the cases per 10,000 of them, from the cases and the residents of each.

    None for places of which nobody has said how many live there: their cases do not count in it.
    """
    places = [(cases, residents) for cases, residents in known if residents]
    residents = sum(residents for _, residents in places)
    if not residents:
        return None, None
    share = Decimal(sum(cases for cases, _ in places) * _RESIDENTS) / residents
    return residents, share.quantize(Decimal("0.01"), ROUND_HALF_UP)


def quiet_table(basis: Basis) -> Table:
    """In how many of the station's areas no case was filed, beside the other periods."""
    areas = tuple(basis.settings.areas)
    quiet = Line("quiet", pick("areas without a case", "零发案村居"), "filed", lambda span: _quiet(span, areas))
    return compared_table("quiet", t("Areas without a case"), [quiet] if areas else [], basis, derived=True)


def busiest_table(basis: Basis) -> Table:
    """The five areas with the most cases and disputes together; equals stand in the station's order."""
    counts = [(area, *_counts(basis.this, area)) for area in _areas(basis) if area]
    busy = sorted((row for row in counts if sum(row[1:])), key=lambda row: -row[1] - row[2])[:_BUSIEST]
    headings = (*_headings(), Heading("both", pick("both", "合计"), derived=True))
    rows = tuple((label_name(area), cases, disputes, cases + disputes) for area, cases, disputes in busy)
    return Table("busiest", t("The five busiest areas"), headings, rows, dates_note(headings), chart="sums")


def _headings() -> tuple[Heading, ...]:
    return (
        Heading("area", pick("Area", "村居"), whole=True),
        Heading("cases", pick("cases", "立案"), by=date_name("filed")),
        Heading("disputes", pick("disputes", "排查纠纷"), by=date_name("reported")),
    )


def _headings_of_residents() -> tuple[Heading, ...]:
    return (
        Heading("residents", pick("residents", "人口"), derived=True),
        Heading("per_10000", pick("cases per 10,000", "每万人立案"), derived=True),
    )


def _areas(basis: Basis) -> list[str]:
    return labels_of(tuple(basis.settings.areas), [basis.this], ("case_areas", "dispute_areas"))


def _counts(span: Span, area: str) -> tuple[int, int]:
    return span.get("case_areas", area), span.get("dispute_areas", area)


def _quiet(span: Span, areas: Sequence[str]) -> Rate:
    return Rate(sum(not span.get("case_areas", area) for area in areas), len(areas))
