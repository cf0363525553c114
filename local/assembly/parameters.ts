import { StartError } from '../ground/start-error.ts';
import type { TemplateParameter } from './template.ts';

/**
 * The value of a template parameter: the one given, else its default; checked against the declaration as CloudFormation does
 * (AllowedValues, AllowedPattern, MinLength/MaxLength, MinValue/MaxValue, number). Lists come back as string[].
 * Throws StartError when no value is given or the value is not allowed.
 */
export function parameterValue(
  stack: string,
  name: string,
  declaration: TemplateParameter,
  given: string | undefined,
): string | string[] {
  const place = `parameter ${name} of stack ${stack}`;
  if (declaration.Type.startsWith('AWS::SSM::')) {
    throw new StartError(`${place}: parameters of type ${declaration.Type} have no value locally`);
  }
  const raw = given ?? defaultText(declaration);
  if (raw === undefined) throw new StartError(`${place} has no value: give --parameter ${name}=VALUE`);
  if (declaration.Type === 'CommaDelimitedList' || declaration.Type.startsWith('List<')) {
    return raw === '' ? [] : raw.split(',').map((item) => item.trim());
  }
  const problem = violation(declaration, raw);
  if (problem) throw new StartError(`${place}: ${JSON.stringify(raw)} ${declaration.ConstraintDescription ?? problem}`);
  return raw;
}

function defaultText(declaration: TemplateParameter): string | undefined {
  const value = declaration.Default;
  if (value === undefined) return undefined;
  return Array.isArray(value) ? value.join(',') : String(value);
}

function violation(declaration: TemplateParameter, raw: string): string | undefined {
  const { AllowedValues, AllowedPattern, MinLength, MaxLength, MinValue, MaxValue } = declaration;
  if (AllowedValues && !AllowedValues.map(String).includes(raw)) return `is not one of ${AllowedValues.join(', ')}`;
  if (AllowedPattern !== undefined && !new RegExp(`^(?:${AllowedPattern})$`, 'u').test(raw)) {
    return `does not match ${AllowedPattern}`;
  }
  if (MinLength !== undefined && raw.length < MinLength) return `is shorter than ${MinLength} characters`;
  if (MaxLength !== undefined && raw.length > MaxLength) return `is longer than ${MaxLength} characters`;
  if (declaration.Type !== 'Number') return undefined;
  const number = Number(raw);
  if (raw.trim() === '' || Number.isNaN(number)) return 'is not a number';
  if (MinValue !== undefined && number < MinValue) return `is less than ${MinValue}`;
  if (MaxValue !== undefined && number > MaxValue) return `is more than ${MaxValue}`;
  return undefined;
}
