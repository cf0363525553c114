import type { FileView } from '../../../../api/application.ts';
import type { UploadTarget } from '../../files/upload.ts';
import { UploadField } from './upload-field.tsx';

interface GroundEvidenceProps {
  readonly target: UploadTarget;
  readonly file: FileView | null;
  readonly optional: boolean;
  readonly error: string | undefined;
  readonly onReady: (file: FileView) => void;
  readonly onClear: () => void;
}

/** What shows the ground: uploaded before the cancellation begins, since the person is asked about it at once. */
export function GroundEvidence({ target, file, optional, error, onReady, onClear }: GroundEvidenceProps) {
  if (file === null) {
    return (
      <UploadField
        target={target}
        file={undefined}
        address={() => Promise.reject(new Error('nothing is shown here'))}
        onReady={onReady}
        error={error}
        optional={optional}
      />
    );
  }
  return (
    <p class="field">
      已上传注销依据材料：{file.name}{' '}
      <button type="button" class="link" onClick={onClear}>
        移除，重新上传
      </button>
    </p>
  );
}
