import * as z from 'zod';

/** Resolved properties of `AWS::SES::ConfigurationSet`. `unknown` ones have no local meaning. */
export const configurationSetSchema = z.strictObject({
  Name: z.string(),
  ReputationOptions: z.unknown().optional(),
  SuppressionOptions: z.unknown().optional(),
});

/** Resolved properties of `AWS::SES::ConfigurationSetEventDestination`: the default bus of EventBridge, which is the one that SES takes. */
export const eventDestinationSchema = z.strictObject({
  ConfigurationSetName: z.string(),
  EventDestination: z.strictObject({
    Enabled: z.literal(true),
    MatchingEventTypes: z.array(z.enum(['bounce', 'complaint'])),
    EventBridgeDestination: z.strictObject({ EventBusArn: z.string().endsWith(':event-bus/default') }),
  }),
});
