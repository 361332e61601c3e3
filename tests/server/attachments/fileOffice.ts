import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attachment } from '@caseload/shared/attachments/attachment.ts';
import type { FileStorage } from '@caseload/server/attachments/fileStorage.ts';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';

export type FileOffice = {
  readonly url: string;
  readonly cast: Cast;
  readonly server: TestServer;
  readonly ana: Agent;
  /** Of Ana's organisation. */
  readonly customer: string;
  readonly customerOfNorthgate: string;
  upload(agent: Agent, name: string, content: Buffer, customer?: string): ReturnType<Agent['post']>;
  /** An upload that succeeds. */
  uploaded(agent: Agent, name: string, content: Buffer): Promise<Attachment>;
  comment(agent: Agent, body: string, attachmentIds?: string[], key?: string): ReturnType<Agent['post']>;
  rows(): Promise<AttachmentRow[]>;
  /** Every file there is, by its path below the storage's directory. */
  files(): Promise<string[]>;
  close(): Promise<void>;
};

export type AttachmentRow = {
  id: string;
  organisation_id: string;
  customer_id: string;
  action_id: string | null;
  uploaded_by: string;
  name: string;
  media_type: string;
  size_bytes: string;
  sha256: string;
};

/** A server with its own uploads, the cast, and a customer of each organisation. */
export async function openFileOffice(options: { storage?: FileStorage } = {}): Promise<FileOffice> {
  const clone = await cloneDatabase();
  const { url } = clone;
  const cast = await createCast(url);
  const server = await startTestServer(url, {}, options);
  const [customer = ''] = await createCustomers(url, cast.harbour, [{}]);
  const [customerOfNorthgate = ''] = await createCustomers(url, cast.northgate, [{}]);
  const upload: FileOffice['upload'] = (agent, name, content, of = customer) =>
    agent
      .post(`/api/customers/${of}/attachments?name=${encodeURIComponent(name)}`)
      .set('Content-Type', 'application/octet-stream')
      .send(content);
  return {
    url,
    cast,
    server,
    ana: await server.signIn(cast.harbour.employee),
    customer,
    customerOfNorthgate,
    upload,
    uploaded: async (agent, name, content) => (await upload(agent, name, content).expect(201)).body,
    comment(agent, body, attachmentIds = [], key) {
      const request = agent.post(`/api/customers/${customer}/comments`).send({ body, attachmentIds });
      return key === undefined ? request : request.set('Idempotency-Key', key);
    },
    rows: () => rowsOf<AttachmentRow>(url, 'select * from attachments order by created_at'),
    files: () => filesBelow(join(server.dataDirectory, 'uploads')),
    async close() {
      await server.stop();
      await clone.drop();
    },
  };
}

export async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .toSorted();
}

export const pathOf = ({ organisation_id, id }: Pick<AttachmentRow, 'organisation_id' | 'id'>) =>
  join(organisation_id, id.slice(-2), id);
