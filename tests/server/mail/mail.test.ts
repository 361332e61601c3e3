import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { ConfigError, readConfig } from '@caseload/server/config.ts';
import { makeMailer } from '@caseload/server/mail/mailer.ts';
import { passwordLinkMail } from '@caseload/server/mail/passwordLinkMail.ts';
import { startTestServer } from '../../support/testServer.ts';
import { NEW_PASSWORD, type Office, openOffice } from '../people/office.ts';
import { type Manner, type SmtpServer, startSmtpServer } from './smtpServer.ts';

const FROM = 'Caseload <caseload@harbour.example>';
const opened: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

async function officeWithMail(manner: Manner): Promise<[Office, SmtpServer]> {
  const smtp = await startSmtpServer(manner);
  opened.push(smtp);
  const office = await openOffice({
    SMTP_URL: smtp.url,
    MAIL_FROM: FROM,
    PUBLIC_URL: 'http://cases.example/',
  });
  opened.push(office);
  return [office, smtp];
}

/** The text of a mail as a person reads it. */
const textOf = (data: string) => {
  const [head = '', ...body] = data.split('\n\n');
  const text = body.join('\n\n');
  if (/quoted-printable/iu.test(head)) {
    const bytes = text
      .replaceAll(/=\n/gu, '')
      .replaceAll(/=([0-9A-F]{2})/gu, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
    return Buffer.from(bytes, 'latin1').toString('utf8');
  }
  return /base64/iu.test(head) ? Buffer.from(text, 'base64').toString('utf8') : text;
};

test('an invitation goes to the person alone, and its link works', async () => {
  const [office, smtp] = await officeWithMail('polite');
  const { person, link } = await office.invite({
    name: 'Jörg "J" Groß, Chef',
    email: 'joerg@harbour.example',
  });
  expect(link).toMatchObject({ delivery: 'mail', address: null, mailFailed: false });
  expect(smtp.mails).toHaveLength(1);
  const [mail] = smtp.mails;
  expect(mail).toMatchObject({ from: 'caseload@harbour.example', to: ['joerg@harbour.example'] });
  const text = textOf(mail?.data ?? '');
  expect(text).toContain('Jörg "J" Groß, Chef');
  const [, token = ''] = /http:\/\/cases\.example\/set-password#(\S+)/u.exec(text) ?? [];
  const { body } = await office.server
    .visitor()
    .post('/api/password-links/lookup')
    .send({ token })
    .expect(200);
  expect(body).toMatchObject({ purpose: 'invite', email: person.email });
  await office.server
    .visitor()
    .post('/api/password-links/password')
    .send({ token, password: NEW_PASSWORD })
    .expect(200);
  expect(office.server.logs.join('')).not.toContain(token);
  // And once more, to reset it, in the language of who sends it.
  await office.ada.patch('/api/settings').send({ language: 'de' }).expect(200);
  await office.ada.post(`/api/people/${person.id}/links`).expect(201);
  expect(textOf(smtp.mails[1]?.data ?? '')).toContain('neues Passwort');
});

test('the address in a link is never the one a request came by', async () => {
  const office = await openOffice();
  opened.push(office);
  const { body } = await office.ada
    .post('/api/people')
    .set('X-Forwarded-Host', 'evil.example')
    .set('Origin', office.server.address)
    .send({ name: 'Ida', email: 'ida@harbour.example' })
    .expect(201);
  expect(body.link.address).toMatch(new RegExp(`^${office.server.address}/set-password#`, 'u'));
  const production = await startTestServer(office.database.url, {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
  });
  opened.push({ close: () => production.stop() });
  const ada = await production.signIn(office.cast.harbour.admin);
  const answer = await ada.post(`/api/people/${body.person.id}/links`).expect(201);
  // Which address people come by is not known there: the browser puts its own before the path.
  expect(answer.body.link.address).toMatch(/^\/set-password#/u);
});

test('a mail server that refuses loses no invitation', async () => {
  const [office] = await officeWithMail('refuse');
  const { person, link } = await office.invite({ name: 'Ida', email: 'ida@harbour.example' });
  expect(link).toMatchObject({ delivery: 'link', mailFailed: true });
  expect(link.address).toMatch(/^http:\/\/cases\.example\/set-password#/u);
  expect(await office.person(person.id)).toMatchObject({ state: 'invited', link: { purpose: 'invite' } });
  expect(office.server.logs.join('')).toContain('a mail could not be sent');
  expect(office.server.logs.join('')).not.toContain(link.address?.split('#')[1] ?? '-');
});

test('nobody waits long for one that is silent', async () => {
  const smtp = await startSmtpServer('silent');
  opened.push(smtp);
  const mailer = makeMailer({ url: smtp.url, from: FROM }, 100);
  await expect(mailer.send({ to: 'a@b.example', subject: 's', text: 't' })).rejects.toThrow();
});

test('nor for one that is not there', async () => {
  const free = createServer();
  await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
  const address = free.address();
  await new Promise((resolve) => free.close(resolve));
  const port = typeof address === 'object' ? address?.port : 0;
  const mailer = makeMailer({ url: `smtp://127.0.0.1:${port}`, from: FROM });
  await expect(mailer.send({ to: 'a@b.example', subject: 's', text: 't' })).rejects.toThrow(/ECONNREFUSED/u);
});

test('a name cannot add a header or another recipient', async () => {
  const smtp = await startSmtpServer();
  opened.push(smtp);
  const mailer = makeMailer({ url: smtp.url, from: FROM });
  const organisation = 'Harbour\r\nBcc: all@harbour.example';
  await mailer.send(
    passwordLinkMail({
      purpose: 'invite',
      language: 'en',
      person: { name: 'Eve\r\nBcc: eve@x.example', email: 'eve@harbour.example' },
      organisation,
      sender: 'Ada',
      address: 'http://cases.example/set-password#token',
      expiresAt: '2026-11-28T09:00:00.000000Z',
    }),
  );
  const [mail] = smtp.mails;
  expect(mail?.to).toEqual(['eve@harbour.example']);
  const [head = ''] = mail?.data.split('\n\n') ?? [];
  expect(head).not.toMatch(/^Bcc:/imu);
});

test('the configuration wants both parts, and in production the address that links begin with', () => {
  const production = { NODE_ENV: 'production', SMTP_URL: 'smtps://u:p@mail.example', MAIL_FROM: FROM };
  expect(() => readConfig({ SMTP_URL: 'smtp://mail.example' })).toThrow(ConfigError);
  expect(() => readConfig({ MAIL_FROM: FROM })).toThrow(/SMTP_URL/u);
  expect(() => readConfig(production)).toThrow(/PUBLIC_URL/u);
  expect(() => readConfig({ ...production, SMTP_URL: 'http://mail.example' })).toThrow(/SMTP_URL/u);
  for (const wrong of ['nobody', 'a@b, c@d', 'A <a@b\r\nBcc: c@d>', 'A <a@b> <c@d>'])
    expect(() => readConfig({ SMTP_URL: 'smtp://x', MAIL_FROM: wrong }), wrong).toThrow(/MAIL_FROM/u);
  for (const right of [FROM, 'caseload@harbour.example', '<a@b.example>'])
    expect(
      readConfig({ ...production, PUBLIC_URL: 'https://cases.example', MAIL_FROM: right }).mail?.from,
    ).toBe(right);
  expect(readConfig({}).mail).toBeUndefined();
});

test('a server loads what sends mail only when it is told of a mail server', () => {
  const program = `
    import { registerHooks } from 'node:module';
    registerHooks({ load: (url, context, next) => (process.stdout.write(url + '\\n'), next(url, context)) });
    await import('@caseload/server/startServer.ts');`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  });
  expect(stdout).toContain('/node_modules/express/');
  expect(stdout).not.toContain('/node_modules/nodemailer/');
});
