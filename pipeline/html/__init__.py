"""HTML to lines: what is content, the walk over the tree, and the boxes, tables and lists that it meets."""
