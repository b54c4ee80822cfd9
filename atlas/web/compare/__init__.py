"""The page of the comparison, a Dash app of its own, so that plotly is loaded nowhere else."""
