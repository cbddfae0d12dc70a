"""Runs the commands of the CRM: what `manage.py` hands over to."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import InterfaceError, OperationalError


def main() -> None:
    """Run the command in sys.argv. What an operator can mend is said in one line, exit code 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
    try:
        execute_from_command_line(["manage.py", *sys.argv[1:]])
    except ImproperlyConfigured as error:
        sys.exit(f"Settings: {error}")
    except (OperationalError, InterfaceError) as error:
        sys.exit(f"The database does not do its part: {' '.join(str(error).split())}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
