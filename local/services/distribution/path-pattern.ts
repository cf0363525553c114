import type { Behaviour, DistributionConfig } from './settings.ts';

/**
 * The behaviour for a path: the first whose pattern fits, else the default one (CloudFront developer guide, "Path pattern":
 * `*` stands for any text, `?` for one character, letter case counts, a leading slash may be left out).
 */
export function behaviourFor(config: DistributionConfig, path: string): Behaviour {
  return config.CacheBehaviors.find(({ PathPattern }) => fits(PathPattern, path)) ?? config.DefaultCacheBehavior;
}

function fits(pattern: string, path: string): boolean {
  const absolute = pattern.startsWith('/') || pattern.startsWith('*') ? pattern : `/${pattern}`;
  const source = absolute
    .replaceAll(/[\\^$+.()|{}[\]]/gu, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'su').test(path);
}
