"""Many keys, in a few bytes each: where every one of them came first."""

from array import array
from collections.abc import Iterable

FEW = 1 << 17
"""So many hashes are kept in a dict, which is four times as fast."""


class Places:
    """Hashes of keys, numbered in the order in which they came; where they are many, of about 20 bytes each.

    Two keys whose hashes (of 64 bits) are equal are one here: of a million keys, that happens once in 30 million runs.
    """

    def __init__(self) -> None:
        self._few: dict[int, int] = {}
        self._many: _Table | None = None

    def __len__(self) -> int:
        return len(self._few if self._many is None else self._many.hashes)

    def find(self, hashed: int) -> int | None:
        """The place of a hash; None when it did not come yet."""
        return self._few.get(hashed) if self._many is None else self._many.find(hashed)

    def note(self, hashed: int) -> int:
        """The place of a hash, which is `len` before when it is new."""
        if self._many is not None:
            return self._many.note(hashed)
        place = self._few.setdefault(hashed, len(self._few))
        if place == FEW:
            self._many = _Table(self._few)
            self._few = {}
        return place


class _Table:
    """A table of open addresses, as full as two thirds at most."""

    def __init__(self, hashes: Iterable[int]) -> None:
        self.hashes = array("q", hashes)
        self._slots = array("I", bytes(4 * 4 * FEW))
        """Place and 1 at the hash's slot or the next free one; 0 where nothing is."""
        self._fill()

    def find(self, hashed: int) -> int | None:
        place = self._slots[self._slot(hashed)]
        return place - 1 if place else None

    def note(self, hashed: int) -> int:
        slot = self._slot(hashed)
        place = self._slots[slot]
        if place:
            return place - 1
        hashes, slots = self.hashes, self._slots
        hashes.append(hashed)
        count = slots[slot] = len(hashes)
        if count * 3 > len(slots) * 2:
            self._slots = array("I", bytes(4 * 2 * len(slots)))
            self._fill()
        return count - 1

    def _slot(self, hashed: int) -> int:
        slots, hashes = self._slots, self.hashes
        last = len(slots) - 1
        slot = hashed & last
        while (place := slots[slot]) and hashes[place - 1] != hashed:
            slot = (slot + 1) & last
        return slot

    def _fill(self) -> None:
        slots = self._slots
        last = len(slots) - 1
        for place, hashed in enumerate(self.hashes, 1):
            slot = hashed & last
            while slots[slot]:
                slot = (slot + 1) & last
            slots[slot] = place
