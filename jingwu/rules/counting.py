"""What a record adds to which month's figures."""

Figures = dict[str, dict[str, int]]
"""Figure to label to count; amounts are in fen. The label is a category, an officer, an area… or ''."""
