"""Papers of the hall's own: the lists of a day, and what is hung up or handed out about a service item."""
