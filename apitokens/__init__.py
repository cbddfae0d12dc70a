"""Personal access tokens: issued, checked, limited."""
