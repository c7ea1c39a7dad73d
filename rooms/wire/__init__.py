"""The messages of the wire and the packets of the voice, defined once."""
