"""Turns validated Frictionless data packages into a versioned static website and an open-data release."""
