"""What ruff, mypy and import-linter cannot know about this house. `script/check` runs each."""
