"""Who signs in, in which team, with which role and rights."""
