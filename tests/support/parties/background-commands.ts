import { departmentEndpoints as endpoints } from '../../../api/department.ts';
import { rowsPerImportPart } from '../../../domain/import-lists.ts';
import { unifiedSocialCreditCode } from '../../../local/services/identity/identifiers.ts';
import { type CommandMaker, reason } from './command-makers.ts';
import { until } from './party.ts';
import { waitFor } from './play.ts';
import type { Stages } from './scene.ts';

/** The commands that jobs carry out in the background: on many cases, and on files that are imported. */
export function backgroundCommands({
  staff,
  at,
}: Pick<Stages, 'staff' | 'at'>): Readonly<Record<string, CommandMaker>> {
  const byRegistrar = { party: staff.registrar, stranger: staff.acceptance };
  const byAcceptance = { party: staff.acceptance, stranger: staff.review };
  const file = { list: 'employers', name: '演示名单.csv' } as const;
  const rowOf = (name: string) => ({
    line: 2,
    cells: { 企业名称: name, 统一社会信用代码: unifiedSocialCreditCode('320106', '00009821') },
  });
  const rows = [rowOf('江苏演示后台建设有限公司')];
  const declared = async (count: number) =>
    (await staff.registrar.send(endpoints.declareImport, { body: { ...file, rows: count } })).id;
  const previewed = async (ids: string[]) =>
    (await staff.acceptance.send(endpoints.previewBulk, { body: { wish: { action: 'accept' }, ids } })).id;

  return {
    'department.previewBulk': () => {
      const wish = { action: 'recommend', outcome: 'approve', opinion: reason };
      const body = { wish, ids: ['no-such-case'] };
      const other = { body: { ...body, ids: ['no-other-case'] } };
      return Promise.resolve({ party: staff.review, stranger: staff.otherReview, params: {}, body, other });
    },
    'department.carryOutBulk': async () => {
      const scene = await at('awaiting-acceptance');
      const id = await previewed([scene.id]);
      await until('the preview', async () => {
        const { state } = await staff.acceptance.send(endpoints.getJob, { params: { id } });
        return state === 'finished' ? true : undefined;
      });
      const effects = async () => {
        const { timeline } = await waitFor(scene.person, scene.id, 'under-review');
        return timeline.filter(({ action }) => action === 'accept').length;
      };
      const other = { params: { id: scene.id } };
      return { ...byAcceptance, params: { id }, body: undefined, other, effects, leaves: scene };
    },
    'department.stopJob': async () => {
      // Ten parts: it cannot have ended when it is stopped.
      const id = await previewed(Array.from({ length: 500 }, (_, index) => `no-such-case-${index}`));
      const other = { params: { id: 'no-such-job' } };
      return { ...byAcceptance, params: { id }, body: undefined, other };
    },
    'department.exportRegister': () => {
      const body = { profession: 'architect-2', month: '2199-12' };
      return Promise.resolve({ ...byRegistrar, params: {}, body, other: { body: { ...body, month: '2199-11' } } });
    },
    'department.declareImport': () => {
      const body = { ...file, rows: 1 };
      return Promise.resolve({ ...byRegistrar, params: {}, body, other: { body: { ...body, rows: 2 } } });
    },
    'department.sendImportPart': async () => {
      // The last part comes first: how many have arrived does not follow from which one it is.
      const id = await declared(rowsPerImportPart + 1);
      const body = { part: 1, rows };
      const effects = async () => (await staff.registrar.send(endpoints.getImport, { params: { id } })).received;
      const other = { body: { ...body, rows: [rowOf('江苏演示另一建设有限公司')] } };
      return { ...byRegistrar, params: { id }, body, other, effects };
    },
    'department.runImport': async () => {
      const id = await declared(1);
      const params = { id };
      await staff.registrar.send(endpoints.sendImportPart, { params, body: { part: 0, rows } });
      // Each trial is a job of its own.
      return { ...byRegistrar, params, body: { dryRun: true }, other: { body: { dryRun: false } } };
    },
  };
}
