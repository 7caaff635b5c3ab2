"""The hall's television: who is called and where to go, from ten metres."""
