"""What leaves the building: the census, Annex A, the sector's data set, the CP-IS extract."""
