/**
 * List prices in USD, eu-central-1 for what differs by region, without free tiers, of November 2026 (the price page of each service). In the China
 * regions the same things cost about as much in CNY as here in USD times seven.
 */
export const prices = {
  /** DynamoDB on demand: a million write request units 0.7625, a million read request units 0.1525. */
  writeUnit: 0.7625e-6,
  readUnit: 0.1525e-6,
  /** Step Functions, Standard: 1,000 state transitions 0.025. */
  transition: 0.025e-3,
  /** API Gateway, HTTP API: a million requests 1.20. */
  apiRequest: 1.2e-6,
  /** CloudFront: 10,000 HTTPS requests 0.012. */
  distributionRequest: 0.012e-4,
  /** Lambda on arm64: a million invocations 0.20, a gigabyte for a second 0.0000133334. */
  invocation: 0.2e-6,
  gigabyteSecond: 0.0000133334,
  /** S3 Standard: 1,000 PUT 0.0054, 1,000 GET 0.00043. */
  put: 0.0054e-3,
  get: 0.00043e-3,
  /** EventBridge: a million custom events 1.00. */
  event: 1e-6,
  /** CloudWatch Logs: a gigabyte taken in 0.63. */
  logGigabyte: 0.63,
} as const;
