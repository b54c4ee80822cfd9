"""What other sites take over: the code of a frame, and the catalogue for data portals."""
