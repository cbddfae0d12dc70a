"""How native clients sign in: by access token, by an app's JWT, or by the dashboard's session."""

from apitokens.authentication import (
    ApiKeyAuthentication,
    BearerAuthentication,
    SessionAuthentication,
)


class NativeAuthentication(BearerAuthentication):
    """A personal access token or a JWT after the word Bearer."""

    takes_jwt = True


AUTHENTICATION = (NativeAuthentication, ApiKeyAuthentication, SessionAuthentication)
