import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { logger } from '../platform/logger.ts';
import { reconcileFigures } from './reconcile.ts';

// A month of 25,000 cases takes three reads of each, 25 at once: half a minute, three times that where people work in it; times two.
const reserveMilliseconds = 180_000;

/**
 * The Lambda handler of the nightly reconciliation of the figures. Throws when a month that had been looked at before differed, which is mended by then: somebody has to
 * find out why.
 */
export const handler = middy<unknown, { months: number }>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler(async (_event, context) => {
    const months = await reconcileFigures(() => context.getRemainingTimeInMillis() > reserveMilliseconds, new Date());
    for (const { month, applications, differences, first } of months) {
      const found = { month, applications, differences: differences.length, some: differences.slice(0, 20) };
      if (differences.length === 0)
        logger.info('the figures of a month are proved', { code: 'FIGURES_PROVED', ...found });
      else if (first) logger.info('the figures of a month are filled', { code: 'FIGURES_FILLED', ...found });
      else logger.error('the figures of a month differed and are mended', { code: 'FIGURES_DIFFERED', ...found });
    }
    const differing = months.filter(({ differences, first }) => !first && differences.length > 0);
    if (differing.length > 0)
      throw new Error(`the figures of ${differing.map(({ month }) => month).join(', ')} differed`);
    return { months: months.length };
  });
