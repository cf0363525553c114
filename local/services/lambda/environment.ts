import { functionCredentials } from '../../ground/local-account.ts';
import type { FunctionSettings, FunctionsSettings } from './settings.ts';

/**
 * The complete environment of a function: what the Lambda runtime defines ("Defined runtime environment variables"), the SDK endpoints
 * of this machine and the function's own key, then the template's own variables. Nothing of this machine's environment is passed on.
 */
export function functionEnvironment(
  settings: Pick<FunctionsSettings, 'region' | 'environment'>,
  lambda: FunctionSettings,
): Record<string, string> {
  const { properties } = lambda;
  const { accessKeyId, secretAccessKey } = functionCredentials(lambda.arn);
  return {
    ...properties.Environment?.Variables,
    ...settings.environment,
    _HANDLER: properties.Handler,
    AWS_REGION: settings.region,
    AWS_DEFAULT_REGION: settings.region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_EXECUTION_ENV: `AWS_Lambda_${properties.Runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: lambda.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(properties.MemorySize),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: properties.LoggingConfig?.LogGroup ?? `/aws/lambda/${lambda.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    LAMBDA_TASK_ROOT: lambda.codeFolder,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
  };
}
