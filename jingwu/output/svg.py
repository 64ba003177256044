"""Charts as SVG, drawn to be told apart on a black and white print; no scripts, nothing from outside."""

from collections.abc import Iterable
from html import escape
from math import ceil

from jingwu.errors import UsageError
from jingwu.language import t
from jingwu.output.charts import Chart
from jingwu.output.printed import paper_of
from jingwu.output.text import fit, flat, width_of
from jingwu.output.views import Details, Frame, View

_WIDTH = 680
_FONT = 12
_CELL = _FONT / 2
"""Pixels of a cell of text."""
_ROW = 20
_INK, _GREY, _LIGHT = "#1f3f6e", "#8a8a8a", "#d8d8d8"
_LINES = (("#1f3f6e", ""), ("#b3541e", "6 3"), ("#3c7a3c", "2 2"), ("#7a3c77", "8 2 2 2"))
"""Colour and dashes of each line of a trend."""
_FONTS = "'Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei',SimHei,sans-serif"
_LONGEST = 20
"""Cells of a label."""


def write(view: View, _frame: Frame) -> str:
    """The first chart of a sheet or a table, as a file of its own. UsageError when there is none."""
    if isinstance(view, Details):
        raise TypeError(type(view).__name__)
    part = next((part for part in paper_of(view).parts if part.chart), None)
    if part is None or part.chart is None:
        raise UsageError(t("There is nothing in it that can be drawn."))
    return draw(part.chart, part.title or flat(view.title)) + "\n"


def draw(chart: Chart, title: str) -> str:
    """The chart as one SVG element; `title` is what a screen reader says."""
    height, shapes = {"bars": _bars, "trend": _trend, "hours": _hours}[chart.kind](chart)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" '
        f'height="{height}" font-family="{_FONTS}" font-size="{_FONT}"><title>{escape(title)}</title>'
        + "".join(shapes)
        + "</svg>"
    )


def number_words(value: float) -> str:
    """A figure as it is written into a chart: no decimals where there are none."""
    return f"{value:.0f}" if value == int(value) else f"{value:.1f}"


def _bars(chart: Chart) -> tuple[int, list[str]]:
    values = chart.series[0].values
    left = _label_room(chart.labels)
    room = _WIDTH - left - 70
    shapes = []
    for place, (label, value) in enumerate(zip(chart.labels, values, strict=True)):
        top = place * _ROW + 4
        width = max(value, 0) / chart.most * room
        shapes += [
            _text(left - 6, top + 11, fit(label, _LONGEST), "end"),
            _box(left, top, width, _ROW - 6),
            _text(left + width + 5, top + 11, number_words(value)),
        ]
    height = len(values) * _ROW + 8
    return height, [*shapes, _line(left, 0, left, height, _GREY)]


def _trend(chart: Chart) -> tuple[int, list[str]]:
    top, bottom, left, right = 34.0, 200.0, 50.0, _WIDTH - 30.0
    most = _rounded(chart.most)
    steps = max(len(chart.labels) - 1, 1)
    across = [left + (right - left) * place / steps for place in range(len(chart.labels))]
    shapes = []
    for part in range(5):
        y = bottom - (bottom - top) * part / 4
        shapes += [_line(left, y, right, y, _LIGHT), _text(left - 6, y + 4, number_words(most * part / 4), "end")]
    widest = max(map(width_of, chart.labels)) * _CELL + _FONT
    every = ceil(widest / ((right - left) / steps))
    told = [(at, x) for at, x in enumerate(across) if (steps - at) % every == 0]
    shapes += [_text(x, bottom + 18, chart.labels[at], "middle") for at, x in told]
    legend = left
    for series, (colour, dashes) in zip(chart.series, _LINES, strict=False):
        points = [
            (x, bottom - (bottom - top) * max(value, 0) / most) for x, value in zip(across, series.values, strict=True)
        ]
        shapes += [_path(points, colour, dashes), *(_dot(x, y, colour) for x, y in points)]
        shapes += [_path([(legend, 12), (legend + 28, 12)], colour, dashes), _text(legend + 34, 16, series.name)]
        legend += 34 + width_of(series.name) * _CELL + 24
    return round(bottom + 28), shapes


def _hours(chart: Chart) -> tuple[int, list[str]]:
    left = _label_room(chart.labels)
    wide = (_WIDTH - left) / len(chart.series)
    shapes = [
        _text(left + (place + 0.5) * wide, 14, fit(series.name, int(wide / _CELL)), "middle")
        for place, series in enumerate(chart.series)
    ]
    for row, label in enumerate(chart.labels):
        top = 20 + row * _ROW
        shapes.append(_text(left - 6, top + 14, fit(label, _LONGEST), "end"))
        for place, series in enumerate(chart.series):
            share = max(series.values[row], 0) / chart.most
            box = _box(left + place * wide + 1, top + 1, wide - 2, _ROW - 2, share)
            colour = "#ffffff" if share > 0.5 else "#000000"  # noqa: PLR2004 - half
            middle = left + (place + 0.5) * wide
            shapes += [box, _text(middle, top + 14, number_words(series.values[row]), "middle", colour)]
    return 24 + len(chart.labels) * _ROW, shapes


def _label_room(labels: Iterable[str]) -> float:
    return min(max(map(width_of, labels)), _LONGEST) * _CELL + 12


def _rounded(most: float) -> float:
    """The least of 4, 8, 12, 20, 40 and their tens that is not below `most`: four lines divide it well."""
    ten = 1
    while True:
        for step in (4, 8, 12, 20):
            if step * ten >= most:
                return step * ten
        ten *= 10


def _text(x: float, y: float, text: str, anchor: str = "start", colour: str = "#000000") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'


def _box(x: float, y: float, width: float, height: float, share: float = 1) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'fill="{_INK}" fill-opacity="{share:.2f}"/>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"/>'


def _path(points: Iterable[tuple[float, float]], colour: str, dashes: str) -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    told = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{told}" fill="none" stroke="{colour}" stroke-width="1.6"{dashed}/>'


def _dot(x: float, y: float, colour: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.2" fill="{colour}"/>'
