"""SOAP for those who already speak it: the public check services, every service of the catalogue, and KPS v2 (X4.4)."""
