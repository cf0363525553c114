import type { CertificateContent, DocumentContent } from '../../domain/documents.ts';

/** An invented application form for tests; nobody and no company in it exists. */
export function sampleForm(overrides: Partial<DocumentContent> = {}): DocumentContent {
  return {
    kind: 'application-form',
    title: '江苏省二级注册建筑师初始注册申请表',
    number: 'JS2026112200000123',
    withPhoto: true,
    sections: [
      {
        heading: '一、基本信息',
        fields: [
          { label: '姓名', value: '张演示' },
          { label: '性别', value: '女' },
          { label: '证件号码', value: '320586199003051226' },
          { label: '电子邮箱', value: 'zhang@example.com' },
          { label: '通讯地址', value: '江苏省南京市演示路1号2栋303室', wide: true },
        ],
      },
      {
        heading: '二、聘用信息',
        fields: [
          { label: '聘用企业', value: '江苏演示建筑设计有限公司', wide: true },
          { label: '统一社会信用代码', value: '91320508000010014J' },
        ],
      },
    ],
    statements: ['本人已认真阅读并确认以上内容，保证所填信息及所附材料真实、准确、完整。'],
    signatures: [
      { party: '申请人', lines: ['签字：', '日期：　　　年　　月　　日'] },
      { party: '聘用企业', lines: ['法定代表人签字：', '（加盖公章）'] },
    ],
    issuedOn: null,
    issuer: null,
    ...overrides,
  };
}

/** An invented certificate for tests. */
export function sampleCertificate(overrides: Partial<CertificateContent> = {}): CertificateContent {
  return {
    title: '中华人民共和国二级注册造价工程师注册证书',
    number: 'ZJ3226112200000123',
    holder: '张演示',
    fields: [
      { label: '姓名', value: '张演示' },
      { label: '聘用企业', value: '江苏演示建筑设计有限公司' },
      { label: '注册编号', value: 'ZJ3226112200000123' },
      { label: '有效期', value: '2026年11月22日至2030年11月21日' },
    ],
    issuer: '江苏省住房和城乡建设厅',
    issuedOn: '2026年11月22日',
    validUntil: '2030年11月21日',
    note: null,
    verifyUrl: 'https://registration.example.cn/verify/ZJ3226112200000123',
    ...overrides,
  };
}
