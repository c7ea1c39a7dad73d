"""Citizens by program: they walk to places, stop and talk; a living demo and a load tool with a pass mark."""
