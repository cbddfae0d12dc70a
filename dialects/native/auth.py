"""How native clients sign in: a personal access token, or the dashboard's session in a browser."""

from apitokens.authentication import BearerAuthentication, SessionAuthentication

AUTHENTICATION = (BearerAuthentication, SessionAuthentication)
