"""Reads a mapping file (映射文件): TOML that says what a foreign file's headings and values mean."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from jingwu.errors import BadInput, Problem, reason_of
from jingwu.importers.given_values import wrong_by_kind
from jingwu.importers.headings import near_headings, plain, shown_headings
from jingwu.importers.kinds import kind_of_word
from jingwu.importers.layout import OTHERS, SOURCE_KEY, Layout, folded, target_of
from jingwu.importers.mapping_entries import is_form, line_of, plain_value, texts_in
from jingwu.language import t
from jingwu.records import KINDS
from jingwu.rules.suggestions import suggested
from jingwu.rules.validation import Context
from jingwu.settings import FILE_NAME, Settings, place_in_toml

_CONSTANT = frozenset({"column", "flag", "step"})


def read_layout(path: Path | None, kind: str, settings: Settings, *, now: datetime) -> Layout | None:
    """The layout of a mapping file, with the headings of station.toml; None when there is neither.

    `kind` is what was given for all rows. BadInput names every mistake with its line, also values that no row can have.
    """
    station = _headings_of_station(settings)
    if path is None:
        return Layout(columns=station) if station else None
    text = _text_of(path)
    context = Context(settings, now, relative=False)
    layout = _Reader(path.name, text, kind, context).read(_parsed(text, path))
    return layout._replace(columns={**station, **layout.columns})


def _headings_of_station(settings: Settings) -> dict[str, tuple[str, ...]]:
    problems: list[Problem] = []
    for heading, field in settings.headings.items():
        if target_of(field, "") is None:
            message = t("'{field}' is no field and no heading that is known.", field=field)
            problems.append(Problem(message, file=FILE_NAME, column=heading, hint=_near(field, "")))
    if problems:
        raise BadInput(problems)
    return {plain(heading): (field,) for heading, field in settings.headings.items()}


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = reason_of(error)[0] if isinstance(error, OSError) else t("it is not in UTF-8")
        name = path.name or str(path)
        raise BadInput([Problem(t("The file cannot be read: {reason}", reason=reason), file=name)]) from None


def _parsed(text: str, path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        message = t("This is no TOML: {reason}.", reason=place_in_toml(error))
        raise BadInput([Problem(message, file=path.name)]) from None


def mistaken(problems: list[Problem]) -> BadInput:
    """The refusal of a mapping file."""
    message = t("The mapping file has {count} mistake(s); nothing was written.", count=len(problems))
    return BadInput(problems, message=message)


class _Reader:
    """Collects what a mapping file says, and all that is wrong with it."""

    def __init__(self, file: str, text: str, kind: str, context: Context) -> None:
        self._file = file
        self._text = text
        self._kind = kind
        self._context = context
        self._problems: list[Problem] = []
        self._columns: dict[str, tuple[str, ...]] = {}
        self._named: dict[str, str] = {}
        self._only = False
        self._constants: dict[str, object] = {}
        self._wrong: dict[str, list[Problem]] = {}
        self._values: dict[str, dict[str, object]] = {}
        self._dates: dict[str, tuple[str, ...]] = {}

    def read(self, data: Mapping[str, Any]) -> Layout:
        """The layout. BadInput lists every mistake."""
        entries: dict[str, Callable[[Any], None]] = {
            "kind": self._read_kind, "columns": self._read_columns, "source_key": self._read_source_key,
            "ignore": self._read_ignore, "constants": self._read_constants, "values": self._read_values,
            "dates": self._read_dates,
        }  # fmt: skip
        for name in data.keys() - entries.keys():
            hint = suggested(name, entries)
            self._refuse("", name, t("There is no such entry in a mapping file."), hint=hint)
        for name, read in entries.items():  # the kind first: it decides which fields there are
            if name in data:
                read(data[name])
        if self._problems:
            raise mistaken(self._problems)
        return Layout(
            self._file, self._kind, self._columns, tuple(self._named.values()), self._only,
            self._constants, self._values, self._dates, self._wrong,
        )  # fmt: skip

    def _refuse(self, section: str, key: str, message: str, *, hint: str = "") -> None:
        row = line_of(self._text, section, key)
        self._problems.append(Problem(message, file=self._file, row=row, column=key, hint=hint))

    def _read_kind(self, given: Any) -> None:
        kind = kind_of_word(str(given))
        if not kind:
            self._refuse("", "kind", t("There is no such kind of record."), hint=suggested(str(given), KINDS))
        elif self._kind not in {"", kind}:
            self._refuse("", "kind", t("The mapping is for another kind than was given."))
        self._kind = self._kind or kind

    def _read_columns(self, given: Any) -> None:
        for heading, told in self._table("columns", given):
            fields = texts_in(told)
            if fields is None:
                self._refuse("columns", heading, t("The name of a field is expected here, or a list of them."))
                continue
            for field in fields:
                self._known("columns", heading, field)
            self._columns[plain(heading)] = tuple(fields)
            if fields:
                self._named[plain(heading)] = heading

    def _read_source_key(self, given: Any) -> None:
        for heading in self._headings("source_key", given):
            self._columns[plain(heading)] = (*self._columns.get(plain(heading), ()), SOURCE_KEY)
            self._named[plain(heading)] = heading

    def _read_ignore(self, given: Any) -> None:
        for heading in self._headings("ignore", given):
            if heading == OTHERS:
                self._only = True
            elif self._columns.setdefault(plain(heading), ()):
                self._refuse("", "ignore", t("'{heading}' is used as well.", heading=heading))

    def _read_constants(self, given: Any) -> None:
        for field, value in self._table("constants", given):
            target = target_of(field, self._kind)
            if target is not None and target.part not in _CONSTANT:
                self._refuse("constants", field, t("This cannot be the same in every row."))
            elif self._known("constants", field, field) and self._is_value("constants", field, value):
                self._constants[field] = plain_value(value)
                for kind, problem in self._check("constants", field, (field,), self._constants[field]).items():
                    self._wrong.setdefault(kind, []).append(problem)

    def _read_values(self, given: Any) -> None:
        for field, told in self._table("values", given):
            if plain(field) not in self._columns and not self._known("values", field, field):
                continue
            for value, stored in self._table(f"values.{field}", told):
                if self._is_value(f"values.{field}", value, stored):
                    kept = OTHERS if value == OTHERS else folded(value)
                    self._values.setdefault(field, {})[kept] = plain_stored = plain_value(stored)
                    self._check(f"values.{field}", value, self._columns.get(plain(field), (field,)), plain_stored)

    def _read_dates(self, given: Any) -> None:
        forms_by_heading = given if isinstance(given, dict) else {OTHERS: given}
        for heading, told in forms_by_heading.items():
            forms = texts_in(told)
            wrong = [form for form in forms or () if not is_form(form)]
            if not forms or wrong:
                section, key = ("dates", heading) if isinstance(given, dict) else ("", "dates")
                message = t("This is no form of a date; write it like %m/%d/%Y %I:%M:%S %p, with year, month and day.")
                self._refuse(section, key, message)
            else:
                self._dates[heading if heading == OTHERS else plain(heading)] = tuple(forms)

    def _table(self, section: str, given: Any) -> list[tuple[str, Any]]:
        if isinstance(given, dict):
            return list(given.items())
        self._refuse("", section.partition(".")[2] or section, t("A table is expected here: [{name}]", name=section))
        return []

    def _headings(self, name: str, given: Any) -> list[str]:
        found = texts_in(given)
        if found is None:
            self._refuse("", name, t("A heading of the file is expected here, or a list of them."))
        return found or []

    def _is_value(self, section: str, key: str, value: Any) -> bool:
        if isinstance(value, str | int | Decimal | date):
            return True
        self._refuse(section, key, t("A text or a number is expected here."))
        return False

    def _check(self, section: str, key: str, fields: tuple[str, ...], value: object) -> dict[str, Problem]:
        """Refuse a value that can stand in none of the kinds; the problem of each kind where it cannot, else."""
        wrong: dict[str, Problem] = {}
        for field in fields:
            told = wrong_by_kind(field, value, [self._kind] if self._kind else KINDS, self._context)
            row = line_of(self._text, section, key)
            problems = {
                kind: problem._replace(file=self._file, row=row, column=key)
                for kind, problem in told.items()
                if problem
            }
            if problems and len(problems) == len(told):
                self._problems.append(next(iter(problems.values())))
            else:
                wrong |= problems
        return wrong

    def _known(self, section: str, key: str, field: str) -> bool:
        if target_of(field, self._kind) is not None:
            return True
        message = t("'{field}' is no field and no heading that is known.", field=field)
        self._refuse(section, key, message, hint=_near(field, self._kind))
        return False


def _near(field: str, kind: str) -> str:
    names = [name for known in ([kind] if kind else KINDS) for name in shown_headings(known, english=field.isascii())]
    near = near_headings(field, names)
    return t("Perhaps: {names}.", names=near) if near else t("--guess writes a file that names fields.")
