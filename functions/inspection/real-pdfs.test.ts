import { createHash } from 'node:crypto';
import { constants, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  behindDuplicate,
  changedPage,
  latin,
  packedPicture,
  pdfOf,
  savedByReader,
  scannedPage,
  scannedPicture,
  stream,
} from '../../tests/support/files/pdf-cases.ts';
import { inspectFile } from './inspect-file.ts';

async function verdict(bytes: Buffer): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('base64');
  const inspection = await inspectFile(bytes, { slot: 'contract', size: bytes.length, sha256 });
  return inspection.ok ? 'ready' : inspection.message;
}

const plain = pdfOf(await scannedPage());
const pageWith = (drawables: string) =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << ${drawables} >> >> >>`;
const picture = await scannedPicture();
const active = expect.stringContaining('可执行内容') as string;
const damaged = expect.stringContaining('已损坏或不完整') as string;
const noPages = expect.stringContaining('没有页面') as string;
const contradictory = expect.stringContaining('自相矛盾') as string;

describe('a PDF that every reader opens is ready', () => {
  it.each<[string, () => Buffer | Promise<Buffer>]>([
    ['the control', () => plain],
    ['saved by a reader: its cross-reference stream flushed, not finished', () => savedByReader()],
    ['saved by a reader and finished', () => savedByReader(constants.Z_FINISH)],
    ['a line end before the header', () => Buffer.concat([latin('\r\n'), plain])],
    [
      'the headers of a request before the header',
      () => Buffer.concat([latin(`--b\r\n${'x'.repeat(1000)}\r\n\r\n`), plain]),
    ],
    ['thousands of NULs behind it', () => Buffer.concat([plain, Buffer.alloc(40_000)])],
    ['a web page behind it', () => Buffer.concat([plain, latin(`<html>${'x'.repeat(9000)}</html>`)])],
    ['the last letters of its end marker cut off', () => plain.subarray(0, -3)],
    ['no end marker', () => plain.subarray(0, plain.lastIndexOf('%%EOF'))],
    ['no /Type on its catalogue', async () => pdfOf(await scannedPage(''))],
    [
      'no /Type on its page and page tree',
      () =>
        changedPage({
          2: '<< /Kids [3 0 R] /Count 1 >>',
          3: '<< /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /Im0 5 0 R >> >> >>',
        }),
    ],
    [
      'an unescaped blank in a name',
      async () =>
        pdfOf([...(await scannedPage()), '<< /Type /Font /BaseFont /ABCDEF+Arial,Unicode MS /FontDescriptor 7 0 R >>']),
    ],
    [
      'a damaged object that nothing uses',
      async () => pdfOf([...(await scannedPage()), '<< /Kind /Old /Rows [1 2 (3 >>']),
    ],
    ['a picture packed by deflate', () => changedPage({ 5: packedPicture() })],
    ['a missing picture that nothing draws', () => changedPage({ 4: stream('', 'q Q'), 5: 'null' })],
    [
      'a wrong place of its cross-reference table',
      () => latin(plain.toString('latin1').replace(/startxref\n\d+/, 'startxref\n7')),
    ],
    ['all after its trailer cut off', () => plain.subarray(0, plain.lastIndexOf('startxref'))],
    ['the place of its table cut off', () => plain.subarray(0, plain.lastIndexOf('startxref') + 10)],
    ['words like those of objects behind it', () => Buffer.concat([plain, latin('<script>1 0 obj = {} obj</script>')])],
    ['words like those of objects in its text', () => changedPage({ 4: stream('', 'BT (1 0 obj) Tj ET /Im0 Do') })],
    [
      'the short names of its filters',
      () => changedPage({ 4: stream('/Filter /Fl', deflateSync(latin('q /Im0 Do Q'))) }),
    ],
    [
      'an object stream that is flushed, not finished',
      async () => {
        const inner = deflateSync(latin('9 0 << /Kind /Old >>'), { finishFlush: constants.Z_SYNC_FLUSH });
        return pdfOf([...(await scannedPage()), stream('/Type /ObjStm /N 1 /First 4 /Filter /Fl', inner)]);
      },
    ],
    [
      'a missing picture whose name only begins like the one that is drawn',
      () => changedPage({ 3: pageWith('/Im0 5 0 R /Im 99 0 R') }),
    ],
  ])('%s', async (_, bytes) => expect(await verdict(await bytes())).toBe('ready'));
});

describe('a PDF in which something acts is refused', () => {
  const onOpening = (action: string) => async () => pdfOf(await scannedPage(`/Type /Catalog /OpenAction ${action}`));
  const link = (action: string) => async () =>
    await changedPage({
      3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Annots [<< /Subtype /Link /Rect [0 0 9 9] /A ${action} >>] >>`,
    });
  const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';
  it.each<[string, () => Buffer | Promise<Buffer>]>([
    [
      'a script that the table names, a harmless catalogue behind it',
      async () =>
        behindDuplicate(
          await scannedPage(`/Type /Catalog /OpenAction ${script}`),
          1,
          '<< /Type /Catalog /Pages 2 0 R >>',
        ),
    ],
    [
      'a harmless catalogue that the table names, a script behind it',
      async () => behindDuplicate(await scannedPage(), 1, `<< /Type /Catalog /Pages 2 0 R /OpenAction ${script} >>`),
    ],
    [
      'a page with an action that the table names, a harmless page behind it',
      async () =>
        behindDuplicate(
          (await scannedPage()).with(2, `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /AA << /O ${script} >> >>`),
          3,
          '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>',
        ),
    ],
    [
      'a script within a packed object stream',
      async () => {
        const inner = deflateSync(latin(`9 0 ${script}`));
        return pdfOf([...(await scannedPage()), stream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', inner)]);
      },
    ],
    [
      'a script within the data of a stream',
      async () => pdfOf([...(await scannedPage()), stream('', `9 0 obj\n${script}\nendobj`)]),
    ],
    [
      'a script behind a comment in its number',
      async () => pdfOf([...(await scannedPage()), stream('', `9 %x\n0 %y\nobj ${script} endobj`)]),
    ],
    [
      'a script in an object that is damaged',
      async () => pdfOf([...(await scannedPage()), `<< /A (x /S /J#61vaScript /J#53 (1) >>`]),
    ],
    [
      'a kind that stands elsewhere',
      async () => pdfOf([...(await scannedPage()), '<< /S 7 0 R /F (a.exe) >>', '/Launch']),
    ],
    ['an address that it opens', onOpening('<< /S /URI /URI (https://a.cn) >>')],
    ['printing when it opens', onOpening('<< /S /Named /N /Print >>')],
    [
      'another action after its first page',
      onOpening('<< /S /GoTo /D [3 0 R /Fit] /Next << /S /Named /N /Print >> >>'),
    ],
    [
      'an action that stands elsewhere',
      async () =>
        pdfOf([...(await scannedPage('/Type /Catalog /OpenAction 6 0 R')), '<< /S /URI /URI (https://a.cn) >>']),
    ],
    ['a link to a file', link('<< /S /URI /URI (file:///C:/a.exe) >>')],
    ['a link to a network share', link('<< /S /URI /URI (\\\\\\\\server\\\\share) >>')],
    ['a link to a network share by slashes', link('<< /S /URI /URI (//server/share/a.pdf) >>')],
    ['a link to a drive', link('<< /S /URI /URI (C:\\\\a.exe) >>')],
    ['a link to a script', link('<< /S /URI /URI (java\\nscript:alert\\(1\\)) >>')],
    ['a link to a file in UTF-8', link('<< /S /URI /URI (\xef\xbb\xbffile:///C:/a.exe) >>')],
    [
      'what a page without a type does when it is opened',
      () => changedPage({ 3: '<< /MediaBox [0 0 9 9] /AA << /O << /S /URI /URI (https://a.cn) >> >> >>' }),
    ],
    ['a link to a share in UTF-16', link('<< /S /URI /URI <FEFF005C005C0073> >>')],
    ['a link into another file', link('<< /S /GoToR /F (a.pdf) /D [0 /Fit] >>')],
    [
      'a base of its links on this machine',
      async () => pdfOf(await scannedPage('/Type /Catalog /URI << /Base (file:///C:/) >>')),
    ],
    ['data in another file', async () => pdfOf([...(await scannedPage()), stream('/F (\\\\\\\\server\\\\a)', '')])],
    [
      'an attachment',
      async () => pdfOf([...(await scannedPage()), '<< /Type /Filespec /F (a.exe) /EF << /F 5 0 R >> >>']),
    ],
    ['an XFA form', async () => pdfOf(await scannedPage('/Type /Catalog /AcroForm << /Fields [] /XFA 5 0 R >>'))],
  ])('%s', async (_, bytes) => expect(await verdict(await bytes())).toEqual(active));

  it.each<[string, () => Promise<Buffer>]>([
    ['opening at a page', onOpening('[3 0 R /Fit]')],
    ['going to a page when it opens', onOpening('<< /S /GoTo /D [3 0 R /XYZ null null 0] >>')],
    ['a link to an address', link('<< /S /URI /URI (https://www.example.cn/a?b=c:d) >>')],
    ['a link to a host with its port', link('<< /S /URI /URI (www.example.cn:8080/a) >>')],
    ['a link to a mail', link('<< /S /URI /URI (mailto:a@example.cn) >>')],
    ...[
      ...[
        '/AA << >>',
        '/AA null',
        '/AA 6 0 R',
        '/AcroForm << /XFA null >>',
        '/Names << /JavaScript << /Names [] >> >>',
      ],
      ...['/Names << /EmbeddedFiles << >> >>', '/Names << /EmbeddedFiles << /Kids [] >> >>'],
    ].map<[string, () => Promise<Buffer>]>((left) => [
      `what an editor left empty: ${left}`,
      async () => pdfOf([...(await scannedPage(`/Type /Catalog ${left}`)), '<< >>']),
    ]),
  ])('but not %s', async (_, bytes) => expect(await verdict(await bytes())).toBe('ready'));
});

describe('a PDF that shows not everything, or not the same to everybody, is refused', () => {
  const halfZeroed = (bytes: Buffer) =>
    Buffer.concat([bytes.subarray(0, bytes.length / 2), Buffer.alloc(bytes.length / 2)]);
  it.each<[string, () => Buffer | Promise<Buffer>, unknown]>([
    [
      'a page tree of another number of pages behind its own',
      async () => behindDuplicate(await scannedPage(), 2, '<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>'),
      contradictory,
    ],
    [
      'another content behind its own',
      async () => behindDuplicate(await scannedPage(), 4, stream('', 'q Q').toString('latin1')),
      contradictory,
    ],
    [
      'another page behind its own',
      async () => behindDuplicate(await scannedPage(), 3, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>'),
      contradictory,
    ],
    [
      'a number of pages that is not theirs',
      () => changedPage({ 2: '<< /Type /Pages /Kids [3 0 R] /Count 3 >>' }),
      contradictory,
    ],
    ['a picture that is missing', () => changedPage({ 5: 'null' }), damaged],
    ['a missing picture whose name is escaped', () => changedPage({ 4: stream('', '/I#6d0 Do'), 5: 'null' }), damaged],
    [
      'a picture of a short filter name cut in half',
      () =>
        changedPage({
          5: stream('/Subtype /Image /Width 9 /Height 9 /Filter /DCT', picture.subarray(0, picture.length / 2)),
        }),
      damaged,
    ],
    ['no page at all', () => changedPage({ 2: '<< /Type /Pages /Kids [] /Count 0 >>' }), noPages],
    [
      'a picture without data',
      () => changedPage({ 5: stream('/Subtype /Image /Width 9 /Height 9 /Filter /DCTDecode', '') }),
      damaged,
    ],
    [
      'a picture cut in half',
      async () => pdfOf(await scannedPage('', picture.subarray(0, picture.length / 2))),
      damaged,
    ],
    ['a picture half of zeros', async () => pdfOf(await scannedPage('', halfZeroed(picture))), damaged],
    ['a packed picture half of zeros', () => changedPage({ 5: packedPicture(halfZeroed) }), damaged],
    [
      'a packed picture cut in half',
      () => changedPage({ 5: packedPicture((packed) => packed.subarray(0, packed.length / 2)) }),
      damaged,
    ],
    [
      'contents that cannot be unpacked',
      () => changedPage({ 4: stream('/Filter /FlateDecode', 'no deflate at all') }),
      damaged,
    ],
    ['a catalogue that is missing', () => changedPage({ 1: 'null' }), damaged],
    ['a page that is missing', () => changedPage({ 3: 'null' }), damaged],
    [
      'a page behind its own that cannot be read',
      async () => behindDuplicate(await scannedPage(), 3, 'null'),
      contradictory,
    ],
    ['a page tree in a circle', () => changedPage({ 2: '<< /Type /Pages /Kids [2 0 R] /Count 1 >>' }), damaged],
    [
      'an object stream that cannot be unpacked',
      async () =>
        pdfOf([...(await scannedPage()), stream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', 'no deflate')]),
      damaged,
    ],
    ['an end that is cut off with its second half', () => plain.subarray(0, plain.length * 0.6), damaged],
  ])('%s', async (_, bytes, expected) => expect(await verdict(await bytes())).toEqual(expected));
});

describe('the work for a PDF is bounded', () => {
  const complex = expect.stringContaining('过于复杂') as string;
  it.each<[string, () => Buffer]>([
    ['of more than 200,000 objects', () => pdfOf(Array.from({ length: 200_001 }, () => '[]'))],
    ['of arrays in arrays without end', () => latin(`%PDF-1.4\n1 0 obj${'['.repeat(1_000_000)}\n%%EOF`)],
    [
      'of drawings in drawings without end',
      () =>
        pdfOf([
          '<< /Pages 2 0 R >>',
          '<< /Kids [3 0 R] /Count 1 >>',
          pageWith('/F 5 0 R'),
          stream('', '/F Do'),
          ...Array.from({ length: 200 }, (_, at) =>
            stream(`/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F ${at + 6} 0 R >> >>`, '/F Do'),
          ),
        ]),
    ],
    ['of objects in the strings of objects', () => latin(`%PDF-1.4\n${'1 0 obj('.repeat(500_000)}\n%%EOF`)],
  ])('one %s is refused within seconds', async (_, bytes) => {
    expect(await verdict(bytes())).toEqual(complex);
  });
});
