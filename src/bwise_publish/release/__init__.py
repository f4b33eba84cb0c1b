"""Bundles, checksums and the place of a release: what turns a finished site and data into dist/<version>/."""
