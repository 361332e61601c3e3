import type { IssuedLink } from '@caseload/shared/passwordLinks/passwordLink.ts';
import type { Person } from '@caseload/shared/people/person.ts';
import { type Cast, createCast } from '../../support/cast.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';

/** What nobody would guess. */
export const NEW_PASSWORD = 'seventeen blue giraffes';

/** A server with its cast, and what administrators do with people. */
export type Office = {
  readonly database: TestDatabase;
  readonly server: TestServer;
  readonly cast: Cast;
  /** Harbour's administrator. */
  readonly ada: Agent;
  people(agent?: Agent): Promise<Person[]>;
  person(id: string): Promise<Person>;
  invite(body: object): Promise<{ person: Person; link: IssuedLink }>;
  deactivate(id: string, handOver: object): Promise<Awaited<ReturnType<Agent['post']>>>;
  close(): Promise<void>;
};

export async function openOffice(variables: Record<string, string> = {}): Promise<Office> {
  const database = await cloneDatabase();
  const cast = await createCast(database.url);
  const server = await startTestServer(database.url, variables);
  const ada = await server.signIn(cast.harbour.admin);
  const people = async (agent = ada): Promise<Person[]> =>
    (await agent.get('/api/people').expect(200)).body.items;
  const person = async (id: string): Promise<Person> => {
    const found = (await people()).find((one) => one.id === id);
    if (!found) throw new Error(`nobody has the id ${id}`);
    return found;
  };
  return {
    database,
    server,
    cast,
    ada,
    people,
    person,
    invite: async (body) => (await ada.post('/api/people').send(body).expect(201)).body,
    async deactivate(id, handOver) {
      const { updatedAt } = await person(id);
      return ada.post(`/api/people/${id}/deactivation`).send({ updatedAt, ...handOver });
    },
    async close() {
      await server.stop();
      await database.drop();
    },
  };
}

/** The token of a link, as the page reads it. */
export const tokenOf = ({ address }: IssuedLink): string => address?.split('#')[1] ?? '';
