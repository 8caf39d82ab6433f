"""Where pages come from: the live site, web archives and files, and whether what they give is the page."""
