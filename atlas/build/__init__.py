"""Makes the data folder from the publishers' files: only ``make data`` and the import commands come here."""
