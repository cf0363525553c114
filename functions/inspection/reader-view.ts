import { PDFiumLibrary } from '@hyzyla/pdfium';

/**
 * How many pages the PDF engine of the most used browser shows of a file; undefined when it cannot open it. The engine starts
 * anew for each file, so that no file can change how the next one is read.
 */
export async function pagesShown(bytes: Uint8Array): Promise<number | undefined> {
  const library = await PDFiumLibrary.init();
  try {
    const pdf = await library.loadDocument(bytes);
    const count = pdf.getPageCount();
    pdf.destroy();
    library.destroy();
    return count;
  } catch {
    // Nothing is destroyed of an engine that has failed; it goes with its memory.
    return undefined;
  }
}
