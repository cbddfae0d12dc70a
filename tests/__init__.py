"""The suite, laid out like the house; each of its processes has a data folder of its own."""

import atexit
import os
import shutil
import tempfile

os.environ["CRM_DATA"] = tempfile.mkdtemp(prefix="crm-tests-")
atexit.register(shutil.rmtree, os.environ["CRM_DATA"], ignore_errors=True)
