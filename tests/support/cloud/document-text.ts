import { PDFiumLibrary } from '@hyzyla/pdfium';
import { practitionerEndpoints } from '../../../api/practitioner.ts';
import { downloadPdf } from './download.ts';
import type { Party } from '../parties/party.ts';

const library = await PDFiumLibrary.init();

/** The text of a document of an applicant's own application, as a reader copies it, without white space. */
export async function documentText(person: Party, params: { id: string; documentId: string }): Promise<string> {
  const { url } = await person.send(practitionerEndpoints.downloadDocument, { params });
  const pdf = await library.loadDocument(await downloadPdf(url));
  const text = [...pdf.pages()].map((page) => page.getText()).join('');
  pdf.destroy();
  return text.replaceAll(/\s/g, '');
}
