import type * as z from 'zod';
import { endOfDay, shanghaiDate, startOfDay } from '../../domain/calendar-dates.ts';
import type { AuditDayView, departmentAuditEndpoints } from '../../api/department-audit.ts';
import type { AuditedLook } from '../../api/looks.ts';
import { readPage } from '../platform/paging.ts';
import { AuditDayEntity, type AuditDayItem, LookEntity, type LookItem } from '../records/entities.ts';
import { auditChain, latestFirst } from '../register/looks.ts';

type LookQuery = z.output<typeof departmentAuditEndpoints.listLooks.query>;

/** The looks of a day, of a member of the staff or of both, the latest first; those of today when neither is named. */
export async function listLooks({ day, staffId, cursor }: LookQuery, now: Date) {
  const page = await readPage(
    cursor,
    (options) => looksQuery(day, staffId, now).go({ ...options, hydrate: staffId !== undefined, order: 'desc' }),
    auditedLook,
  );
  return latestFirst(page);
}

function looksQuery(day: string | undefined, staffId: string | undefined, now: Date) {
  if (staffId === undefined) return LookEntity.query.day({ day: day ?? shanghaiDate(now) });
  const ofStaff = LookEntity.query.byStaff({ staffId });
  return day === undefined
    ? ofStaff
    : ofStaff.between({ window: startOfDay(day).toISOString() }, { window: endOfDay(day).toISOString() });
}

/** The closed days, the latest first. */
export async function listAuditDays(cursor: string | undefined) {
  return await readPage(
    cursor,
    (options) => AuditDayEntity.query.chain({ chain: auditChain }).go({ ...options, hydrate: false, order: 'desc' }),
    auditDayView,
  );
}

function auditedLook(item: LookItem): AuditedLook {
  const { at, kind, subject, staffId, staffName, applicationId = null, clientAddress } = item;
  return { at, kind, subject, staffId, staffName, applicationId, clientAddress };
}

function auditDayView({ day, looks, digest, closedAt }: AuditDayItem): AuditDayView {
  return { day, looks, digest, closedAt };
}
