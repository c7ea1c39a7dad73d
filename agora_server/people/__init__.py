"""Who somebody is: sessions, staff, citizens, proofs, privacy and erasure. This package knows no HTTP."""
