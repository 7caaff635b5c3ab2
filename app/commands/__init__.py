"""Commands of the command line, one module each, written on services and ports."""
