import { initiators } from '../../../domain/initiators.ts';
import { professionCodes } from '../../../domain/professions.ts';
import type { QuotaName } from '../../../domain/quotas.ts';
import type { CloudPlace } from '../cloud/aws.ts';
import { awsAccess, outputsOf } from '../cloud/local-cloud.ts';

/** The table of a running cloud, read past the API by the entities that the functions write. */
export type SequenceTable = Awaited<ReturnType<typeof openTable>>;

/** Reads the table of a cloud. The entities take the table's name from the environment when they are loaded, so a process has one table. */
export async function openTable(cloud: CloudPlace) {
  const { region, credentials, endpoints } = awsAccess(cloud);
  Object.assign(process.env, {
    TABLE_NAME: (await outputsOf(cloud))['Storage']?.['TableName'],
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
  });
  const { GuardEntity, QuotaEntity, table } = await import('../../../functions/records/entities.ts');
  const locks = professionCodes.flatMap((profession) => [
    profession,
    ...initiators.map((initiator) => `${profession}/cancellation/${initiator}`),
  ]);
  return {
    /** Everything of an application; its `application` is undefined when there is none. */
    readCase: async (applicationId: string) => {
      const { data } = await table.collections.case({ applicationId }).go({ pages: 'all', consistent: true });
      const [head] = data.application;
      const [content] = data.caseContent;
      const application = head === undefined || content === undefined ? undefined : { ...head, ...content };
      return { ...data, application, open: data.workItem.filter(({ status }) => status === 'open') };
    },
    /** Counts further uses of a quota as if they had been made by its owner, who has made one already. */
    countUses: async (quota: QuotaName, owner: string, times: number) => {
      const { data } = await QuotaEntity.query.quota({ quota, owner }).go({ consistent: true });
      const [counter] = data;
      if (counter === undefined || data.length > 1) throw new Error(`${owner} has not used ${quota} in one period`);
      const { period } = counter;
      await QuotaEntity.patch({ quota, owner, period }).add({ used: times }).go();
    },
    /** The register's entries of a person. */
    readEntries: async (personId: string) => {
      const { data } = await table.collections.person({ personId }).go({ pages: 'all', consistent: true });
      return data.registration;
    },
    /** The locks that are held for a person, with holder and employer. */
    readLocks: async (personId: string) => {
      const keys = locks.map((lock) => ({ kind: 'open-application', value: `${personId}/${lock}` }) as const);
      const { data } = await GuardEntity.get(keys).go({ consistent: true });
      return Object.fromEntries(
        data.map(({ value, holder, employerCreditCode = null }) => [
          value.slice(personId.length + 1),
          { holder, employer: employerCreditCode },
        ]),
      );
    },
  };
}
