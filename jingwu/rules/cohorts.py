"""What becomes of disputes: the parts (去向) that those found in a period fall into, which add up to them."""

COHORT: dict[str, str] = {
    "settled": "settled",
    "steady": "steady",
    "transferred": "transferred",
    "converted": "converted",
    "referred": "referred",
    "withdrawn": "withdrawn",
}
"""State of a dispute to its part; every other state is 'pending' (在调)."""
COHORT_PARTS = ("settled", "steady", "pending", "transferred", "converted", "referred", "withdrawn")
