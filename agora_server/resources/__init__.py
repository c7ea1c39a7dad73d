"""Files that ship with the package or lie in the data folder, read once."""
