import { Document, Image, Page, StyleSheet, Text, View } from '@react-pdf/renderer';
import { authority } from '../../domain/authorities.ts';
import type { PrintedContent } from '../../domain/documents.ts';
import { type FontStacks, textWidthInEm } from './fonts.ts';
import { Paragraph, PrintedText } from './printed-text.tsx';
import { SignatureBoxes, SignatureLines } from './signatures.tsx';
import { SectionTable } from './section-table.tsx';
import { tableMeasures } from './table-plan.ts';

const { width } = tableMeasures;
const ink = '#1a1a1a';
const grey = '#555555';

const styles = StyleSheet.create({
  page: { paddingTop: 58, paddingBottom: 54, paddingHorizontal: 54.1, color: ink },
  header: { position: 'absolute', top: 30, left: 54.1, width, flexDirection: 'row', justifyContent: 'space-between' },
  headerText: { fontSize: 8.5, lineHeight: 1.3, color: grey },
  footer: { position: 'absolute', top: 800, left: 54.1, width },
  footerText: { fontSize: 8.5, lineHeight: 1.3, color: grey, textAlign: 'center' },
  number: { textAlign: 'right', marginTop: 10 },
  title: { textAlign: 'center', lineHeight: 1.35, marginTop: 4, marginBottom: 14 },
  letterhead: { textAlign: 'center', lineHeight: 1.35, marginTop: 14 },
  rule: { borderBottomWidth: 1.2, borderBottomColor: ink, marginTop: 4, marginBottom: 22 },
  issue: { marginTop: 44, alignSelf: 'flex-end', width: 260 },
  issueLine: { textAlign: 'center', lineHeight: 1.9 },
});

/** Everything that a document is drawn from. */
export interface DocumentPagesProps {
  readonly content: PrintedContent;
  readonly fonts: FontStacks;
  /** JPEG; without it the place of the photo stays empty with a word in it. */
  readonly photo?: Buffer;
  /** When the document says that it was issued; undefined = the moment of drawing. */
  readonly createdAt?: Date;
}

/** An application form, commitment letter or notice as a PDF document, A4 portrait. */
export function DocumentPages({ content, fonts, photo, createdAt }: DocumentPagesProps) {
  const isForm = content.sections.length > 0;
  return (
    <Document
      title={content.title}
      author={content.issuer ?? authority}
      creator={authority}
      subject={numberLine(content)}
      pdfVersion="1.7"
      language="zh-CN"
      {...(createdAt === undefined ? {} : { creationDate: createdAt })}
    >
      <Page size="A4" style={{ ...styles.page, fontFamily: fonts.serif }}>
        <RunningHead content={content} numberOnFirst={isForm} />
        {isForm ? <FormTitle content={content} fonts={fonts} /> : <LetterTitle content={content} fonts={fonts} />}
        {content.sections.map((section, index) => (
          <SectionTable key={index} section={section} fonts={fonts} withPhoto={content.withPhoto && index === 0}>
            {photo === undefined ? null : <Image src={photo} style={photoStyle} />}
          </SectionTable>
        ))}
        <Statements content={content} fonts={fonts} small={isForm} />
        {isForm ? (
          <SignatureBoxes signatures={content.signatures} fonts={fonts} />
        ) : (
          <SignatureLines signatures={content.signatures} fonts={fonts} />
        )}
        <Issue content={content} fonts={fonts} />
        <View fixed style={styles.footer}>
          <Text
            style={styles.footerText}
            render={({ pageNumber, totalPages }) => `第 ${pageNumber} 页 共 ${totalPages} 页`}
          />
        </View>
      </Page>
    </Document>
  );
}

const photoStyle = {
  width: tableMeasures.photo.width,
  height: tableMeasures.photo.height,
  objectFit: 'contain',
} as const;

interface PartProps {
  readonly content: PrintedContent;
  readonly fonts: FontStacks;
}

// The title again from the second page on, and the number on every page, so that loose sheets find each other.
function RunningHead({
  content,
  numberOnFirst,
}: {
  readonly content: PrintedContent;
  readonly numberOnFirst: boolean;
}) {
  const { title } = content;
  const number = numberLine(content);
  return (
    <View fixed style={styles.header}>
      <Text style={styles.headerText} render={({ pageNumber }) => (pageNumber > 1 ? title : '')} />
      <Text style={styles.headerText} render={({ pageNumber }) => (pageNumber > 1 || numberOnFirst ? number : '')} />
    </View>
  );
}

function numberLine({ number, numberLabel = '受理编号' }: PrintedContent): string {
  return `${numberLabel}：${number ?? '提交后生成'}`;
}

function FormTitle({ content, fonts }: PartProps) {
  return <OneLine text={content.title} fonts={fonts} fontSize={20} style={styles.title} />;
}

function LetterTitle({ content, fonts }: PartProps) {
  return (
    <View>
      {content.issuer === null ? null : (
        <OneLine text={content.issuer} fonts={fonts} fontSize={17} style={styles.letterhead} />
      )}
      <OneLine text={content.title} fonts={fonts} fontSize={24} style={styles.letterhead} />
      <PrintedText text={numberLine(content)} fonts={fonts} fontSize={11} lineWidth={width} style={styles.number} />
      <View style={styles.rule} />
    </View>
  );
}

interface OneLineProps {
  readonly text: string;
  readonly fonts: FontStacks;
  readonly fontSize: number;
  readonly style: (typeof styles)[keyof typeof styles];
}

// A title keeps to one line down to three quarters of its size, then wraps.
function OneLine({ text, fonts, fontSize, style }: OneLineProps) {
  const fitting = (width * 0.98) / textWidthInEm(text, 'sans');
  const size = Math.min(fontSize, Math.max(fitting, fontSize * 0.75));
  return <PrintedText text={text} fonts={fonts} face="sans" fontSize={size} lineWidth={width} style={style} />;
}

// A salutation (称谓) stands at the margin, every other paragraph two characters in.
function Statements({ content, fonts, small }: PartProps & { readonly small: boolean }) {
  const fontSize = small ? 10.5 : 14;
  const isSalutation = (text: string, index: number) => index === 0 && text.length <= 40 && text.endsWith('：');
  return (
    <View style={small ? { marginTop: 8, marginBottom: 8 } : {}}>
      {content.statements.map((text, index) => (
        <Paragraph
          key={index}
          text={text}
          fonts={fonts}
          fontSize={fontSize}
          lineWidth={width}
          indent={isSalutation(text, index) ? 0 : 2}
        />
      ))}
    </View>
  );
}

// Who issues the document and when, at the lower right (落款), with the date under the name as for a seal.
function Issue({ content, fonts }: PartProps) {
  const lines = [content.issuer, content.issuedOn].filter((line) => line !== null);
  if (content.issuedOn === null) return null;
  return (
    <View wrap={false} style={styles.issue}>
      {lines.map((line) => (
        <PrintedText key={line} text={line} fonts={fonts} fontSize={14} lineWidth={260} style={styles.issueLine} />
      ))}
    </View>
  );
}
