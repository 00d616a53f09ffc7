"""Models on disk: what a manifest says, where models are, whether their files are whole."""
