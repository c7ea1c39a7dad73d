"""QR codes, as SVG and as modules. The only importer of segno."""

import asyncio
import base64
import io

import segno

QUIET = 4
"""Modules of white around a code; fewer and some phones do not find it."""


def svg(text: str) -> bytes:
    """Return a QR code with a quiet zone of four modules, black on white, scalable.

    Args:
        text: what it says; an address of ours, well under the 2,331 bytes that level M holds.
    """
    out = io.BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(out, kind="svg", border=QUIET, scale=1, dark="#000", light="#fff", omitsize=True, xmldecl=False)
    return out.getvalue()


def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the same code as rows of dark and light modules, quiet zone included."""
    return tuple(tuple(map(bool, row)) for row in segno.make(text, error="m", micro=False).matrix_iter(border=QUIET))


def picture(address: str) -> str:
    """Return the QR code of an address as a data address for an image."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg(address)).decode()


async def pictures(addresses: list[str]) -> list[str]:
    """Return the QR codes of many addresses, drawn beside the loop: some milliseconds each."""
    return await asyncio.to_thread(lambda: [picture(address) for address in addresses])
