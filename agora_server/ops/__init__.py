"""What running an installation takes: settings, the data folder, logs, loop lag, the collector."""
