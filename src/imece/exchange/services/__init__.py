"""What follows from a service's definition: checks, filters, descriptions. Knows neither Django nor the database."""
