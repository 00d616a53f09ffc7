"""Pictures of numbers without a plotting library: one scene, drawn as SVG or as PNG."""
