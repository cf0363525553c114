import { localArn } from '../../assembly/identity.ts';
import { functionName } from '../../assembly/permissions.ts';
import { AwsJsonError } from '../../ground/aws-json/error.ts';
import type { RestAnswer, RestHandler } from '../../ground/aws-json/server.ts';
import type { Invoke } from '../../ground/invocation.ts';

const invocations = /^\/2015-03-31\/functions\/(?<name>[^/]+)\/invocations$/u;

/**
 * The operation `Invoke` of Lambda, synchronous only: what a person does by hand (`aws lambda invoke`). An error of the function itself is
 * an answer that says so in a header ("Invoke", FunctionError); an unknown function is refused.
 */
export function answerInvocations(invoke: Invoke): RestHandler {
  return ({ method, path, headers, body, caller }) => {
    const name = invocations.exec(path)?.groups?.['name'];
    if (name === undefined || method !== 'POST') return undefined;
    const invoked = decodeURIComponent(name);
    const resource = localArn('lambda', `function:${functionName(invoked)}`);
    caller.demand([{ action: 'lambda:InvokeFunction', resource }]);
    return invokeByHand(invoke, invoked, headers['x-amz-invocation-type'], body);
  };
}

async function invokeByHand(
  invoke: Invoke,
  name: string,
  type: string | string[] | undefined,
  payload: unknown,
): Promise<RestAnswer> {
  if (type !== undefined && type !== 'RequestResponse') {
    throw new AwsJsonError(
      'InvalidParameterValueException',
      'InvocationType: only RequestResponse is answered on this machine',
    );
  }
  const result = await invoke(name, payload);
  const headers = { 'x-amz-executed-version': '$LATEST' };
  if (result.ok) return { body: result.payload, headers };
  const { errorType, errorMessage, trace } = result;
  if (errorType === 'ResourceNotFoundException') throw new AwsJsonError(errorType, errorMessage, 404);
  return { body: { errorType, errorMessage, trace }, headers: { ...headers, 'x-amz-function-error': 'Unhandled' } };
}
