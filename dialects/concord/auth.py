"""How Concord clients sign in: a personal access token."""

from apitokens.authentication import ApiKeyAuthentication, BearerAuthentication


class Bearer(BearerAuthentication):
    """The token after the word Bearer."""

    dialect = "concord"


class ApiKey(ApiKeyAuthentication):
    """The same token in X-Api-Key, as on every surface."""

    dialect = "concord"


AUTHENTICATION = (Bearer, ApiKey)
