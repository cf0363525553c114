import { departmentFigureEndpoints as endpoints } from '../../api/figures.ts';
import { staffFrom } from '../platform/caller.ts';
import { type ApiRoute, route } from '../platform/http.ts';
import { readFigureMonths, readFigures } from './figures.ts';

/** How the endpoints about figures are answered. */
export const figureRoutes = {
  getFigures: route(endpoints.getFigures, staffFrom, ({ query, now }) => readFigures(query, now)),
  listFigureMonths: route(endpoints.listFigureMonths, staffFrom, ({ query, now }) => readFigureMonths(query.city, now)),
} satisfies Record<keyof typeof endpoints, ApiRoute>;
