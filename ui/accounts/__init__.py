"""The pages of who looks after the hall's accounts, settings and backups, and of who audits."""
