"""What someone does who wants to stop the service, run against the app as deployed: `make attack`."""
