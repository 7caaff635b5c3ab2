"""The device page of the hall's technician: choose, connect, test and save devices."""
