"""The index: figures of months and years, cards of live records, source keys. Derived, verified when read, rebuildable.

head.py says which files there are; index_files.py has their form. Nothing here is synced: what a crash spoils is
noticed and made again from the volumes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jingwu.store.encoding import decode, encode
from jingwu.store.files import Access, make_folder
from jingwu.store.head import FOLDER, Head, write_head
from jingwu.store.index_files import (
    FORMER_KEYS,
    Keys,
    Lines,
    Read,
    Stale,
    body_of,
    key_and_number,
    key_file,
    lines_of,
    numbers_by_line,
    read_body,
    shard_of,
    write_body,
)

if TYPE_CHECKING:
    from jingwu.rules.cards import Card
    from jingwu.rules.counting import Figures
    from jingwu.store.changed import Changed
    from jingwu.store.delta import Delta
    from jingwu.store.entered import Entered


class Index:
    """The files of the index, read when they are needed; changed in memory until `save`."""

    def __init__(
        self, folder: Path, access: Access, files: dict[str, int], sequence: int, read: Read = Path.read_bytes
    ) -> None:
        """`files` as in the head; `sequence` is the change that the state to be shown ends with."""
        self._folder = folder / FOLDER
        self._content_of = read
        self._access = access
        self.files = files
        self._sequence = sequence
        self._lines: dict[str, Lines] = {}
        self._keys: dict[str, Keys] = {}
        """Files of source keys, as they stand."""
        self._former: Mapping[str, list[str]] | None = None
        """What `former_numbers` tells, once it was asked."""
        self._changed: set[str] = set()

    def live_cards(self) -> list["Card"]:
        """All cards, by number. Stale."""
        from jingwu.rules.cards import card_from

        texts = [text for name in self.names() if name.startswith("cards/") for text in self._read(name).values()]
        try:
            cards = [card_from(document) for document in decode(f"[{','.join(texts)}]")]
        except (ValueError, KeyError, TypeError, IndexError):
            raise Stale from None
        return sorted(cards, key=lambda card: (card.number[:7], len(card.number), card.number))

    def figures(self, month: str) -> "Figures":
        """The figures of a month, or of a year. Stale."""
        lines = self._read(f"figures/{month}").items()
        text = ",".join(f'"{figure}":{labels}' for figure, labels in lines)
        figures: Figures = decode(f"{{{text}}}")
        return figures

    def numbers_of(self, lines: Iterable[str]) -> dict[str, str]:
        """Of the source keys, each on its line, those that records have, with the record's number. Stale."""
        numbers: dict[int, Callable[[str], str]] = {}
        found = {}
        for line in lines:
            shard = shard_of(line)
            if shard not in numbers:
                numbers[shard] = self._numbers_in(shard)
            if number := numbers[shard](line):
                found[line] = number
        return found

    def former_numbers(self) -> Mapping[str, list[str]]:
        """The line of a source key that records had, to their numbers. Stale."""
        if self._former is None:
            self._former = numbers_by_line(self._read(FORMER_KEYS))
        return self._former

    def having_keys_of(self, entered: "Entered") -> set[str]:
        """The new records whose source key is one of the index already. Stale."""
        return {
            number
            for shard in entered.shards()
            for number_of in (self._numbers_in(shard),)
            for line, number in map(key_and_number, entered.keys(shard))
            if number_of(line)
        }

    def changed_months(self, months: Iterable[str], since: int) -> list[str]:
        """Of the months, those whose figures may have changed after this entry of the journal."""
        return [month for month in months if self._may_have_changed(f"figures/{month}", since)]

    def names(self) -> set[str]:
        """The files that there are, or will be when it is saved."""
        return self.files.keys() | self._lines.keys()

    def content(self, name: str) -> dict[str, object]:
        """What a file says. Stale."""
        return {key: text if name.startswith("keys/") else decode(text) for key, text in self._read(name).items()}

    def apply(
        self, delta: "Delta", sequence: int, entered: "Entered | None" = None, changed: "Sequence[Changed]" = ()
    ) -> None:
        """Take in changes up to `sequence`; a file that a crash left with them already stays as it is. Stale.

        `entered` are new records, of which `delta` has the figures, and `changed` are records of which it has all but
        the cards. Their files are written at once, and leave the memory: an import has many. Only what `delta` says
        besides waits for `save`.
        """
        self._sequence = sequence
        for name, figures in _with_years(delta.figures).items():
            if figures:
                self._apply_figures(f"figures/{name}", figures)
        for month, cards in delta.cards.items():
            self._apply_lines(f"cards/{month}", {number: text.decode() for number, text in cards.items()})
        for line, (number, is_used) in delta.keys.items():
            name = key_file(shard_of(line))
            if is_used or self._read(name).get(line) == number:
                self._apply_lines(name, {line: number if is_used else ""})
        if former := delta.former if entered is None else entered.former | delta.former:
            self._apply_lines(FORMER_KEYS, former)
            self._former = None
        if entered is not None:
            self._enter(entered, changed, delta)

    def save(self, head: Head) -> None:
        """Write what was changed, and last the head, with the files that there are then. StorageFailure."""
        emptied = [name for name in self._changed if not self._lines[name]]
        for name in self._changed:
            self._write(name, body_of(self._lines[name]))
        for name in emptied:
            del self.files[name]
        write_head(self._folder, head._replace(files=dict(sorted(self.files.items()))), self._sequence, self._access)
        for name in emptied:
            with suppress(OSError):
                (self._folder / name).unlink()
        self._changed.clear()

    def _enter(self, entered: "Entered", changed: "Sequence[Changed]", delta: "Delta") -> None:
        """Write the entries of records that are new or changed; of a new one that was changed, what it is now."""
        from jingwu.store.beside import Beside, is_worth_it

        shards = sorted(entered.shards())
        keys = Beside(lambda piece: self._enter_keys(shards[piece], entered, delta), len(shards))
        is_shared = is_worth_it(len(entered)) and not delta.keys  # then each of the files is written
        try:
            if is_shared:
                keys.begin()
            self._enter_cards(entered, changed)
            keys.finish()
        finally:
            keys.end()
        for name in map(key_file, shards if is_shared else ()):  # another process may have written it
            self._lines.pop(name, None)
            self._note(name)

    def _enter_cards(self, entered: "Entered", changed: "Sequence[Changed]") -> None:
        places = [each.months() for each in changed]
        for month in entered.months().union(*places):
            latest: Lines = {}
            for each, months in zip(changed, places, strict=True):
                latest |= each.cards(months.get(month, ()))
            cards = entered.cards(month)
            if latest:
                self._apply_lines(f"cards/{month}", latest)
                cards = (entry for entry in cards if entry[: entry.index(b"\t")].decode() not in latest)
            self._extend(f"cards/{month}", cards)
            self._write_out(f"cards/{month}")

    def _enter_keys(self, shard: int, entered: "Entered", delta: "Delta") -> None:
        keys = entered.keys(shard)
        if delta.keys:
            keys = (entry for entry in keys if not _is_taken_back(entry, delta))
        self._extend(key_file(shard), keys)

    def _extend(self, name: str, entries: Iterable[bytes]) -> None:
        """Write a file with new entries behind its own, and forget what it says. Stale, StorageFailure."""
        added = b"\n".join(entries)
        if not added:
            return
        body = body_of(self._lines[name]) if name in self._lines else self._load(name) if name in self.files else b""
        if self.files.get(name) == self._sequence:
            return
        self._write(name, b"%b\n%b" % (body, added) if body else added)
        self._lines.pop(name, None)
        self._changed.discard(name)

    def _write_out(self, name: str) -> None:
        """Write a file that was changed, and forget what it says; one that is empty now waits for `save`."""
        if name in self._changed and self._lines[name]:
            self._write(name, body_of(self._lines[name]))
            self._changed.discard(name)
        if name not in self._changed:
            self._lines.pop(name, None)

    def _write(self, name: str, body: bytes) -> None:
        write_body(self._folder / name, self._sequence, body, self._access)
        self._note(name)

    def _note(self, name: str) -> None:
        """A file was written."""
        self._keys.pop(name, None)
        self.files[name] = self._sequence

    def _may_have_changed(self, name: str, since: int) -> bool:
        """A file that is not there, or not written yet, tells nothing: then it may."""
        return name in self._changed or self.files.get(name, since + 1) > since

    def _apply_figures(self, name: str, added: "Figures") -> None:
        from jingwu.rules.counting import merge

        lines = self._read(name)
        if self.files.get(name) == self._sequence:
            return
        figures = {figure: decode(lines[figure]) for figure in added if figure in lines}
        merge(figures, added)
        for figure in added:
            _set(lines, figure, encode(figures[figure]).decode() if figure in figures else "")
        self._changed.add(name)

    def _apply_lines(self, name: str, entries: Lines) -> None:
        lines = self._read(name)
        if self.files.get(name) == self._sequence:
            return
        for key, text in entries.items():
            if lines.get(key, "") != text:
                _set(lines, key, text)
                self._changed.add(name)

    def _numbers_in(self, shard: int) -> Callable[[str], str]:
        """What tells of a source key of a file, on its line, the number of the record; '' when there is none. Stale."""
        name = key_file(shard)
        if name in self._lines or name not in self.files:
            lines = self._read(name)
            return lambda line: lines.get(line, "")
        if name not in self._keys:
            self._keys[name] = Keys(self._load(name))
        return self._keys[name].number

    def _read(self, name: str) -> Lines:
        if name not in self._lines:
            self._lines[name] = lines_of(self._load(name)) if name in self.files else {}
        return self._lines[name]

    def _load(self, name: str) -> bytes:
        sequence, body = read_body(self._folder / name, self._content_of)
        if sequence not in {self.files[name], self._sequence}:
            raise Stale
        self.files[name] = sequence
        return body


def make_folders(folder: Path, access: Access) -> None:
    """The folders of the index. StorageFailure."""
    for name in ("", "figures", "cards", "keys"):
        make_folder(folder / FOLDER / name, access)


def _is_taken_back(entry: bytes, delta: "Delta") -> bool:
    """Whether a new record has its source key no more, or another has it since."""
    line, number = key_and_number(entry)
    if line not in delta.keys:
        return False
    holder, is_used = delta.keys[line]
    return is_used or holder == number


def _with_years(months: "Mapping[str, Figures]") -> "dict[str, Figures]":
    """The figures of months and, summed up, of their years: a sheet of ten years need not read 120 months."""
    from jingwu.rules.counting import total_of

    years: dict[str, list[Figures]] = {}
    for month, figures in months.items():
        years.setdefault(month[:4], []).append(figures)
    return {**months, **{year: total_of(f"{year}-01", parts) for year, parts in years.items()}}


def _set(lines: Lines, key: str, text: str) -> None:
    if text:
        lines[key] = text
    else:
        lines.pop(key, None)
