"""Where keys of rows stood first is known again, whatever the row and the file."""

from jingwu.services.import_places import First, FirstRows


def test_the_first_row_of_each_key_is_told_with_its_file() -> None:
    rows = FirstRows()
    stood = {
        key: First(file, row, -key) for key, (file, row) in enumerate([("a", 2), ("a", 1 << 33), ("b", 2), ("c", 9)])
    }
    for key, first in stood.items():
        assert rows.note(key, first.file, first.row, first.content) is None
    for key, first in stood.items():
        assert rows.note(key, "z", 7, 0) == rows.find(key) == first
    assert rows.find(len(stood)) is None
