/// <reference types="astro/client" />

/** Method and path of every endpoint, written by the build (astro.config.mjs) from the API contract. */
declare const __ROUTES__: import('./session/route-table.ts').RouteTable;
