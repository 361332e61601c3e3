import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Random } from '../../seed/random.ts';
import type { Ask, Client } from '../clients/client.ts';
import type { Call } from '../history/call.ts';
import { isUncertain } from '../history/operations.ts';
import type { Person } from '../installation/office.ts';
import { digestOfCookie } from '../makeStage.ts';
import type { Stage } from '../stage.ts';
import { signInOf } from './asks.ts';
import { forks } from './forks.ts';
import type { Workload } from './workload.ts';

/**
 * People who sign in, work in several tabs, and sign out while the other tabs still ask; who end their other
 * sessions; and who are deactivated. Faults add the restarts.
 */
export const sessions: Workload = {
  name: 'sessions',
  prepare(stage) {
    const { office, profile, random } = stage;
    let count = 0;
    const leaving = [...office.leaving];
    const owns = forks(random, profile.sessionClients);
    return Promise.resolve(async (signal: AbortSignal) => {
      const nextName = () => `session-${(count += 1)}`;
      await Promise.all([
        ...owns.map((own) => comeAndGo(stage, own, office.employees, nextName, signal)),
        ...Array.from({ length: LETTING_GO }, () => letGo(stage, leaving, nextName, signal)),
      ]);
    });
  },
};

const TABS = 3;
/** Administrators who do. */
const LETTING_GO = 2;

type Tabs = { readonly name: string; readonly tabs: readonly Client[] };

async function comeAndGo(
  stage: Stage,
  random: Random,
  people: readonly Person[],
  nextName: () => string,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const person = random.pick(people);
    const open = await openTabs(stage, nextName(), person);
    if (open === undefined) {
      await pause(100);
      continue;
    }
    await refresh(open);
    const end: Ask = {
      meaning: { kind: 'signOut', session: open.name },
      method: 'DELETE',
      path: '/api/session',
    };
    await Promise.all([refresh(open), untilAnswered(open, end)]);
    await refresh(open);
    close(open);
  }
}

/** Lets people go one after the other, each while they work in their tabs and, where there are faults, in one of them. */
async function letGo(
  stage: Stage,
  people: Person[],
  nextName: () => string,
  signal: AbortSignal,
): Promise<void> {
  let admin: Tabs | undefined;
  for (let person = people.shift(); person !== undefined; person = people.shift()) {
    admin ??= await openTabs(stage, `admin-of-${nextName()}`, stage.office.admin);
    const open = await openTabs(stage, nextName(), person);
    const other = await openTabs(stage, nextName(), person);
    if (open && other) await endOther(open, other);
    const updatedAt = admin && (await updatedAtOf(admin, person));
    if (open && updatedAt !== undefined) await untilFault(stage, signal);
    if (open && admin && updatedAt !== undefined && !signal.aborted) {
      await deactivate(stage, person, { open, admin, updatedAt });
    } else {
      // When this turn is over, or where a fault was in the way, they are for the next one.
      people.push(person);
    }
    for (const tabs of [open, other]) if (tabs) close(tabs);
    if (signal.aborted) break;
    await pause(300);
  }
  if (admin) close(admin);
}

async function endOther(open: Tabs, other: Tabs): Promise<void> {
  const end: Ask = {
    meaning: { kind: 'endOthers', session: open.name, ended: [other.name] },
    method: 'DELETE',
    path: '/api/settings/sessions',
  };
  await Promise.all([refresh(other), untilAnswered(open, end)]);
  await Promise.all([refresh(other), refresh(open)]);
}

/** Where no fault comes people go nevertheless. */
const WITHOUT_FAULT_MS = 6_000;

async function untilFault({ recorder }: Stage, signal: AbortSignal): Promise<void> {
  const end = recorder.now() + WITHOUT_FAULT_MS;
  while (!recorder.isFaultUnderWay() && recorder.now() < end && !signal.aborted) await pause(20);
}

/** An administrator lets the person act no more; nobody gets what they had. */
async function deactivate(
  stage: Stage,
  person: Person,
  { open, admin, updatedAt }: { readonly open: Tabs; readonly admin: Tabs; readonly updatedAt: string },
): Promise<void> {
  const [desk] = admin.tabs;
  const end: Ask = {
    meaning: { kind: 'deactivate', employee: person.id, ended: [open.name] },
    method: 'POST',
    path: `/api/people/${person.id}/deactivation`,
    body: { updatedAt, assignedTo: null },
  };
  await Promise.all([refresh(open), desk?.write(end, AbortSignal.timeout(20_000))]);
  await refresh(open);
  await stage.client(`again-${open.name}`).call(signInOf(`again-${open.name}`, person, stage.office));
}

const people = z.object({ items: z.array(z.object({ id: z.string(), updatedAt: z.string() })) });

/** Undefined when a fault is in the way. */
async function updatedAtOf({ tabs: [desk] }: Tabs, { id }: Person): Promise<string | undefined> {
  const ask: Ask = { meaning: { kind: 'other' }, method: 'GET', path: '/api/people' };
  const body = await desk?.get(ask).catch(() => undefined);
  const found = people.safeParse(body);
  return found.success ? found.data.items.find((item) => item.id === id)?.updatedAt : undefined;
}

/** Several clients with one cookie. */
async function openTabs(stage: Stage, name: string, person: Person): Promise<Tabs | undefined> {
  const first = stage.client(name);
  const call = await first.call(signInOf(name, person, stage.office));
  if (call.status !== 200 || first.cookie === undefined) {
    first.close();
    return undefined;
  }
  stage.sessionDigests.set(name, digestOfCookie(first.cookie));
  const tabs = [first];
  while (tabs.length < TABS) {
    const tab = stage.client(name);
    tab.useCookie(first.cookie);
    tabs.push(tab);
  }
  return { name, tabs };
}

const refresh = ({ name, tabs }: Tabs): Promise<Call[]> =>
  Promise.all(
    tabs.flatMap((tab) => [
      tab.call({ meaning: { kind: 'whoAmI', session: name }, method: 'GET', path: '/api/session' }),
      tab.call({ meaning: { kind: 'whoAmI', session: name }, method: 'GET', path: '/api/settings' }),
    ]),
  );

/** An end is asked for until it is known; asking twice ends nothing else. */
async function untilAnswered({ tabs: [tab] }: Tabs, ask: Ask): Promise<void> {
  for (let tries = 0; tab !== undefined && tries < 60; tries += 1) {
    const call = await tab.call(ask);
    if (!isUncertain(call)) return;
    await pause(200);
  }
}

const close = ({ tabs }: Tabs) => tabs.forEach((tab) => tab.close());
