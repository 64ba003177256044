"""What each officer did in a period against the station's quotas. Facts in the station's order, never a ranking."""

from jingwu.language import pick, t
from jingwu.reports.parts.columns import date_name, dates_note
from jingwu.reports.parts.names import label_name, labels_of
from jingwu.reports.parts.spans import Basis
from jingwu.reports.table import Cell, Heading, Table

_QUOTAS = {
    "households": ("households", "走访户数", "reported"),
    "visits": ("visits", "走访次数", "reported"),
    "cards": ("contact cards", "联系卡", "reported"),
    "patrols": ("patrols", "巡逻次数", "reported"),
    "settled": ("settled", "解决问题", "done"),
}


def officer_table(basis: Basis) -> Table:
    """Each officer's counts and what is missing to the quota of all its months; of exempt officers nothing is."""
    settings, length = basis.settings, basis.this.period.length
    quotas = {name: settings.quotas[name] * length for name in _QUOTAS if name in settings.quotas}
    headings = [Heading("officer", pick("Officer", "民警"), whole=True)]
    for name in quotas:
        english, chinese, by = _QUOTAS[name]
        headings.append(Heading(name, pick(english, chinese), by=date_name(by)))
        headings.append(Heading(f"{name}_short", pick("short", "差"), derived=True))
    headings.append(Heading("exempt", pick("exempt", "免考")))
    officers = labels_of(settings.officers, [basis.this], [f"officer_{name}" for name in quotas])
    rows = tuple(_row(officer, basis, quotas) for officer in officers)
    needed = pick("; ", "；").join(f"{pick(*_QUOTAS[name][:2])} ≥ {number}" for name, number in quotas.items())
    notes = (t("For each officer in {months} month(s): {needed}.", months=length, needed=needed),)
    return Table("officers", t("Officers"), tuple(headings), rows, (*dates_note(headings), *notes))


def _row(officer: str, basis: Basis, quotas: dict[str, int]) -> tuple[Cell, ...]:
    exempt = officer in basis.settings.exempt or not officer
    cells: list[Cell] = [label_name(officer)]
    for name, number in quotas.items():
        count = basis.this.get(f"officer_{name}", officer)
        cells += [count, 0 if exempt else max(number - count, 0)]
    return (*cells, exempt)
