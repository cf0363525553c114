import type { ApplicationView } from '../../../api/application.ts';
import { type EffectCode, effects, rowOf } from '../../../domain/catalogue.ts';

type Decided = Pick<ApplicationView, 'profession' | 'matter'>;

/** What follows from an approval at once: publicity, or what it does to the register. */
export function approvalNote(application: Decided): string {
  const { effect, publicityDays } = rowOf(application);
  return publicityDays > 0 ? '进入公示' : outcomes[effect];
}

/** What an approval has done, for whoever has just decided. */
export function approvalDone(application: Decided): string {
  const { effect, publicityDays } = rowOf(application);
  return `已准予${effects[effect].verb}${publicityDays > 0 ? '，进入公示' : ''}。`;
}

const outcomes: Readonly<Record<EffectCode, string>> = {
  registration: '登记注册信息，核发电子注册证书',
  qualification: '列入申请人的职业资格',
  renewal: '延长注册有效期，换发电子注册证书',
  'employer-change': '注册转入新聘用企业，换发电子注册证书',
  'personal-change': '更新注册信息，换发电子注册证书',
  addition: '增加注册专业，换发电子注册证书',
  cancellation: '注册随即注销，注册证书失效',
};
