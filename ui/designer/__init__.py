"""Certificates and their paper: the designer of templates, printers brought to land, the stock of blanks."""
