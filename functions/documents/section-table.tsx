import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { ReactNode } from 'react';
import type { DocumentContent } from '../../domain/documents.ts';
import type { FontStacks } from './fonts.ts';
import { BalancedText, PrintedText } from './printed-text.tsx';
import { type PlannedRow, planSection, tableMeasures } from './table-plan.ts';

const { cellPadding, fontSize, labelWidth, lineHeight, photo, rowHeight, width } = tableMeasures;

const labelPadding = 4;

/** The line of every table and box on a document. */
export const tableLine = { width: 0.7, color: '#333333' } as const;

// Every row draws its own upper and lower line and lies on the line of the row above, so that a row that begins a page
// is closed at the top as well.
const styles = StyleSheet.create({
  row: {
    flexDirection: 'row',
    borderWidth: tableLine.width,
    borderColor: tableLine.color,
    marginTop: -tableLine.width,
    minHeight: rowHeight,
  },
  heading: { backgroundColor: '#e4e9ee', minHeight: 23, alignItems: 'center', paddingHorizontal: cellPadding },
  label: { width: labelWidth, padding: 4, paddingHorizontal: labelPadding, backgroundColor: '#f5f7f9' },
  value: { flexGrow: 1, flexBasis: 0, padding: 4, paddingHorizontal: cellPadding },
  cell: { borderColor: tableLine.color },
  centred: { justifyContent: 'center' },
  lineBefore: { borderLeftWidth: tableLine.width },
  text: { lineHeight },
  photoRow: { flexDirection: 'row' },
  photoCell: {
    width: photo.cellWidth,
    alignItems: 'center',
    justifyContent: 'center',
    borderWidth: tableLine.width,
    borderLeftWidth: 0,
    borderColor: tableLine.color,
    marginTop: -tableLine.width,
    minHeight: photo.height + 8,
  },
  photoWord: { fontSize: 9, lineHeight, color: '#888888', textAlign: 'center' },
});

// A row of more lines may be split by the end of a page; shorter ones move to the next page whole.
const splitRowLines = 12;

interface SectionTableProps {
  readonly section: DocumentContent['sections'][number];
  readonly fonts: FontStacks;
  readonly withPhoto: boolean;
  /** The photo, or nothing. */
  readonly children: ReactNode;
}

/** One section of a form: its heading as a band, then the grid, with the place of the photo at its upper right. */
export function SectionTable({ section, fonts, withPhoto, children }: SectionTableProps) {
  const { besidePhoto, rows } = planSection(section.fields, withPhoto);
  return (
    <>
      <View wrap={false} minPresenceAhead={rowHeight * 2} style={[styles.row, styles.heading]}>
        <PrintedText text={section.heading} fonts={fonts} face="sans" fontSize={10.5} lineWidth={width - 12} />
      </View>
      {withPhoto ? (
        <View wrap={false} style={styles.photoRow}>
          <View style={{ width: width - photo.cellWidth }}>
            {besidePhoto.map((row, index) => (
              <Row key={index} row={row} fonts={fonts} grow />
            ))}
          </View>
          <View style={styles.photoCell}>{children ?? <Text style={styles.photoWord}>照片</Text>}</View>
        </View>
      ) : null}
      {rows.map((row, index) => (
        <Row key={index} row={row} fonts={fonts} grow={false} />
      ))}
    </>
  );
}

interface RowProps {
  readonly row: PlannedRow;
  readonly fonts: FontStacks;
  /** Whether the row takes its share of the height of the photo. */
  readonly grow: boolean;
}

function Row({ row, fonts, grow }: RowProps) {
  const mayBeSplit = row.lines > splitRowLines;
  return (
    <View wrap={mayBeSplit} style={[styles.row, grow ? { flexGrow: 1 } : {}]}>
      {row.fields.map((field, index) => (
        <Cells key={index} field={field} fonts={fonts} first={index === 0} centred={!mayBeSplit} />
      ))}
    </View>
  );
}

interface CellsProps {
  readonly field: PlannedRow['fields'][number];
  readonly fonts: FontStacks;
  readonly first: boolean;
  /** Whether the text stands in the middle of the height; a text that a page may split begins at the top. */
  readonly centred: boolean;
}

function Cells({ field, fonts, first, centred }: CellsProps) {
  const cell = [styles.cell, centred ? styles.centred : {}];
  return (
    <>
      <View style={[styles.label, ...cell, first ? {} : styles.lineBefore]}>
        <BalancedText
          text={field.label}
          fonts={fonts}
          fontSize={fontSize}
          lineWidth={labelWidth - 2 * labelPadding}
          style={styles.text}
        />
      </View>
      <View style={[styles.value, ...cell, styles.lineBefore]}>
        <PrintedText
          text={field.value}
          fonts={fonts}
          fontSize={fontSize}
          lineWidth={field.valueWidth - 2 * cellPadding}
          style={styles.text}
        />
      </View>
    </>
  );
}
