"""Repositories: frozen records in and out of one transaction."""
