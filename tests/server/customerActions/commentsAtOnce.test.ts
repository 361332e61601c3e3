import { randomUUID } from 'node:crypto';
import { mentionText } from '@caseload/shared/mentions/mentionText.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rowsOf } from '../../support/rows.ts';
import { type FileOffice, openFileOffice } from '../attachments/fileOffice.ts';
import { PNG } from '../attachments/samples.ts';

let office: FileOffice;

beforeAll(async () => {
  office = await openFileOffice();
});
afterAll(() => office?.close());

test('of many who comment at once each is answered with their own, and refused for their own', async () => {
  const { colleague } = office.cast.harbour;
  const files = [];
  for (let i = 0; i < 6; i += 1) files.push(await office.uploaded(office.ana, `${i}.png`, PNG));
  const [shared] = files.splice(0, 1);
  const keys = files.map(() => randomUUID());
  const stranger = mentionText({ id: randomUUID(), name: 'Nobody' });
  const said = await Promise.all(
    files.flatMap((file, i) => [
      office.comment(office.ana, `plain ${i}`),
      office.comment(office.ana, `file ${i}`, [file.id]),
      office.comment(office.ana, `to ${i} ${mentionText(colleague)}`),
      office.comment(office.ana, `twice ${i}`, [], keys[i]),
      office.comment(office.ana, `twice ${i}`, [], keys[i]),
      office.comment(office.ana, `astray ${i} ${stranger}`),
      office.comment(office.ana, `fought for ${i}`, [shared?.id ?? '']),
    ]),
  );
  const fought: number[] = [];
  for (const [i, file] of files.entries()) {
    const [plain, withFile, to, once, again, astray, foughtFor] = said.slice(i * 7);
    expect(plain?.body).toMatchObject({ comment: `plain ${i}`, attachments: [] });
    expect(withFile?.body).toMatchObject({ comment: `file ${i}`, attachments: [{ id: file.id }] });
    expect(to?.body.comment).toContain(`to ${i} @[`);
    expect(await mentionsOf(to?.body.id)).toEqual([{ employee_id: colleague.id }]);
    expect([once?.status, again?.status]).toEqual([201, 201]);
    expect(once?.body).toEqual(again?.body);
    expect(astray?.body).toMatchObject({ status: 400, issues: [{ pointer: '/body' }] });
    fought.push(foughtFor?.status ?? 0);
  }
  expect(fought.toSorted()).toEqual([201, 400, 400, 400, 400]);
  const counted = await rowsOf<{ word: string; count: number }>(
    office.url,
    `select split_part(comment, ' ', 1) as word, count(*)::int as count from customer_actions
     where type = 'comment' group by 1 order by 1`,
  );
  expect(counted.map(({ word, count }) => `${count} ${word}`)).toEqual([
    '5 file',
    '1 fought',
    '5 plain',
    '5 to',
    '5 twice',
  ]);
});

const mentionsOf = (action: string) =>
  rowsOf(office.url, 'select employee_id from mentions where action_id = $1', [action]);
