"""The catalogue editor: versions of service items with the dates from which they hold."""
