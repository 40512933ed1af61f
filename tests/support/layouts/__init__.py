"""Files of provinces' own making, by code, each with what is in it: what layouts are proposed for and tried on."""
