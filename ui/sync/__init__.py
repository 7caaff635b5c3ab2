"""The exchange with the centre, seen: how it stands, what was refused, what can be done."""
