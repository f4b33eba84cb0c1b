"""The generator's log, read as Problems."""

from bwise_publish.site.generator import log_problem, read_log

LOG = """\
INFO    -  Building documentation to directory: /somewhere
WARNING -  The following pages exist in the docs directory, but are not included in the "nav" configuration:
  - one.md
  - two.md
WARNING -  Doc file 'a/b.md' contains a link '../c.md', but the target 'c.md' is not found among documentation files.
ERROR   -  Error reading page 'bad.md': mapping values are not allowed here
"""


def test_lines_without_a_level_belong_to_the_record_above_them() -> None:
    levels = [level for level, _ in read_log(LOG)]
    assert levels == ["INFO", "WARNING", "WARNING", "ERROR"]
    assert read_log(LOG)[1][1].splitlines()[1:] == ["- one.md", "- two.md"]


def test_each_record_names_its_page() -> None:
    problems = [log_problem(level, text) for level, text in read_log(LOG)[1:]]
    assert [(problem.where.file, problem.code) for problem in problems] == [
        ("mkdocs.yml", "page-not-in-menu"),
        ("a/b.md", "generator-warning"),
        ("bad.md", "generator-failed"),
    ]
    assert "one.md, two.md" in problems[0].message
