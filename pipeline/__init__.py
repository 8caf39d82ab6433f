"""From the published page "Gemeenten met vernieuwende aanpak Weerbaar Bestuur" to tables that can be trusted."""
