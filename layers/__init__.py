"""Map layers: view data in, dash-leaflet components out."""
