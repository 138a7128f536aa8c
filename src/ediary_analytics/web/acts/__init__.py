"""The register of acts: what needs an act, drafts, signed acts."""
