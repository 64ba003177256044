"""What each officer did in a month against the station's quotas. Facts in the station's order, never a ranking."""

from jingwu.language import pick, t
from jingwu.reports.parts.months import Month
from jingwu.reports.parts.names import label_name, labels_of
from jingwu.reports.table import Cell, Heading, Table
from jingwu.settings import Settings

_QUOTAS = {
    "households": ("households", "走访户数"),
    "visits": ("visits", "走访次数"),
    "cards": ("contact cards", "联系卡"),
    "patrols": ("patrols", "巡逻次数"),
    "settled": ("settled", "解决问题"),
}


def officer_table(month: Month, settings: Settings) -> Table:
    """Each officer's counts and what is missing to the quota; of exempt officers nothing is missing."""
    quotas = {name: settings.quotas[name] for name in _QUOTAS if name in settings.quotas}
    headings = [Heading("officer", pick("Officer", "民警"))]
    for name in quotas:
        headings += [Heading(name, pick(*_QUOTAS[name])), Heading(f"{name}_short", pick("short", "差"))]
    headings.append(Heading("exempt", pick("exempt", "免考")))
    officers = labels_of(settings.officers, [month], [f"officer_{name}" for name in quotas])
    rows = tuple(_row(officer, month, settings, quotas) for officer in officers)
    needed = pick("; ", "；").join(f"{pick(*_QUOTAS[name])} ≥ {number}" for name, number in quotas.items())
    notes = (
        t("For each officer and month: {needed}.", needed=needed),
        t("Visits and patrols by the date of registration, problems settled by the date when they were."),
    )
    return Table("officers", t("Officers"), tuple(headings), rows, notes)


def _row(officer: str, month: Month, settings: Settings, quotas: dict[str, int]) -> tuple[Cell, ...]:
    exempt = officer in settings.exempt or not officer
    cells: list[Cell] = [label_name(officer)]
    for name, number in quotas.items():
        count = month.get(f"officer_{name}", officer)
        cells += [count, 0 if exempt else max(number - count, 0)]
    return (*cells, exempt)
