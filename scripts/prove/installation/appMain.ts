import { readConfig } from '@caseload/server/config.ts';
import { startServer } from '@caseload/server/startServer.ts';
import { stopRequest } from '../../support/stopRequest.ts';

// The app under test, as a process of its own that can be killed. It tells the prover its address, and how much
// memory it holds when it is asked.
const config = readConfig(process.env);
const { DATABASE_URL: databaseUrl } = process.env;
if (databaseUrl === undefined || process.send === undefined) {
  throw new Error('The prover starts this: npm run prove');
}
const tell = process.send.bind(process);
const RealDate = Date;
const stopped = stopRequest();

process.on('message', (asked) => {
  if (asked === 'memory') {
    // Twice: the first collection frees what finalisers held.
    globalThis.gc?.();
    globalThis.gc?.();
    const { rss, heapUsed, external } = process.memoryUsage();
    tell({ memory: { rss, used: heapUsed + external } });
  } else if (typeof asked === 'object' && asked !== null && 'clockOffsetMs' in asked) {
    const offset = Number(asked.clockOffsetMs);
    const now = () => RealDate.now() + offset;
    // `new Date()` asks the same clock as `Date.now()`.
    globalThis.Date = new Proxy(RealDate, {
      construct: (date, given, made) => Reflect.construct(date, given.length === 0 ? [now()] : given, made),
      get: (date, name, asked) => (name === 'now' ? now : Reflect.get(date, name, asked)),
    });
    tell({ clockSet: true });
  }
});

const server = await startServer({ config, databaseUrl });
tell({ address: server.address });
await stopped;
await server.stop();
process.exit();
