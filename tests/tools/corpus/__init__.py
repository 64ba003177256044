"""Bad and odd files, each with the exit code and a part of the words that an import of it ends in."""

from tools.corpus.case import Case
from tools.corpus.cells import CELLS
from tools.corpus.json_texts import JSON_TEXTS
from tools.corpus.sheets import SHEETS
from tools.corpus.stations import STATIONS
from tools.corpus.texts import TEXTS

CASES: tuple[Case, ...] = (*TEXTS, *CELLS, *JSON_TEXTS, *SHEETS, *STATIONS)
