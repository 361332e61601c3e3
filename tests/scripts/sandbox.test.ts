import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { sandbox } from '@caseload/scripts/support/checks/sandbox.ts';
import { expect, test } from 'vitest';

test.runIf(process.platform === 'linux')('nothing works in either place once they are removed', async () => {
  const place = await sandbox();
  const left = await Promise.all(
    [place.directory, place.databaseDirectory].map(async (directory, index) => {
      const cwd = path.join(directory, `left-${index}`);
      await mkdir(cwd);
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60_000)'], { cwd });
      await once(child, 'spawn');
      return { cwd, ended: once(child, 'exit') };
    }),
  );
  await place.remove();
  expect(await Promise.all(left.map(({ ended }) => ended))).toEqual([
    [null, 'SIGKILL'],
    [null, 'SIGKILL'],
  ]);
  for (const directory of [place.directory, place.databaseDirectory])
    await expect(mkdir(path.join(directory, 'more'))).rejects.toMatchObject({ code: 'ENOENT' });
});
