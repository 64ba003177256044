"""Documents: texts of records stay texts, everything is masked, a page is A4, and what is missing is said."""

import re
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from importlib import import_module
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from markdown_it import MarkdownIt
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from tools.golden import HOSTILE, MONTH, RARE
from tools.shown import HOSTILE as CONTROLS
from tools.shown import SECRETS

from jingwu.errors import BadInput, UsageError
from jingwu.output import WRITERS, docx_writer
from jingwu.output.charts import chart_of
from jingwu.output.masks import Masks
from jingwu.output.printed import least_widths, paper_of
from jingwu.output.views import Details, Frame, View
from jingwu.reports.table import Heading, Named, Private, Rate, Sheet, Table

DOCUMENTS = ["markdown", "html", "xlsx", "docx", "pdf"]
EVIL = (
    HOSTILE,
    "<script>alert(1)</script>",
    "{{ ''.__class__ }}",
    '#eval("1")',
    "=HYPERLINK(1)",
    "- 甲",
    "1. 乙",
    "a\nb",
)
TABLE = Table("t", "超期", (Heading("a", "甲"), Heading("b", "乙", wide=True)), tuple((text, text) for text in EVIL))
SHEET = MONTH._replace(
    title=HOSTILE, station=HOSTILE, sentences=(HOSTILE,), notes=(HOSTILE,), tables=(TABLE._replace(title=HOSTILE),)
)


def made(writer: str, view: View, **frame: Any) -> Any:
    """What a writer makes of a view."""
    return import_module(WRITERS[writer]).write(view, Frame(**frame))


def squeezed(text: str) -> str:
    """Without the spaces and line ends that a page's breaks bring in."""
    return "".join(text.split())


class Page(HTMLParser):
    """The tags and texts of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.texts: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= dict(attrs)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_texts_of_records_never_become_html() -> None:
    page = Page(made("html", SHEET))
    assert page.tags <= {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "section", "div", "table", "thead", "tbody",
        "tr", "th", "td", "footer", "dl", "dt", "dd",
    }  # fmt: skip
    assert {text.replace("\n", " ") for text in EVIL} <= set(page.texts)
    assert page.attributes["lang"] == "zh-CN"


def test_html_has_charts_inside_and_nothing_from_outside() -> None:
    text = made("html", Masks().sheet(MONTH))
    assert text.count("<svg ") == 3
    assert "<script" not in text
    assert set(re.findall(r"https?://[^\"'< ]+", text)) == {"http://www.w3.org/2000/svg", "http://a.cn)"}
    assert "default-src 'none'" in text


def test_texts_of_records_never_become_markdown() -> None:
    parser = MarkdownIt("gfm-like", {"linkify": False})
    tokens = parser.parse(made("markdown", SHEET))
    inner = [child for token in tokens for child in token.children or []]
    assert {child.type for child in inner} <= {"text", "text_special", "hardbreak"}
    texts = ["".join(child.content for child in token.children or []) for token in tokens if token.type == "inline"]
    assert all(texts.count(text.replace("\n", " ")) >= 2 for text in EVIL)
    assert {token.type for token in tokens if token.type.endswith("list_open")} == set()


def test_a_line_of_markdown_does_not_begin_a_list_or_a_rule() -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(
        made(
            "markdown",
            SHEET._replace(tables=(), notes=("- 甲", "1. 乙", "---", "+ 丙", "1) 丁", "# 戊", "> 己", "===")),
        )
    )
    assert {token.type for token in tokens if token.nesting == 1} == {"heading_open", "paragraph_open"}


def test_texts_of_records_never_become_formulas_or_links_of_a_workbook() -> None:
    data = made("xlsx", SHEET)
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    rows = book.get_sheet_by_name(book.sheet_names[1]).to_python()
    assert [row[:2] for row in rows[2 : 2 + len(EVIL)]] == [[text.replace("\n", " ")] * 2 for text in EVIL]
    packed = ZipFile(BytesIO(data))
    sheets = [packed.read(name) for name in packed.namelist() if "worksheets/" in name]
    assert not any(b"<f>" in sheet or b"hyperlink" in sheet for sheet in sheets)


def test_texts_of_records_never_run_in_a_template() -> None:
    document = Document(BytesIO(made("docx", SHEET)))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[1:] == [[text.replace("\n", " ")] * 2 for text in EVIL]


def test_texts_of_records_never_become_typst() -> None:
    text = squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(made("pdf", SHEET))).pages))
    assert all(squeezed(each) in text for each in EVIL)


@pytest.mark.parametrize("writer", DOCUMENTS)
def test_control_characters_and_empty_tables_break_no_writer(writer: str) -> None:
    table = Table("t", CONTROLS, (Heading("a", CONTROLS),), ((CONTROLS,),), (CONTROLS,), chart="bars")
    assert made(writer, table)
    assert made(writer, table._replace(rows=()))
    assert made(writer, SHEET._replace(tables=(table, table), period=None, footer=(), head=""))


@pytest.mark.parametrize("writer", [*DOCUMENTS, "csv"])
def test_a_document_is_no_place_for_what_nobody_masked(writer: str) -> None:
    table = Table("t", "", (Heading("a", "a"),), ((Private("张三", "name"),),))
    for view in (table, Sheet("s", "", (table._replace(listing=writer != "csv"),))):
        if not (writer == "csv" and isinstance(view, Sheet)):
            with pytest.raises(TypeError):
                made(writer, view)
    with pytest.raises(TypeError):
        made(writer, Details("", (), {}))


READ: dict[str, Callable[[bytes], str]] = {
    "xlsx": lambda data: "".join(str(ZipFile(BytesIO(data)).read("xl/sharedStrings.xml"), "utf-8")),
    "docx": lambda data: str(ZipFile(BytesIO(data)).read("word/document.xml"), "utf-8"),
    "pdf": lambda data: "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages),
}


@pytest.mark.parametrize("writer", DOCUMENTS)
def test_people_are_masked_in_documents_as_on_the_screen(writer: str) -> None:
    data = made(writer, Masks().sheet(MONTH))
    text = READ[writer](data) if writer in READ else data
    assert not any(secret in text for secret in (*SECRETS, "13900001234", "李四"))
    assert "139****1234" in text.replace("\\", "")


def test_every_page_of_a_pdf_and_of_a_word_document_is_a4() -> None:
    pages = PdfReader(BytesIO(made("pdf", Masks().sheet(MONTH)))).pages
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {(595, 842)}
    section = Document(BytesIO(made("docx", SHEET))).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)  # type: ignore[union-attr] # it has a size


def test_a_table_too_wide_for_a_page_is_laid_across_and_stays_on_it() -> None:
    headings = tuple(Heading(f"c{at}", f"青石镇第{at}派出所") for at in range(14))
    wide = Table("t", "各所", headings, (("合计", *range(1000, 1013)),))
    pages = PdfReader(BytesIO(made("pdf", MONTH._replace(tables=(wide,))))).pages
    assert (842, 595) in {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages}
    assert "1012" in "".join(page.extract_text() for page in pages)


def test_headings_of_a_word_table_are_repeated_and_its_columns_fit_the_page() -> None:
    document = Document(BytesIO(made("docx", Masks().sheet(MONTH))))
    for table in document.tables[:-1]:
        assert "w:tblHeader" in table.rows[0]._tr.xml  # noqa: SLF001 - python-docx has no other way
        widths = {sum(cell.width.mm for cell in row.cells if cell.width) for row in table.rows}
        assert all(170 < width < 175 for width in widths)


def test_characters_that_the_font_has_not_are_named_and_shown_as_codes() -> None:
    told: list[str] = []
    text = "".join(
        page.extract_text() for page in PdfReader(BytesIO(made("pdf", Masks().sheet(MONTH), tell=told.append))).pages
    )
    assert told == [f"字体中没有以下字，文件中以编码代替：{RARE}(U+30EDD)"]
    assert "〔U+30EDD〕村" in text


def test_a_bar_has_the_name_that_the_font_lacks_as_a_code_too() -> None:
    table = Table("t", "", (Heading("a", "村"), Heading("b", "件")), ((f"{RARE}村", 3), ("甲村", 5)), chart="bars")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(made("pdf", table))).pages)
    assert text.count("〔U+30EDD〕村") == 2


@pytest.mark.parametrize(
    ("writer", "module", "extra"),
    [("xlsx", "xlsxwriter", "office"), ("docx", "docxtpl", "office"), ("pdf", "typst", "pdf")],
)
def test_a_missing_extra_is_one_line_that_says_what_to_install(
    writer: str, module: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError) as error:
        made(writer, TABLE)
    assert f"pip install 'jingwu[{extra}]'" in error.value.hint


def template(folder: Path, *paragraphs: str) -> Path:
    """A station's own template with these paragraphs."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    folder.mkdir(exist_ok=True)
    document.save(str(folder / docx_writer.NAME))
    return folder


def test_a_station_may_have_a_template_of_its_own(tmp_path: Path) -> None:
    own = template(
        tmp_path / "templates", "本所月报：{{ title }}", "{%p for part in parts %}", "{{ part.title }}", "{%p endfor %}"
    )
    texts = [paragraph.text for paragraph in Document(BytesIO(made("docx", SHEET, templates=own))).paragraphs]
    assert texts[:2] == [f"本所月报：{HOSTILE}", f"一、{HOSTILE}"]


@pytest.mark.parametrize("text", ["{{ title", "{% for %}", "{{ title.__class__.__mro__ }}", "{{ title.nothing.more }}"])
def test_a_template_that_cannot_be_filled_in_is_told_in_words(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInput, match="模板"):
        made("docx", SHEET, templates=template(tmp_path, text))


def test_a_template_that_is_no_word_document_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / docx_writer.NAME).write_bytes(b"no zip")
    with pytest.raises(BadInput, match="模板"):
        made("docx", SHEET, templates=tmp_path)


def test_worksheets_have_names_that_excel_takes_and_no_two_alike() -> None:
    tables = tuple(TABLE._replace(title=title) for title in ("甲[乙]:丙?/*\\", "长" * 40, "长" * 40, "概要", "'引'"))
    names = CalamineWorkbook.from_filelike(
        BytesIO(made("xlsx", SHEET._replace(tables=tables, period=None)))
    ).sheet_names
    assert len(set(names)) == 6
    assert all(0 < len(name) <= 31 and not set("[]:*?/\\'") & set(name) for name in names)


def test_a_workbook_has_native_charts_and_figures_that_can_be_reckoned_with() -> None:
    packed = ZipFile(BytesIO(made("xlsx", Masks().sheet(MONTH))))
    charts = [packed.read(name) for name in packed.namelist() if name.startswith("xl/charts/")]
    assert [b"<c:barChart>" in chart for chart in charts] == [True, False]
    assert "colorScale" in str(packed.read("xl/worksheets/sheet6.xml"), "utf-8")
    assert '"241/257 "0.0%' in str(packed.read("xl/styles.xml"), "utf-8").replace("&quot;", '"')


def test_a_row_of_sums_is_in_no_chart() -> None:
    rows = ((Named("甲", "a"), 1), (Named("乙", "b"), 2), (Named("合计", "total"), 3))
    table = Table("t", "", (Heading("a", "项"), Heading("b", "数")), rows, chart="bars")
    assert made("html", table).count("<rect ") == 2


def test_bars_are_drawn_by_the_figure_by_which_places_are_ranked() -> None:
    headings = (Heading("area", "村居"), Heading("cases", "立案"), Heading("both", "合计"))
    chart = chart_of(Table("busiest", "", headings, (("柳树村", 1, 9), ("石桥村", 4, 5)), chart="sums"))
    assert chart is not None
    assert (chart.kind, [series.values for series in chart.series]) == ("bars", [(9.0, 5.0)])


def test_no_column_is_narrower_than_a_word_of_its_heading() -> None:
    labels = ("Type", "preventable", "sent to court", "可防性")
    headings = tuple(Heading(label, label) for label in labels)
    part = paper_of(Table("t", "", headings, (("a", 1, 2, 3),))).parts[0]
    assert least_widths(part) == [4, 11, 7, 3]


def test_nothing_to_be_seen_is_no_chart() -> None:
    table = Table("t", "", (Heading("a", "项"), Heading("b", "数")), (("甲", 0), ("乙", 0)), chart="bars")
    assert "<svg" not in made("html", table)
    assert "<svg" not in made("html", table._replace(rows=(("甲", Rate(0, 0)),)))


@pytest.mark.parametrize("count", [1, 2, 12, 24, 120])
def test_the_months_under_a_trend_do_not_run_into_each_other_and_the_last_is_named(count: int) -> None:
    months = [f"2025年{1 + place % 12}月" for place in range(count)]
    table = Table(
        "t", "", (Heading("month", "月份"), Heading("n", "数")), tuple((each, 3) for each in months), chart="trend"
    )
    named = re.findall(r'x="([\d.]+)" y="218.0" text-anchor="middle" fill="#000000">([^<]+)<', made("svg", table))
    places = [float(x) for x, _ in named]
    assert named[-1][1] == months[-1]
    assert all(then - before >= 60 for before, then in pairwise(places))


def test_a_chart_is_a_file_of_its_own() -> None:
    text = made("svg", Masks().sheet(MONTH))
    assert text.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert "<title>二、矛盾纠纷（按类型）</title>" in text
    with pytest.raises(UsageError):
        made("svg", TABLE)
