/** The id of a message. Ids sort in the order of time: milliseconds since 1970 with 15 digits, then what caused the message. */
export function messageIdAt(at: string, cause: string): string {
  return `${String(Date.parse(at)).padStart(15, '0')}-${cause}`.toLowerCase();
}
