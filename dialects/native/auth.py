"""How native clients sign in: a personal access token, or the dashboard's session in a browser."""

from apitokens.authentication import (
    ApiKeyAuthentication,
    BearerAuthentication,
    SessionAuthentication,
)

AUTHENTICATION = (BearerAuthentication, ApiKeyAuthentication, SessionAuthentication)
