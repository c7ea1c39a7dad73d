"""Bytes over sockets, counted for all connections of an owner."""

from rooms.base.frames import Gait, pack_move
from tests.server.sockets import Client, client_frame, listening_server, until


async def test_what_comes_and_goes_is_counted_to_the_byte():
    """Moves of the fast path, parsed frames, messages and closes: everything after the handshake."""
    async with listening_server() as listening:
        client = await Client.dial(listening)
        traffic = listening.handlers.traffic
        sent = client_frame(pack_move(1, 1, 1, 1, Gait.WALK)) + client_frame(b"\x00hello")
        client.write(sent)
        await until(lambda: listening.messages)
        assert (traffic.received, traffic.sent) == (len(sent), 0)

        listening.connections[0].send(b"text")
        listening.connections[0].close_with(4000)
        assert traffic.sent == len(b"\x82\x04text") + len(b"\x88\x02\x0f\xa0")
