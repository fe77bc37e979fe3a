"""The wizard's pages as forms."""
