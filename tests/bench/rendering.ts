import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundlePackageJson, documentAssets } from '../../functions/documents/assets.ts';
import { Bundler } from '../../infra/constructs/bundle.ts';
import { portrait } from '../support/parties/sample-files.ts';
import { sampleCertificate, sampleForm } from './sample-documents.ts';
import { latencyRows, type Row } from './figures.ts';
import { certificateByHand, formByHand } from './documents-by-hand.ts';
import { sampledSideBySide } from './samples.ts';

// Types only: the module itself holds JSX, which Node does not run, so it is bundled as the function is.
type Renderer = typeof import('../../functions/documents/render.ts');

/** Drawing a form and a certificate in a warm process, beside the same page drawn by hand with pdfkit in that process. */
export async function renderingRows(count: number): Promise<Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rendering-'));
  try {
    const bundle = { entry: 'functions/documents/render.ts', copies: documentAssets, packageJson: bundlePackageJson };
    new Bundler([bundle]).write(bundle, folder);
    const { renderDocument, renderCertificate } = (await import(
      pathToFileURL(path.join(folder, 'index.mjs')).href
    )) as Renderer;
    const photo = (await portrait()).bytes;
    const form = await sampledSideBySide(
      () => renderDocument(sampleForm, { photo }),
      () => formByHand(sampleForm, photo),
      count,
    );
    const certificate = await sampledSideBySide(
      () => renderCertificate(sampleCertificate, { photo }),
      () => certificateByHand(sampleCertificate, photo),
      count,
    );
    return [
      ...latencyRows('form rendered, warm', form.samples, { name: 'drawn by hand', samples: form.baseline }),
      ...latencyRows('certificate rendered, warm', certificate.samples, {
        name: 'drawn by hand',
        samples: certificate.baseline,
      }),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
