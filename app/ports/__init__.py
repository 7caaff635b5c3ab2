"""Protocols that the outside fills in: what the use cases need from stores, devices and papers."""
