import { applicationAddress } from '../../session/addresses.ts';
import { Notice } from '../shared/notice.tsx';

interface AlreadyOpenProps {
  readonly message: string;
  readonly id: string | undefined;
}

/** Another application of the profession is open: where it is. */
export function AlreadyOpen({ message, id }: AlreadyOpenProps) {
  return (
    <Notice tone="warn" title={message}>
      {id !== undefined && (
        <a class="button button-plain" href={applicationAddress('practitioner', id)}>
          继续办理
        </a>
      )}
    </Notice>
  );
}
