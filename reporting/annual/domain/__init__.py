"""The steps of the annual report: assemble, write a commentary, freeze, draw."""
