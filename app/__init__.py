"""The inside of the program: rules and use cases, standard library only."""
