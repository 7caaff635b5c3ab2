"""The locked screen of a staff machine, and choosing a new password."""
