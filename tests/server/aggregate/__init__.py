"""Tests of the host of any aggregate."""
