import type { Priority } from '@caseload/shared/customers/customer.ts';
import type { CustomerState } from '@caseload/shared/rules/diffCustomer.ts';
import { makeIdentity } from './makeIdentity.ts';
import type { Random } from './random.ts';
import { PLANS, TOPICS, type Topic } from './topics.ts';

export type DemoCustomer = {
  readonly state: CustomerState;
  readonly createdAt: string;
  readonly topic: Topic;
  /** How a colleague speaks of them. */
  readonly contact: string;
  readonly plan: string;
};

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const STATUS_SHARES = { new: 18, in_progress: 32, waiting: 16, escalated: 6, resolved: 12, closed: 16 };
const OPEN_SHARES = { new: 80, waiting: 20 };
const PRIORITY_SHARES: Readonly<Record<Priority, number>> = { urgent: 4, high: 14, normal: 68, low: 14 };

export type Kind = 'assigned' | 'unassigned' | 'archived';

/** A believable customer. `today` is the midnight that due dates lie around, milliseconds since 1970. */
export function makeCustomer(
  random: Random,
  today: number,
  kind: Kind,
  assignedTo: string | null,
): DemoCustomer {
  const identity = makeIdentity(random);
  const topic = random.pick(TOPICS);
  const status = statusOf(random, kind);
  const age = random.between(2, kind === 'archived' ? 400 : 120);
  const plan = random.pick(PLANS);
  const { contact } = identity;
  const extra = random.pick(TOPICS).tag;
  return {
    topic,
    contact,
    plan,
    createdAt: new Date(today - age * DAY + random.between(7 * 60, 18 * 60) * 60_000).toISOString(),
    state: {
      name: identity.name,
      email: random.happens(0.93) ? identity.email : null,
      phone: identity.phone,
      status,
      priority: random.weighted(PRIORITY_SHARES),
      assignedTo,
      archived: kind === 'archived',
      dueAt: dueDate(random, today, status),
      followUpAt: status === 'waiting' ? moment(random, today, 1, 21) : null,
      notes: random.happens(0.85) ? fillText(random, today, random.pick(topic.notes), { contact, plan }) : '',
      tags: extra !== topic.tag && random.happens(0.25) ? [topic.tag, extra] : [topic.tag],
      fields: {
        region: identity.region,
        plan,
        contract: `C-${random.between(10_000, 99_999)}`,
        seats: random.between(1, 250),
        renewal: new Date(today + random.between(10, 400) * DAY).toISOString().slice(0, 10),
      },
    },
  };
}

function statusOf(random: Random, kind: Kind): string {
  if (kind === 'archived') return 'closed';
  return kind === 'unassigned' ? random.weighted(OPEN_SHARES) : random.weighted(STATUS_SHARES);
}

/** What is done was due in the past; of what is open about a fifth is late. Some have no date at all. */
function dueDate(random: Random, today: number, status: string): string | null {
  if (random.happens(0.08)) return null;
  if (status === 'resolved' || status === 'closed') return moment(random, today, -60, -1);
  return random.happens(0.2) ? moment(random, today, -14, -1) : moment(random, today, 0, 30);
}

/** A quarter of an hour within office hours, some days from today. */
function moment(random: Random, today: number, earliestDay: number, latestDay: number): string {
  const quarters = random.between(8 * 4, 17 * 4);
  return new Date(today + random.between(earliestDay, latestDay) * DAY + (quarters * HOUR) / 4).toISOString();
}

/** Fills the gaps of a text about a customer. */
export function fillText(
  random: Random,
  today: number,
  text: string,
  about: { readonly contact: string; readonly plan: string },
): string {
  return text.replaceAll(/\{(\w+)\}/gu, (gap, name: string) => {
    switch (name) {
      case 'contact':
        return about.contact;
      case 'plan':
        return about.plan;
      case 'amount':
        return `€ ${numberFormat.format(random.between(40, 4_800))}.${random.pick(['00', '50', '90', '99'])}`;
      case 'number':
        return String(random.between(20_000, 99_999));
      case 'day':
        return dayFormat.format(today + random.between(2, 40) * DAY);
      default:
        return gap;
    }
  });
}

/** "Tuesday 24 November", the same on every machine. */
const dayFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});

const numberFormat = new Intl.NumberFormat('en');
