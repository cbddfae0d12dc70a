"""What the pages of dialects say of their fields is what the tables say."""

from pathlib import Path

import pytest

from crm.management.commands.dialect_pages import pages
from dialects.pages import BEGIN, END, renewed
from dialects.worded import Worded

FOUND = pages()


@pytest.mark.parametrize(("dialect", "path"), FOUND, ids=[one.name for one, _ in FOUND])
def test_a_page_is_as_the_tables_are(dialect: Worded, path: Path) -> None:
    page = path.read_text()

    assert page == renewed(page, dialect), "run manage.py dialect_pages"


def test_a_page_without_its_part_is_told() -> None:
    dialect, _ = FOUND[0]

    with pytest.raises(ValueError, match="no part"):
        renewed("# A page", dialect)
    assert renewed(f"A {BEGIN}old{END} Z", dialect).endswith(f"{END} Z")
