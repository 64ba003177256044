"""中文."""

CATALOGUE: dict[str, str] = {}
