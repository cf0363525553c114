import { Download } from '../shared/download.tsx';

interface PaperProps {
  /** The number of the batch. */
  readonly name: string;
  /** Asks anew, since an address lasts five minutes. */
  readonly address: () => Promise<string | null>;
}

/** The paper of a batch as PDF. */
export function PaperDownload({ name, address }: PaperProps) {
  return (
    <Download
      kind="button"
      label="下载文件（PDF）"
      saveAs={`${name}.pdf`}
      address={async () => {
        const url = await address();
        if (url === null) throw new TypeError('there is no paper any more');
        return { url };
      }}
    />
  );
}
