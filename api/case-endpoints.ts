import * as z from 'zod';
import {
  applicationView,
  documentParams,
  downloadView,
  fileDeclaration,
  fileParams,
  fileView,
  uploadTicket,
} from './application.ts';
import type { StaffRole } from '../domain/staff-access.ts';
import { type endpointsOf, noBody, none } from './endpoint.ts';
import { idParams, page, pageQuery } from './fields.ts';
import { messageView } from './people.ts';

type Declare = ReturnType<typeof endpointsOf>;

/** What every party of a case may read: the application, its files and its documents; of the staff, whoever has one of the roles. */
export function caseEndpoints(endpoint: Declare, roles: readonly StaffRole[] = []) {
  const problems = roles.length === 0 ? [] : (['own-case'] as const);
  return {
    getApplication: endpoint({
      method: 'GET',
      path: '/applications/{id}',
      summary: '查看申请',
      params: idParams,
      query: none,
      body: noBody,
      response: applicationView,
      roles,
      problems: ['not-found', ...problems],
    }),
    downloadFile: endpoint({
      method: 'GET',
      path: '/applications/{id}/files/{fileId}/download',
      summary: '下载文件',
      params: fileParams,
      query: none,
      body: noBody,
      response: downloadView,
      roles,
      problems: ['not-found', 'file-not-ready', ...problems],
    }),
    downloadDocument: endpoint({
      method: 'GET',
      path: '/applications/{id}/documents/{documentId}',
      summary: '下载生成的文书',
      params: documentParams,
      query: none,
      body: noBody,
      response: downloadView,
      roles,
      problems: ['not-found', ...problems],
    }),
  };
}

/** How the two outside parties upload. */
export function uploadEndpoints(endpoint: Declare) {
  return {
    declareFile: endpoint({
      method: 'POST',
      path: '/applications/{id}/files',
      summary: '申请上传文件',
      params: idParams,
      query: none,
      body: fileDeclaration,
      response: uploadTicket,
      problems: ['not-found', 'not-in-this-state', 'too-large', 'unsupported-media-type', 'too-many-requests'],
    }),
    getFile: endpoint({
      method: 'GET',
      path: '/applications/{id}/files/{fileId}',
      summary: '文件检查结果',
      params: fileParams,
      query: none,
      body: noBody,
      response: fileView,
      problems: ['not-found'],
    }),
  };
}

/** The inbox of the two outside parties. */
export function messageEndpoints(endpoint: Declare) {
  return {
    listMessages: endpoint({
      method: 'GET',
      path: '/messages',
      summary: '消息',
      params: none,
      query: pageQuery,
      body: noBody,
      response: page(messageView),
    }),
    countUnread: endpoint({
      method: 'GET',
      path: '/messages/unread',
      summary: '未读消息数',
      params: none,
      query: none,
      body: noBody,
      /** Counted to 100. */
      response: z.object({ unread: z.number().int() }),
    }),
    markMessageRead: endpoint({
      method: 'POST',
      path: '/messages/{id}/read',
      summary: '标为已读',
      params: idParams,
      query: none,
      body: noBody,
      response: z.object({ id: z.string() }),
      problems: ['not-found'],
    }),
  };
}
