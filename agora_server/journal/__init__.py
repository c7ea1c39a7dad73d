"""The append-only truth: append, batch, signed heads, the record and its export."""
