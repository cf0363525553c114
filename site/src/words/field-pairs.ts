/** One cell of a document's table. */
export interface PairedField {
  readonly label: string;
  readonly value: string;
  readonly wide?: boolean | undefined;
}

/** Fields stand in pairs on paper: one that is left without a neighbour takes the whole row, so that no hole is left. */
export function inPairs(fields: readonly PairedField[]): PairedField[] {
  let waiting: PairedField | null = null;
  const rows: PairedField[] = [];
  for (const field of fields) {
    if (field.wide === true) {
      if (waiting !== null) rows.push({ ...waiting, wide: true });
      waiting = null;
      rows.push(field);
    } else if (waiting === null) waiting = field;
    else {
      rows.push(waiting, field);
      waiting = null;
    }
  }
  return waiting === null ? rows : [...rows, { ...waiting, wide: true }];
}
