import { describe, expect, it } from 'vitest';
import { declaredFileType, extensionsOf, fileTypeOfContent } from './file-types.ts';

describe('the type that a file is declared to be', () => {
  it.each([
    ['a.pdf', 'application/pdf', 'application/pdf'],
    ['a.pdf', 'application/x-pdf', 'application/pdf'],
    ['a.pdf', 'application/wps-office.pdf', 'application/pdf'],
    ['a.pdf', 'application/octet-stream', 'application/pdf'],
    ['a.pdf', 'application/download', 'application/pdf'],
    ['a.PDF', 'application/force-download', 'application/pdf'],
    ['a.pdf', 'binary/octet-stream', 'application/pdf'],
    ['a.pdf', '', 'application/pdf'],
    ['a.pdf', 'Application/PDF; charset=binary', 'application/pdf'],
    ['a.jpg', 'image/jpg', 'image/jpeg'],
    ['a.jpg', 'image/pjpeg', 'image/jpeg'],
    ['a.jpg', 'image/jfif', 'image/jpeg'],
    ['a.JPEG', 'application/octet-stream', 'image/jpeg'],
    ['a.png', 'image/x-png', 'image/png'],
    ['a.png', 'image/apng', 'image/png'],
    ['scan', 'application/pdf', 'application/pdf'],
    ['scan', 'application/octet-stream', undefined],
    ['scan', '', undefined],
    ['a.heic', 'image/heic', null],
    ['a.png', 'text/html', null],
    ['a.pdf', 'image/svg+xml', null],
    ['a.jpg', 'image/pipeg', 'image/jpeg'],
    ['a.jpg', 'image/*', 'image/jpeg'],
    ['a.pdf', 'text/plain', 'application/pdf'],
    ['a.txt', 'text/plain', null],
    ['a.pdf', '"application/pdf"', 'application/pdf'],
    ['a.pdf', 'application/pdf, application/octet-stream', 'application/pdf'],
    ['a.docx', 'application/octet-stream', null],
    ['a.zip', '', null],
  ])('%s of %j is %s', (name, type, expected) => expect(declaredFileType({ name, type })).toBe(expected));

  it('has extensions to choose files by', () => {
    expect(extensionsOf('image/jpeg')).toContain('jpeg');
    expect(extensionsOf('application/pdf')).toEqual(['pdf']);
  });
});

describe('the type of a file by its content', () => {
  const bytes = (text: string) => Buffer.from(text, 'latin1');
  it.each([
    ['a PDF', bytes('%PDF-1.7'), 'application/pdf'],
    ['a PDF behind the headers of a request', bytes(`${'x'.repeat(1024)}%PDF-1.4`), 'application/pdf'],
    ['a JPEG', bytes('\xff\xd8\xff\xe1'), 'image/jpeg'],
    ['a PNG', bytes('\x89PNG\r\n\x1a\n'), 'image/png'],
    ['a PDF too far behind', bytes(`${'x'.repeat(1025)}%PDF-1.4`), undefined],
    ['a web page', bytes('<html>'), undefined],
    ['nothing', bytes(''), undefined],
  ])('%s', (_, start, expected) => expect(fileTypeOfContent(start)).toBe(expected));
});
