"""Reads descriptors and tables safely into the typed tables that all later stages use."""

from bwise_publish.catalog.loading import load
from bwise_publish.catalog.model import Catalog, Field, ForeignKey, Package, Record, Resource, Schema, Table

__all__ = ["Catalog", "Field", "ForeignKey", "Package", "Record", "Resource", "Schema", "Table", "load"]
