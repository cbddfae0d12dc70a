"""The settings of the suite: the product's, and one guest that exists only here."""

from pathlib import Path

from crm import settings as product

globals().update({name: value for name, value in vars(product).items() if name.isupper()})

HAS_GUEST = (Path(__file__).parent / "house" / "guest" / "__init__.py").exists()
INSTALLED_APPS = [*product.INSTALLED_APPS, *(["tests.house.guest"] if HAS_GUEST else [])]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True  # files are looked up when asked for, not listed for each client
