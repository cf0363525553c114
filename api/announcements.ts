import * as z from 'zod';
import { changeKinds } from '../domain/approved-changes.ts';
import { endpointsOf, noBody, none } from './endpoint.ts';
import { batchIdField, batchParams, instantField, page, pageQuery, professionField } from './fields.ts';

const anyone = endpointsOf('public');
const department = endpointsOf('department');

/** A batch of 公告 as lists show it. */
const announcementBatch = z.object({
  id: batchIdField,
  /** As papers write it: 苏建注公告〔2026〕第3号. */
  number: z.string(),
  /** When everybody sees it, or will. */
  publishedAt: instantField,
});

/** One line of a 公告. */
const announcementEntry = z.object({
  number: z.string(),
  kind: z.enum(changeKinds),
  title: z.string(),
  profession: professionField,
  holderName: z.string(),
  employerName: z.string(),
  specialties: z.array(z.string()),
  decidedAt: instantField,
});

/** What was decided, for everybody. */
export const publicAnnouncementEndpoints = {
  /** The batches of 公告, the newest first. */
  listAnnouncements: anyone({
    method: 'GET',
    path: '/announcements',
    summary: '公告批次',
    params: none,
    query: pageQuery,
    body: noBody,
    response: page(announcementBatch),
  }),
  /** A batch of 公告 with a page of its lines, by registration number. */
  getAnnouncement: anyone({
    method: 'GET',
    path: '/announcements/{batch}',
    summary: '公告名单',
    params: batchParams,
    query: pageQuery,
    body: noBody,
    response: page(announcementEntry).extend({
      batch: announcementBatch,
      /** The address of its paper, for five minutes; null until it is drawn. */
      paper: z.string().nullable(),
    }),
    problems: ['not-found'],
  }),
  /** The whole list of a 公告 as CSV. */
  downloadAnnouncement: anyone({
    method: 'GET',
    path: '/announcements/{batch}/list',
    summary: '下载公告名单（CSV）',
    params: batchParams,
    query: none,
    body: noBody,
    response: z.string(),
    media: 'text/csv',
    problems: ['not-found', 'too-many-requests'],
  }),
  /** The newest 公示 and 公告 as an Atom feed. */
  getFeed: anyone({
    method: 'GET',
    path: '/notices/feed',
    summary: '公示公告订阅（Atom）',
    params: none,
    query: none,
    body: noBody,
    response: z.string(),
    media: 'application/atom+xml',
  }),
};

/** What the department does about 公告. */
export const departmentAnnouncementEndpoints = {
  /** The 公告 that collects now; null while nothing was approved since the last. */
  getCollecting: department({
    method: 'GET',
    path: '/announcements/collecting',
    summary: '正在汇集的公告',
    params: none,
    query: none,
    body: noBody,
    response: z.object({
      batch: announcementBatch.extend({ closesAt: instantField, closing: z.boolean() }).nullable(),
    }),
    roles: ['review', 'decision'],
  }),
  /** Closes a 公告 before its time: what is approved a minute later goes into the next. */
  closeAnnouncement: department({
    method: 'POST',
    path: '/announcements/{batch}/closing',
    summary: '提前发布公告',
    params: batchParams,
    query: none,
    body: noBody,
    response: announcementBatch.extend({ closesAt: instantField }),
    roles: ['decision'],
    problems: ['not-found', 'not-in-this-state', 'changed-meanwhile'],
  }),
};
