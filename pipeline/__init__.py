"""From one published page of projects to tables that can be trusted."""
