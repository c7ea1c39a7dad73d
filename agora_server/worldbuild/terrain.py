"""Heights of the real city in metres: kilometre cells of SRTM, raised to the known summits.

Knows: longitudes and latitudes. Does not know: how a height is drawn.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from agora_server.worldbuild import source

FloatArray = npt.NDArray[np.float64]

WEST_FADE = 1_500.0
"""Metres in which the westernmost known cell fades out where there is no data."""
PLAIN = 6.0
"""Height of the plain there, metres."""


class Terrain:
    """Heights by longitude and latitude."""

    def __init__(self) -> None:
        data = source.table("terrain")
        self._easting, self._northing, self._cell = data["easting"], data["northing"], data["cell"]
        self._rows = np.array(data["rows"], dtype=np.float64)
        self._bumps: list[tuple[float, float, float, float]] = []
        for peak in data["peak"]:
            self._bumps.append(self._bump(peak))

    def height(self, lon: FloatArray, lat: FloatArray) -> FloatArray:
        """Return heights in metres above the sea."""
        east, north = utm52(lon, lat)
        found = self._cells(east, north)
        for x, y, added, spread in self._bumps:
            found = found + added * np.exp(-((east - x) ** 2 + (north - y) ** 2) / (2 * spread**2))
        return found

    def _bump(self, peak: dict[str, Any]) -> tuple[float, float, float, float]:
        lon, lat = np.array([peak["lon"]]), np.array([peak["lat"]])
        east, north = utm52(lon, lat)
        missing = max(0.0, float(peak["height"] - self.height(lon, lat)[0]))
        return float(east[0]), float(north[0]), missing, float(peak["spread"])

    def _cells(self, east: FloatArray, north: FloatArray) -> FloatArray:
        """Return the heights between the centres of cells, by bilinear interpolation."""
        rows, columns = self._rows.shape
        column = (east - self._easting) / self._cell - 0.5
        row = np.clip((self._northing - north) / self._cell - 0.5, 0, rows - 1)
        inside = np.clip(column, 0, columns - 1)
        c, r = np.minimum(inside.astype(int), columns - 2), np.minimum(row.astype(int), rows - 2)
        u, v = inside - c, row - r
        top = self._rows[r, c] * (1 - u) + self._rows[r, c + 1] * u
        low = self._rows[r + 1, c] * (1 - u) + self._rows[r + 1, c + 1] * u
        known = top * (1 - v) + low * v
        fade = np.exp(np.minimum(column, 0) * self._cell / WEST_FADE)
        height: FloatArray = PLAIN + (known - PLAIN) * fade
        return height


def utm52(lon: FloatArray, lat: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return UTM zone 52N easting and northing, metres.

    Source: Snyder, Map Projections: A Working Manual (USGS 1395), equations 8-9 to 8-15, WGS84; good to a metre here.
    """
    a, e2, k0 = 6_378_137.0, 0.006_694_379_990_14, 0.9996
    ep2 = e2 / (1 - e2)
    phi, lam = np.radians(lat), np.radians(np.asarray(lon) - 129.0)
    n = a / np.sqrt(1 - e2 * np.sin(phi) ** 2)
    t, c, big_a = np.tan(phi) ** 2, ep2 * np.cos(phi) ** 2, lam * np.cos(phi)
    meridian = a * (
        (1 - e2 / 4 - 3 * e2**2 / 64 - 5 * e2**3 / 256) * phi
        - (3 * e2 / 8 + 3 * e2**2 / 32 + 45 * e2**3 / 1024) * np.sin(2 * phi)
        + (15 * e2**2 / 256 + 45 * e2**3 / 1024) * np.sin(4 * phi)
        - (35 * e2**3 / 3072) * np.sin(6 * phi)
    )
    east = 500_000 + k0 * n * (big_a + (1 - t + c) * big_a**3 / 6)
    north = k0 * (meridian + n * np.tan(phi) * (big_a**2 / 2 + (5 - t + 9 * c + 4 * c**2) * big_a**4 / 24))
    return east, north
