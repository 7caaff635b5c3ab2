"""Taking cases out of the system, as a page of the hall's office."""
