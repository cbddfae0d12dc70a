"""Commands about users and roles."""
