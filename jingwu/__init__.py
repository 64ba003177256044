"""A police station's ledger of small affairs (小警务台账)."""

__version__ = "0.1.0"
