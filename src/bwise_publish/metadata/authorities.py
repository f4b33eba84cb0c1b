"""Addresses of the vocabularies of the European Union (EU Vocabularies), of ADMS, IANA and SPDX for what the release names by codes."""

from __future__ import annotations

AUTHORITY = "http://publications.europa.eu/resource/authority/"
THEME_SCHEME = f"{AUTHORITY}data-theme"
PUBLISHER_TYPES = "http://purl.org/adms/publishertype/"
LICENCE_TYPES = "http://purl.org/adms/licencetype/"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
PUBLIC = f"{AUTHORITY}access-right/PUBLIC"
# Issued versions are kept for good.
STABLE = f"{AUTHORITY}planned-availability/STABLE"
COMPLETED = f"{AUTHORITY}distribution-status/COMPLETED"
COMPLETED_BEFORE = "http://purl.org/adms/status/Completed"
STATUS_SCHEMES = {COMPLETED: f"{AUTHORITY}distribution-status", COMPLETED_BEFORE: "http://purl.org/adms/status/1.0"}
IRREGULAR = f"{AUTHORITY}frequency/IRREG"
LICENCES = {"CC-BY-4.0": ("CC_BY_4_0", "Attribution"), "CC0-1.0": ("CC0", "PublicDomain")}
# Only these are both machine-readable and non-proprietary in the lists by which the European portal scores datasets.
FILE_TYPES = {"CSV": "CSV", "JSON": "JSON", "GeoJSON": "GEOJSON"}
THEME_NAMES = {
    "AGRI": "Agriculture, fisheries, forestry and food",
    "ECON": "Economy and finance",
    "EDUC": "Education, culture and sport",
    "ENER": "Energy",
    "ENVI": "Environment",
    "GOVE": "Government and public sector",
    "HEAL": "Health",
    "INTR": "International issues",
    "JUST": "Justice, legal system and public safety",
    "REGI": "Regions and cities",
    "SOCI": "Population and society",
    "TECH": "Science and technology",
    "TRAN": "Transport",
}
