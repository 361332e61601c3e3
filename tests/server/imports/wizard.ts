import type { CustomerImport } from '@caseload/shared/imports/import.ts';
import type { Agent } from '../../support/testServer.ts';

/** Sends a file and returns what was found in it. */
export async function upload(
  agent: Agent,
  content: string | Buffer,
  name = 'customers.csv',
): Promise<CustomerImport> {
  const answer = await send(agent, content, `name=${encodeURIComponent(name)}`).expect(201);
  return answer.body;
}

export const send = (agent: Agent, content: string | Buffer, query = 'name=customers.csv') =>
  agent
    .post(`/api/imports?${query}`)
    .set('content-type', 'application/octet-stream')
    .send(typeof content === 'string' ? Buffer.from(content) : content);

/** Maps every column to the field of its name. */
export const rulesFor = ({ header }: CustomerImport, rules: object = {}) => ({
  map: header.map((column) => ({ field: column, columns: [column] })),
  ...rules,
});

export async function setRules(agent: Agent, { id }: { id: string }, rules: object): Promise<CustomerImport> {
  return (await agent.put(`/api/imports/${id}/mapping`).send({ rules }).expect(200)).body;
}

export const begin = (agent: Agent, { id }: { id: string }, what: 'check' | 'run' | 'undo' | 'cancel') =>
  agent.post(`/api/imports/${id}/${what}`);

export async function read(agent: Agent, { id }: { id: string }): Promise<CustomerImport> {
  return (await agent.get(`/api/imports/${id}`).expect(200)).body;
}

/** Waits until nothing is at work. */
export async function settled(agent: Agent, one: { id: string }): Promise<CustomerImport> {
  for (;;) {
    const found = await read(agent, one);
    if (found.work === null) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

export async function work(
  agent: Agent,
  one: { id: string },
  what: 'check' | 'run' | 'undo',
): Promise<CustomerImport> {
  await begin(agent, one, what).expect(200);
  return settled(agent, one);
}

/** A file, uploaded and mapped by the names of its columns. */
export async function prepare(
  agent: Agent,
  content: string | Buffer,
  rules: object = {},
): Promise<CustomerImport> {
  const uploaded = await upload(agent, content);
  return setRules(agent, uploaded, rulesFor(uploaded, rules));
}

/** The whole way from the file to its customers. */
export async function importFile(
  agent: Agent,
  content: string | Buffer,
  rules: object = {},
): Promise<CustomerImport> {
  const prepared = await prepare(agent, content, rules);
  await work(agent, prepared, 'check');
  return work(agent, prepared, 'run');
}
