import type { CompanyQualification, Supplement } from '../../../domain/application-parts.ts';
import type { SupplementKind } from '../../../domain/professions.ts';

/** A construction qualification that the company does not have yet (manual 二（二）2（1）: 可以先选择“无”). */
export const noQualification = 'none';

/** What the inputs of the supplement hold; empty is not chosen yet. */
export interface SupplementForm {
  readonly qualificationType: string;
  readonly qualificationNumber: string;
  readonly isCostConsultancy: string;
}

/** The supplement of a fresh page: nothing is chosen for the company, least of all 是 or 否. */
export const emptySupplement: SupplementForm = {
  qualificationType: '',
  qualificationNumber: '',
  isCostConsultancy: '',
};

/** What the inputs show of a supplement that was given before. */
export function formOfSupplement(supplement: Supplement | null): SupplementForm {
  switch (supplement?.kind) {
    case 'company-qualification': {
      const { qualification } = supplement;
      return {
        ...emptySupplement,
        qualificationType: qualification?.type ?? noQualification,
        qualificationNumber: qualification?.number ?? '',
      };
    }
    case 'cost-consultancy':
      return { ...emptySupplement, isCostConsultancy: supplement.isCostConsultancy ? 'yes' : 'no' };
    case 'none':
    case undefined:
      return emptySupplement;
  }
}

/** The types of the company's own list, each once. */
export function qualificationTypes(own: readonly CompanyQualification[]): string[] {
  return [...new Set(own.map(({ type }) => type))];
}

/** The numbers of the company's own list for a type. */
export function qualificationNumbers(own: readonly CompanyQualification[], type: string): string[] {
  return own.filter((item) => item.type === type).map(({ number }) => number);
}

/** What is still to be chosen, by field. */
export function supplementProblems(kind: SupplementKind, form: SupplementForm): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  if (kind === 'cost-consultancy' && form.isCostConsultancy === '')
    problems.set('isCostConsultancy', '请选择“是”或“否”。');
  if (kind !== 'company-qualification') return problems;
  if (form.qualificationType === '') problems.set('qualificationType', '请选择资质类型；暂无资质的，请选择“无”。');
  else if (form.qualificationType !== noQualification && form.qualificationNumber === '') {
    problems.set('qualificationNumber', '请选择资质证号。');
  }
  return problems;
}

/** The supplement as the API takes it; null while something is still to be chosen. */
export function supplementOf(
  kind: SupplementKind,
  form: SupplementForm,
  own: readonly CompanyQualification[],
): Supplement | null {
  if (supplementProblems(kind, form).size > 0) return null;
  if (kind === 'none') return { kind };
  if (kind === 'cost-consultancy') return { kind, isCostConsultancy: form.isCostConsultancy === 'yes' };
  if (form.qualificationType === noQualification) return { kind, qualification: null };
  const chosen = own.find(({ type, number }) => type === form.qualificationType && number === form.qualificationNumber);
  return chosen === undefined ? null : { kind, qualification: chosen };
}
