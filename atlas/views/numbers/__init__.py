"""What is said of one figure: its rank, how sure it is, how it changed, and where it stands among all."""
