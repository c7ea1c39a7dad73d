"""The network and the disk: asyncio, sockets, SQL, the bus. No rule of the square lives here."""

__version__ = "0.1.0"
