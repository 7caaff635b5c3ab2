"""Use cases, one module a subject: each checks a right, runs in one unit of work and blocks."""
