"""Many keys, in a few bytes each: where every one of them came first."""

from array import array

_LEAST = 1 << 10


class Places:
    """Hashes of keys, numbered in the order in which they came; about 20 bytes each, where a dict takes 200.

    Two keys whose hashes (of 64 bits) are equal are one here: of a million keys, that happens once in 30 million runs.
    """

    def __init__(self) -> None:
        self._hashes = array("q")
        self._slots = array("I", bytes(4 * _LEAST))
        """Place and 1 at the hash's slot or the next free one; 0 where nothing is."""

    def __len__(self) -> int:
        return len(self._hashes)

    def find(self, hashed: int) -> int | None:
        """The place of a hash; None when it did not come yet."""
        place = self._slots[self._slot(hashed)]
        return place - 1 if place else None

    def note(self, hashed: int) -> int:
        """The place of a hash, which is `len` before when it is new."""
        slot = self._slot(hashed)
        place = self._slots[slot]
        if place:
            return place - 1
        hashes, slots = self._hashes, self._slots
        hashes.append(hashed)
        count = slots[slot] = len(hashes)
        if count * 3 > len(slots) * 2:
            self._grow()
        return count - 1

    def _slot(self, hashed: int) -> int:
        slots, hashes = self._slots, self._hashes
        last = len(slots) - 1
        slot = hashed & last
        while (place := slots[slot]) and hashes[place - 1] != hashed:
            slot = (slot + 1) & last
        return slot

    def _grow(self) -> None:
        slots = self._slots = array("I", bytes(4 * 2 * len(self._slots)))
        last = len(slots) - 1
        for place, hashed in enumerate(self._hashes, 1):
            slot = hashed & last
            while slots[slot]:
                slot = (slot + 1) & last
            slots[slot] = place
