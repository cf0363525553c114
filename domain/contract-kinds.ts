/** The kinds of agreement between a person and the employer. */
export const contractKinds = ['fixed-term', 'open-ended', 'task', 'service'] as const;
export type ContractKind = (typeof contractKinds)[number];

/** What a kind of agreement is. */
interface ContractKindRow {
  readonly name: string;
  /** It ends on a day that is written in it. */
  readonly ends: boolean;
  /** A labor contract; the other kind is for people who are past retirement age. */
  readonly isLabor: boolean;
}

/**
 * Labor contracts have one of three terms (Labor Contract Law art. 12): a day (art. 13), none (art. 14), or a task to be completed (art. 15). Who is past
 * retirement age has none any more and works under an agreement (Regulation on the Labor Contract Law art. 21).
 */
export const contractKindRows = {
  'fixed-term': { name: '固定期限', ends: true, isLabor: true },
  'open-ended': { name: '无固定期限', ends: false, isLabor: true },
  task: { name: '以完成一定工作任务为期限', ends: false, isLabor: true },
  service: { name: '聘用或劳务协议（已达到退休年龄）', ends: true, isLabor: false },
} as const satisfies Readonly<Record<ContractKind, ContractKindRow>>;

/** True for a kind of agreement. */
export function isContractKind(text: string): text is ContractKind {
  return contractKinds.some((kind) => kind === text);
}

/** True for an agreement that names no last day; one that is not chosen yet may have one. */
export function isWithoutEnd(kind: ContractKind | null): boolean {
  return kind !== null && !contractKindRows[kind].ends;
}
