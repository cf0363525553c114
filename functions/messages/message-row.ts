import type { Release } from '../../domain/application-parts.ts';
import type { Initiator } from '../../domain/initiators.ts';
import type { ApplicationState } from '../../domain/states.ts';
import type { EffectCode } from '../../domain/catalogue.ts';
import type { AppendedEvent } from '../records/stream-record.ts';

/** One message: on which event, to whom, and what it says. */
export interface MessageRow {
  readonly action: AppendedEvent['action'];
  readonly audience: 'practitioner' | 'employer' | 'former-employer' | 'former-identity' | 'holders-employer';
  /** Only when the step begins in one of these states, ends in this one, or asks this party. */
  readonly from?: readonly ApplicationState[];
  readonly to?: ApplicationState;
  readonly addressee?: 'practitioner' | 'employer';
  /** Only of matters whose approval does this. */
  readonly effect?: EffectCode;
  /** Only where this party is asked for release. */
  readonly asked?: Release['party'];
  /** Only of applications that one of these has begun; absent: the practitioner or the employer. */
  readonly initiators?: readonly Initiator[];
  readonly title: string;
  /** `{matter}`, `{number}`, `{reason}` and `{verb}` (注册, 延续注册 …) are filled in from the event. */
  readonly text: string;
}
