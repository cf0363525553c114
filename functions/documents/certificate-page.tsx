import { Document, Image, Page, Path, StyleSheet, Svg, View } from '@react-pdf/renderer';
import type { CertificateContent, DocumentField } from '../../domain/documents.ts';
import { groupedCode } from '../../domain/verification-code.ts';
import { type FontStacks, textWidthInEm, widthInEm } from './fonts.ts';
import { breakableUnits, fillLines, type WidthOf } from './line-breaks.ts';
import { guillocheBand, rosette } from './ornament.ts';
import { BalancedText, PrintedText } from './printed-text.tsx';
import { qrCode } from './qr-code.ts';

const page = { width: 595.28, height: 841.89 };
const margin = 86;
const width = page.width - 2 * margin;
const photo = { width: 99.2, height: 150.2 };
const fieldsWidth = width - photo.width - 26;
const labelWidth = 76;
const valueWidth = fieldsWidth - labelWidth - 8;
// From below the number, under a title of two lines, to above the foot.
const fieldsHeight = 348;
const noteFontSize = 10;
const noteLineHeight = 1.5;
const noteGap = 6;
const qrSize = 92;
// Sixteen characters in four groups and their name on one line; the frame leaves room beside the picture.
const codeWidth = 140;
const issuerWidth = width - qrSize - 30;

const red = '#a8121a';
const gold = '#b08a4a';
const paleGold = '#efe4cd';
const ink = '#1a1a1a';
const grey = '#555555';

const frame = { x: 30, y: 30, width: page.width - 60, height: page.height - 60 };
const bandWidth = 20;
const band = guillocheBand(frame, bandWidth, 26, 6);
const cornerPaths = [
  [frame.x, frame.y],
  [frame.x + frame.width, frame.y],
  [frame.x, frame.y + frame.height],
  [frame.x + frame.width, frame.y + frame.height],
].map(([x = 0, y = 0]) => {
  const centre = {
    x: x + (x < 300 ? bandWidth / 2 : -bandWidth / 2),
    y: y + (y < 300 ? bandWidth / 2 : -bandWidth / 2),
  };
  return rosette(centre, 7, 4.5, 8, 2);
});
const watermark = [
  rosette({ x: page.width / 2, y: 455 }, 150, 34, 24, 5),
  rosette({ x: page.width / 2, y: 455 }, 74, 26, 16, 4),
].join('');

const styles = StyleSheet.create({
  page: { color: ink },
  // A page that may not continue on a second one shrinks to its content: this gives it its height back.
  sheet: { height: page.height, paddingHorizontal: margin },
  background: { position: 'absolute', top: 0, left: 0, width: page.width, height: page.height },
  title: { marginTop: 118, lineHeight: 1.35, color: red },
  number: { marginTop: 12, textAlign: 'center', lineHeight: 1.5, color: grey },
  body: { flexDirection: 'row', justifyContent: 'space-between', marginTop: 40 },
  fields: { width: fieldsWidth },
  field: { flexDirection: 'row' },
  label: { width: labelWidth, color: grey },
  value: { marginLeft: 8, width: valueWidth, borderBottomWidth: 0.5, borderColor: '#c9b68e', paddingBottom: 1.5 },
  photo: { width: photo.width, height: photo.height, objectFit: 'contain', borderWidth: 0.6, borderColor: '#9a9a9a' },
  note: { marginTop: noteGap, color: grey, lineHeight: noteLineHeight },
  foot: {
    position: 'absolute',
    bottom: 100,
    left: margin,
    width,
    flexDirection: 'row',
    justifyContent: 'space-between',
    alignItems: 'flex-end',
  },
  qr: { width: qrSize, alignItems: 'center' },
  qrCode: { width: qrSize, height: qrSize, backgroundColor: '#ffffff' },
  caption: { fontSize: 8, color: grey, marginTop: 3 },
  code: { width: codeWidth, marginTop: 1, color: grey, textAlign: 'center' },
  issuer: { width: issuerWidth },
  address: { position: 'absolute', bottom: 64, left: margin, width, color: grey, lineHeight: 1.4, textAlign: 'center' },
});

/** Everything that a certificate is drawn from. */
export interface CertificatePageProps {
  readonly content: CertificateContent;
  readonly fonts: FontStacks;
  /** JPEG. */
  readonly photo: Buffer;
  /** When the certificate says that it was issued; undefined = the moment of drawing. */
  readonly createdAt?: Date;
}

/** The electronic certificate as a PDF document: one page, A4 portrait, with a QR code of the verification address. */
export function CertificatePage({ content, fonts, photo: picture, createdAt }: CertificatePageProps) {
  const { fields, numberLine } = withoutNumber(content);
  const fontSize = fieldFontSize(fields, content.note);
  return (
    <Document
      title={`${content.title}（${content.holder}）`}
      author={content.issuer}
      creator={content.issuer}
      subject={numberLine}
      keywords={content.verifyUrl}
      language="zh-CN"
      pdfVersion="1.7"
      {...(createdAt === undefined ? {} : { creationDate: createdAt })}
    >
      <Page size="A4" wrap={false} style={{ ...styles.page, fontFamily: fonts.serif }}>
        <View style={styles.sheet}>
          <Background />
          <Title text={content.title} fonts={fonts} />
          <PrintedText text={numberLine} fonts={fonts} fontSize={12} lineWidth={width} style={styles.number} />
          <View style={styles.body}>
            <View style={styles.fields}>
              {fields.map((field, index) => (
                <Field key={index} field={field} fonts={fonts} fontSize={fontSize} />
              ))}
            </View>
            <Image src={picture} style={styles.photo} />
          </View>
          {content.note === null ? null : (
            <PrintedText
              text={content.note}
              fonts={fonts}
              fontSize={noteFontSize}
              lineWidth={width}
              style={styles.note}
            />
          )}
          <View style={styles.foot}>
            <Verification url={content.verifyUrl} fonts={fonts} />
            <Issue content={content} fonts={fonts} />
          </View>
          <PrintedText
            text={`验证网址：${content.verifyUrl}`}
            fonts={fonts}
            fontSize={8}
            lineWidth={width}
            style={styles.address}
          />
        </View>
      </Page>
    </Document>
  );
}

function Background() {
  const inner = { x: frame.x + bandWidth, y: frame.y + bandWidth };
  const outline = (x: number, y: number, inset: number) =>
    `M${x + inset} ${y + inset}H${page.width - x - inset}V${page.height - y - inset}H${x + inset}Z`;
  return (
    <Svg style={styles.background} viewBox={`0 0 ${page.width} ${page.height}`}>
      <Path d={watermark} stroke={paleGold} strokeWidth={0.5} fill="none" />
      <Path d={band} stroke={gold} strokeWidth={0.45} fill="none" />
      <Path d={cornerPaths.join('')} stroke={red} strokeWidth={0.5} fill="none" />
      <Path d={outline(frame.x, frame.y, -2)} stroke={gold} strokeWidth={1.4} fill="none" />
      <Path d={outline(inner.x, inner.y, 2)} stroke={gold} strokeWidth={1} fill="none" />
      <Path d={outline(inner.x, inner.y, 5)} stroke={red} strokeWidth={0.5} fill="none" />
    </Svg>
  );
}

function Title({ text, fonts }: { readonly text: string; readonly fonts: FontStacks }) {
  const fitting = (width * 0.98) / textWidthInEm(text, 'sans');
  const fontSize = Math.min(28, Math.max(fitting, 20));
  return (
    <BalancedText text={text} fonts={fonts} face="sans" fontSize={fontSize} lineWidth={width} style={styles.title} />
  );
}

// The number stands under the title; where a field repeats it, the field gives the line its name.
function withoutNumber({ fields, number }: CertificateContent): { fields: DocumentField[]; numberLine: string } {
  const same = fields.find(({ value }) => value === number);
  return { fields: fields.filter((field) => field !== same), numberLine: `${same?.label ?? '编号'}：${number}` };
}

// The largest size at which fields and note stay above the foot; the small ones are for contents longer than any real one.
function fieldFontSize(fields: readonly DocumentField[], note: string | null): number {
  const noteHeight = note === null ? 0 : noteGap + lineCount(note, width, noteFontSize) * noteFontSize * noteLineHeight;
  const height = (fontSize: number) =>
    fields.reduce(
      (sum, { value }) => sum + lineCount(value, valueWidth, fontSize) * fontSize * 1.5 + fieldGap(fontSize) + 2,
      noteHeight,
    );
  return [12.5, 11.5, 10.5, 9.5, 8.5, 7.5].find((fontSize) => height(fontSize) <= fieldsHeight) ?? 6.5;
}

function fieldGap(fontSize: number): number {
  return fontSize * 0.95;
}

function lineCount(text: string, lineWidth: number, fontSize: number): number {
  const available = (lineWidth * 0.98) / fontSize;
  return Math.max(1, fillLines(breakableUnits(text, available, serifWidth), available, serifWidth).length);
}

const serifWidth: WidthOf = (character) => widthInEm(character, 'serif');

interface FieldProps {
  readonly field: DocumentField;
  readonly fonts: FontStacks;
  readonly fontSize: number;
}

function Field({ field, fonts, fontSize }: FieldProps) {
  return (
    <View style={{ ...styles.field, marginBottom: fieldGap(fontSize) }}>
      <PrintedText
        text={field.label}
        fonts={fonts}
        fontSize={Math.min(fontSize, 12)}
        lineWidth={labelWidth}
        style={styles.label}
      />
      <View style={styles.value}>
        <PrintedText text={field.value} fonts={fonts} fontSize={fontSize} lineWidth={valueWidth} />
      </View>
    </View>
  );
}

// Whoever cannot scan types the code: it stands under its picture, as the page that asks for it says.
function Verification({ url, fonts }: { readonly url: string; readonly fonts: FontStacks }) {
  const picture = qrCode(url);
  const code = new URLSearchParams(new URL(url).hash.slice(1)).get('code');
  return (
    <View style={styles.qr}>
      <Svg style={styles.qrCode} viewBox={`0 0 ${picture.size} ${picture.size}`}>
        <Path d={picture.path} fill="#000000" />
      </Svg>
      <PrintedText text="扫码验证证书" fonts={fonts} fontSize={8.5} lineWidth={qrSize} style={styles.caption} />
      {code === null ? null : (
        <PrintedText
          text={`验证码 ${groupedCode(code)}`}
          fonts={fonts}
          fontSize={8}
          lineWidth={codeWidth}
          style={styles.code}
        />
      )}
    </View>
  );
}

function Issue({ content, fonts }: { readonly content: CertificateContent; readonly fonts: FontStacks }) {
  const validityInFields = content.fields.some(({ value }) => value.includes(content.validUntil));
  return (
    <View style={styles.issuer}>
      <BalancedText text={content.issuer} fonts={fonts} face="sans" fontSize={15} lineWidth={issuerWidth} />
      <BalancedText text={`签发日期：${content.issuedOn}`} fonts={fonts} fontSize={12} lineWidth={issuerWidth} />
      {validityInFields ? null : (
        <BalancedText text={`有效期至：${content.validUntil}`} fonts={fonts} fontSize={12} lineWidth={issuerWidth} />
      )}
    </View>
  );
}
