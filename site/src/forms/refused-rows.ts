/** The refused rows of a delivery as somebody pastes them: each line what names a row, blanks or a comma, and the reason. */
export function refusedRows(text: string): { readonly row: string; readonly reason: string }[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [row = '', ...reason] = line.split(/[\s,，]+/u);
      return { row, reason: reason.join(' ') };
    });
}
