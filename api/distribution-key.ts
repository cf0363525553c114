/** Header by which the distribution shows that a request came through it; it puts its own value over whatever a client sends. */
export const distributionKeyHeader = 'x-distribution-key';
