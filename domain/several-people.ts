/** Registrations of its people with which a company does something at once: a page shows 20, and an address has room for these. */
export const mostPeopleAtOnce = 50;
