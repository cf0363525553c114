import type { Supplement } from './application-parts.ts';

export const documentKinds = [
  'application-form',
  'commitment-letter',
  'acceptance-notice',
  'non-acceptance-notice',
  'correction-notice',
  'extension-notice',
  'hold-notice',
  'resumption-notice',
  'approval-decision',
  'rejection-notice',
  'cancellation-notice',
  'statement-notice',
  'expiry-notice',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** The names of generated documents; the certificate is one too but has a content of its own. */
export const documentNames: Readonly<Record<DocumentKind | 'certificate', string>> = {
  'application-form': '注册申请表',
  'commitment-letter': '承诺书',
  'acceptance-notice': '受理通知书',
  'non-acceptance-notice': '不予受理通知书',
  'correction-notice': '补正通知书',
  'extension-notice': '延长审查期限告知书',
  'hold-notice': '不计入审查期限告知书',
  'resumption-notice': '恢复计算审查期限告知书',
  'approval-decision': '准予注册决定书',
  'rejection-notice': '不予注册决定书',
  'cancellation-notice': '注销注册决定书',
  'statement-notice': '陈述申辩告知书',
  'expiry-notice': '申请失效告知书',
  certificate: '电子注册证书',
};

/** A cell of a table: what it is called and what it says; empty where nothing is filled in. */
export interface DocumentField {
  readonly label: string;
  readonly value: string;
  readonly wide?: boolean;
}

/** What a paper says, whatever it belongs to. */
export interface PrintedContent {
  readonly title: string;
  readonly number: string | null;
  /** What its number is called; absent: 受理编号. */
  readonly numberLabel?: string;
  readonly withPhoto: boolean;
  readonly sections: readonly { readonly heading: string; readonly fields: readonly DocumentField[] }[];
  readonly statements: readonly string[];
  readonly signatures: readonly { readonly party: string; readonly lines: readonly string[] }[];
  readonly issuedOn: string | null;
  readonly issuer: string | null;
}

/** What a generated document of an application says; the page shows it as HTML and the PDF file prints it, so both say the same. */
export interface DocumentContent extends PrintedContent {
  readonly kind: DocumentKind;
}

/** What an electronic certificate says. */
export interface CertificateContent {
  readonly title: string;
  readonly number: string;
  readonly fields: readonly DocumentField[];
  readonly issuer: string;
  readonly issuedOn: string;
  readonly validUntil: string;
  readonly note: string | null;
  readonly verifyUrl: string;
  readonly holder: string;
}

/** The supplement in words, for the case page and the form. */
export function supplementText(supplement: Supplement): string {
  switch (supplement.kind) {
    case 'company-qualification':
      return supplement.qualification === null
        ? '资质：无'
        : `资质：${supplement.qualification.type}（${supplement.qualification.number}）`;
    case 'cost-consultancy':
      return `是否为造价咨询企业：${supplement.isCostConsultancy ? '是' : '否'}`;
    case 'none':
      return '';
  }
}
