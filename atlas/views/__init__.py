"""What a page says: from numbers to words, legends and drawings."""
