import { StyleSheet, View } from '@react-pdf/renderer';
import type { DocumentContent } from '../../domain/documents.ts';
import { type FontStacks, textWidthInEm } from './fonts.ts';
import { PrintedText } from './printed-text.tsx';
import { tableLine } from './section-table.tsx';
import { tableMeasures } from './table-plan.ts';

const boxWidth = tableMeasures.width / 2;
const letterWidth = 250;

const styles = StyleSheet.create({
  row: { flexDirection: 'row', marginTop: -tableLine.width },
  box: {
    flexGrow: 1,
    flexBasis: 0,
    // A company seal is 42 mm (119 pt) wide: it must fit below the heading.
    minHeight: 146,
    borderWidth: tableLine.width,
    borderColor: tableLine.color,
    justifyContent: 'space-between',
  },
  nextBox: { marginLeft: -tableLine.width },
  party: {
    backgroundColor: '#e4e9ee',
    borderBottomWidth: tableLine.width,
    borderColor: tableLine.color,
    paddingVertical: 3,
    paddingHorizontal: 6,
  },
  lines: { paddingHorizontal: 14, paddingBottom: 12 },
  letter: { alignSelf: 'flex-end', width: letterWidth, marginTop: 40 },
  line: { flexDirection: 'row', alignItems: 'flex-end' },
  ruleToSign: { flexGrow: 1, borderBottomWidth: 0.6, borderColor: '#777777', marginBottom: 3, marginRight: 10 },
});

type Signatures = DocumentContent['signatures'];

interface SignaturesProps {
  readonly signatures: Signatures;
  readonly fonts: FontStacks;
}

/** Boxes for signatures and seals on paper, two to a row, each tall enough for a company seal; never split by a page. */
export function SignatureBoxes({ signatures, fonts }: SignaturesProps) {
  return (
    <View>
      {inPairs(signatures).map((pair, index) => (
        <View key={index} wrap={false} style={styles.row}>
          {pair.map(({ party, lines }, position) => (
            <View key={position} style={[styles.box, position > 0 ? styles.nextBox : {}]}>
              <View style={styles.party}>
                <PrintedText text={party} fonts={fonts} face="sans" fontSize={10.5} lineWidth={boxWidth - 12} />
              </View>
              <View style={styles.lines}>
                {withDateLine(lines).map((line, at) => (
                  <SignatureLine key={at} text={line} fonts={fonts} fontSize={10.5} lineWidth={boxWidth - 28} />
                ))}
              </View>
            </View>
          ))}
        </View>
      ))}
    </View>
  );
}

/** The place to sign a letter, at the lower right; the first line names the party: 承诺人签字：. */
export function SignatureLines({ signatures, fonts }: SignaturesProps) {
  return signatures.map(({ party, lines }, index) => (
    <View key={index} wrap={false} style={styles.letter}>
      {withDateLine(lines).map((line, at) => (
        <SignatureLine
          key={at}
          text={at === 0 ? `${party}${line}` : line}
          fonts={fonts}
          fontSize={14}
          lineWidth={letterWidth}
        />
      ))}
    </View>
  ));
}

interface SignatureLineProps {
  readonly text: string;
  readonly fonts: FontStacks;
  readonly fontSize: number;
  readonly lineWidth: number;
}

// A line that ends with a colon asks for a signature: a rule to sign on follows it, where there is room.
function SignatureLine({ text, fonts, fontSize, lineWidth }: SignatureLineProps) {
  const width = textWidthInEm(text, 'serif') * fontSize;
  const toSign = text.endsWith('：') && width < lineWidth * 0.7;
  return (
    <View style={[styles.line, { marginTop: fontSize * 1.2 }]}>
      <PrintedText text={text} fonts={fonts} fontSize={fontSize} lineWidth={lineWidth} />
      {toSign ? <View style={styles.ruleToSign} /> : null}
    </View>
  );
}

// Whoever signs dates the signature; most contents bring the line themselves.
function withDateLine(lines: readonly string[]): readonly string[] {
  return lines.some((line) => line.includes('年')) ? lines : [...lines, '日期：　　　　年　　月　　日'];
}

function inPairs(signatures: Signatures): Signatures[] {
  return signatures.flatMap((_, index) => (index % 2 === 0 ? [signatures.slice(index, index + 2)] : []));
}
