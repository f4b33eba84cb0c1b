"""Packages that mean harm, or are broken badly: each must end in a problem, soon and in little memory."""
