"""The only place where names, identity numbers, phones, addresses and birth dates are masked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Masks:
    """How this run masks: `id_number` is strict, default or customary; `unmask` shows everything."""

    id_number: str = "default"
    unmask: bool = False
