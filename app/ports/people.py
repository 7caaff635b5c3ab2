"""Invented applicants for a rehearsal."""

from random import Random
from typing import Protocol

from app.domain.cases import Agent, Applicant, ApplicantKind


class People(Protocol):
    """Invents people and organisations; the same seed gives the same ones."""

    def applicant(self, chance: Random, kind: ApplicantKind) -> Applicant:
        """Return an invented applicant with valid codes."""

    def agent(self, chance: Random) -> Agent:
        """Return an invented agent."""
