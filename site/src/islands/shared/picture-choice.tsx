import { useRef } from 'preact/hooks';
import { extensionsOf } from '../../../../domain/file-types.ts';

// By extension, too: some choosers know no types. Phones that keep photos in another format then hand over a JPEG.
const pictures = (['image/jpeg', 'image/png'] as const)
  .flatMap((type) => [type, ...extensionsOf(type).map((name) => `.${name}`)])
  .join(',');

interface PictureChoiceProps {
  /** How many more pages there is room for. */
  readonly most: number;
  readonly disabled: boolean;
  readonly onChoose: (files: readonly File[]) => void;
}

/** Chooses photos, several at once, or takes one with the camera where there is one. */
export function PictureChoice({ most, disabled, onChoose }: PictureChoiceProps) {
  return (
    <div class="page-choices">
      <Choice id="page-choice" label="添加照片" disabled={disabled || most <= 0} onChoose={onChoose} />
      {matchMedia('(pointer: coarse)').matches && (
        <Choice id="page-camera" label="拍照" camera disabled={disabled || most <= 0} onChoose={onChoose} />
      )}
    </div>
  );
}

interface ChoiceProps {
  readonly id: string;
  readonly label: string;
  readonly camera?: boolean;
  readonly disabled: boolean;
  readonly onChoose: (files: readonly File[]) => void;
}

function Choice({ id, label, camera = false, disabled, onChoose }: ChoiceProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div class="upload">
      <input
        ref={input}
        id={id}
        class="file-input"
        type="file"
        accept={camera ? 'image/*' : pictures}
        multiple={!camera}
        {...(camera ? { capture: 'environment' } : {})}
        disabled={disabled}
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])];
          // The same pictures can be chosen again.
          event.currentTarget.value = '';
          if (chosen.length > 0) onChoose(chosen);
        }}
      />
      <label for={id} class="button button-plain file-button">
        {label}
      </label>
    </div>
  );
}
