"""Queue tickets for thermal printers: what stands on a slip, as dots, and as the printer's bytes."""
