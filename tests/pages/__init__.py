"""What makes pages: the saved page in other markups and layouts, as it may look tomorrow, and irregular ones."""
