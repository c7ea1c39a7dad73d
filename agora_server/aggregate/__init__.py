"""Whatever is an aggregate: opened from its journal, decided in memory, appended, folded, kept, woken by time."""
