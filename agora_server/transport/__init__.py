"""One socket: frames, codec, close codes, outbox, rates, tickets. This package knows no square and no forum."""
