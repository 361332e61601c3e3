import { demoPassword, demoPeople } from '@caseload/shared/session/demoPeople.ts';

/** What stands at the end of a start: where to go and, with the demo office, as whom. */
export function welcome(options: { address: string; demo: boolean; elapsed: string }): string {
  const { address, demo, elapsed } = options;
  const lines = [
    '',
    `  Caseload is ready at ${address}   (${elapsed})`,
    '',
    ...(demo ? signIns() : []),
    '  Ctrl-C ends it.',
    '',
  ];
  return `${lines.join('\n')}\n`;
}

/** The first person of every kind: organisation, role and number of customers. */
function signIns(): string[] {
  const kinds = new Map(
    demoPeople
      .toReversed()
      .map((person) => [`${person.organisation} ${person.role} ${person.customers}`, person]),
  );
  const lines = [...kinds.values()].toReversed().map(({ email, role, organisation, customers }) => {
    const work = customers > 0 ? `, ${customers.toLocaleString('en')} customers` : '';
    return `    ${email.padEnd(32)} ${organisation}, ${role}${work}`;
  });
  return ['  Sign in as', ...lines, `  with the password ${demoPassword}`, ''];
}
