"""Forms of the employer's pages: the short form, the wizard's sections, the ends of a vacancy, public lists."""
