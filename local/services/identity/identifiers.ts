/**
 * Makers of valid identifiers for the demonstration accounts. The product's own rules stand in `domain/identifiers.ts`;
 * `local` may not import them, and needs only the other direction: from the meaningful digits to the check character.
 */

const residentWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const residentChecks = '10X98765432';
const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/**
 * A resident identity number (GB 11643-1999): division, birth date, sequence, check character (ISO 7064 MOD 11-2).
 * @param division six digits of GB/T 2260, such as `320106`
 * @param birthDate calendar date `YYYY-MM-DD`
 * @param sequence 1–999, odd for men, even for women
 */
export function residentIdentityNumber(division: string, birthDate: string, sequence: number): string {
  const body = division + birthDate.replaceAll('-', '') + String(sequence).padStart(3, '0');
  const sum = weightedSum(body, (index) => residentWeights[index] ?? 0, Number);
  return body + residentChecks.charAt(sum % 11);
}

/**
 * A unified social credit code (GB 32100-2015) of an enterprise (`91`) whose organisation code (GB 11714) is valid too.
 * @param division six digits of GB/T 2260
 * @param organisation eight digits, the organisation code without its check character
 */
export function unifiedSocialCreditCode(division: string, organisation: string): string {
  const sum = weightedSum(organisation, (index) => organisationWeights[index] ?? 0, Number);
  const body = `91${division}${organisation}${'0X987654321'.charAt(sum % 11)}`;
  // The standard's weights are the powers of 3 modulo 31.
  let weight = 1;
  const total = weightedSum(
    body,
    () => {
      const current = weight;
      weight = (weight * 3) % 31;
      return current;
    },
    (character) => creditAlphabet.indexOf(character),
  );
  return body + creditAlphabet.charAt((31 - (total % 31)) % 31);
}

function weightedSum(
  text: string,
  weightAt: (index: number) => number,
  valueOf: (character: string) => number,
): number {
  let sum = 0;
  for (const [index, character] of text.split('').entries()) sum += weightAt(index) * valueOf(character);
  return sum;
}
