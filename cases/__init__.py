"""Cases: what customers ask of us and how it ends."""
