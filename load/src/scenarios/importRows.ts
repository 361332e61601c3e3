import { employeeOf } from '../office.ts';

const HEADER = 'externalId,name,email,phone,status,priority,assignedTo,dueAt,notes,tags,createdAt';
const STATUSES = ['new', 'in_progress', 'waiting', 'escalated', 'resolved', 'closed'];
const PRIORITIES = ['urgent', 'high', 'normal', 'low'];
const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(2026, 0, 1);

/** A file of customers for the demo office, every column named after its field. `run` makes them other ones. */
export function csvOf(rows: number, run: string): Buffer {
  const lines = Array.from({ length: rows }, (_, index) => lineOf(index, run));
  return Buffer.from(`${HEADER}\n${lines.join('\n')}\n`);
}

function lineOf(index: number, run: string): string {
  const of = (list: readonly string[]) => list[index % list.length];
  const day = (offset: number) => new Date(FIRST_DAY + offset * DAY).toISOString();
  return [
    `load-${run}-${index}`,
    `"Import ${index}, ${run}"`,
    `import.${index}@customers.example`,
    `+49 30 ${String(1_000_000 + index)}`,
    of(STATUSES),
    of(PRIORITIES),
    employeeOf(index + 1),
    day((index * 7) % 360),
    `"Came with the file of a former system, line ${index}. ""Call in the morning"", somebody wrote there."`,
    'imported',
    day(-((index * 13) % 700)),
  ].join(',');
}
