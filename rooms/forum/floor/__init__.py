"""The floor: queue, fair order, speeches, the clock, whose voice is open."""
