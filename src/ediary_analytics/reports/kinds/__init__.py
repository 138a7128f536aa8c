"""One module per report: ``make`` turns what a desk tells into documents; its words stand in the TOML beside it."""
