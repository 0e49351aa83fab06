"""What docker-compose.yml and deploy/ say, run by hand where there is no container engine."""
