"""Certificates: over-print on blanks and full print on plain paper, from templates that are data."""
