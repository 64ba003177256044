"""Which rows of an import say what another row of it says already."""

from array import array
from collections.abc import Callable

from jingwu.errors import Problem
from jingwu.importers.identity import key_in_place
from jingwu.language import t
from jingwu.rules.limits import Limits
from jingwu.rules.row_ids import carrying
from jingwu.services.import_alike import without_id
from jingwu.services.import_batch import Made
from jingwu.services.import_places import First, FirstRows
from jingwu.services.import_result import ImportResult
from jingwu.store.draft import draft_of
from jingwu.store.places import Places

Reject = Callable[[int, str, int, list[Problem]], None]
"""Is told of a bad row: the file's place, its name, the row and the problems."""


class Equals:
    """Numbers equal rows of one file: two identical true rows are two records."""

    def __init__(self) -> None:
        self._places = Places()
        self._counts = array("I")

    def key(self, print_: str) -> str:
        """The source key of the next row with this fingerprint."""
        place = self._places.note(hash(print_))
        if place == len(self._counts):
            self._counts.append(0)
        self._counts[place] += 1
        return key_in_place(print_, self._counts[place])


class Identity:
    """The rows of one run, in their order."""

    def __init__(self, limits: Limits, result: ImportResult, reject: Reject) -> None:
        self._limits = limits
        self._result = result
        self._reject = reject
        self._seen = FirstRows()
        self._ids = Places()
        self._files_of_ids = array("I")
        """Of each id the file in which it stood first."""
        self._equals = Equals()
        self._file = -1

    def first(self, made: Made, file: int, name: str) -> Made | None:
        """The record of a row, unless another row says it too; of two rows that are equal it gets a key of its own."""
        if made.rejected:
            return self._first_mended(made, file, name)
        key = made.key
        if made.column is None:
            key = self._place(key, file)
        content, draft = hash(made.draft.text), made.draft
        before = self._seen.note(hash(draft.number or f"{draft.kind} {key}"), name, made.row, content)
        if before is not None:
            self._repeat(made, before, content, file, name)
            return None
        if draft.number and draft.source_key:  # another row may say the source key without the number
            before = self._seen.note(hash(f"{draft.kind} {draft.source_key}"), name, made.row, content)
            if before is not None:
                self._reject(file, name, made.row, [_same_key(before, "", draft.source_key)])
                return None
        # Its figures, which are the same, are those of its batch.
        return made if key == made.key else with_key(made, key, self._limits)

    def uses(self, id_: str, file: int, row: int) -> bool:
        """Whether another row of the file has this id, and was not rejected for what it says itself."""
        place, first = self._ids.find(hash(id_)), self._seen.find(hash(id_))
        return place is not None and self._files_of_ids[place] == file and first is not None and first.row != row

    def _first_mended(self, made: Made, file: int, name: str) -> Made | None:
        """As `first`, for a row that was rejected before: it is told from rows like it by its id.

        Where the id was copied to another row of the same file, the second is as a row without one.
        """
        content = hash(made.draft.text.replace(f'/{made.rejected}"'.encode(), b'"'))
        before = self._seen.note(hash(made.rejected), name, made.row, content)
        if before is not None and self._files_of_ids[self._ids.note(hash(made.rejected))] != file:
            self._repeat(made, before, content, file, name)
            return None
        if before is not None:
            return self.first(with_key(made, made.key, self._limits)._replace(rejected=""), file, name)
        self._ids.note(hash(made.rejected))
        self._files_of_ids.append(file)
        key = self._place(made.key, file)
        is_late = self._seen.note(hash(f"{made.draft.kind} {key}"), name, made.row, content) is not None
        if key != made.key:
            made = with_key(made, carrying(key, made.rejected), self._limits)
        return made._replace(is_late=is_late)

    def _place(self, key: str, file: int) -> str:
        """The key of the next row of a file with this fingerprint."""
        if file != self._file:
            self._equals, self._file = Equals(), file
        return self._equals.key(key)

    def _repeat(self, made: Made, before: First, content: int, file: int, name: str) -> None:
        if before.content == content:
            self._result.skipped += 1
            return
        if made.column is None:
            self._reject(file, name, made.row, [_same_row(before) if made.rejected else _same_matter(before)])
            return
        problem = _same_key(before, made.column, made.key)
        if made.draft.number:
            first, row = before.file, before.row
            message = t("The same number stands in row {row} of {file}, with other content.", row=row, file=first)
            problem = problem._replace(message=message)
        self._reject(file, name, made.row, [problem])


def with_key(made: Made, key: str, limits: Limits) -> Made:
    """The row with another source key."""
    return made._replace(draft=draft_of(made.draft.record().changed(source_key=key), limits, {}))


def _same_matter(before: First) -> Problem:
    message = t("It is the matter of row {row} of {file} (the same words, time, people and place), with other details.",
                row=before.row, file=before.file)  # fmt: skip
    hint = t("Import the files in runs of their own; with --update the later becomes a correction.")
    return Problem(message, hint=hint, code="same_key")


def _same_row(before: First) -> Problem:
    message = t("Row {row} of {file} is the same row, mended otherwise.", row=before.row, file=before.file)
    return Problem(message, hint=without_id(), code="same_key")


def _same_key(before: First, column: str, key: str) -> Problem:
    first, row = before.file, before.row
    message = t("The same source key stands in row {row} of {file}, with other content.", row=row, file=first)
    return Problem(message, column=column, value=key, code="same_key")
