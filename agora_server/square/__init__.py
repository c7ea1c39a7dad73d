"""The live square of this node: host, ticker, fan-out, overload, inboxes, the writer of its facts."""
