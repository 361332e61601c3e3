import { createTransport } from 'nodemailer';

export type Mail = { readonly to: string; readonly subject: string; readonly text: string };

/** Sends one mail; throws when the server did not take it within the time. */
export type Mailer = { send(mail: Mail): Promise<void> };

export type MailServer = {
  /** `smtp://user:password@host:port`, or `smtps://` for TLS from the beginning. */
  readonly url: string;
  /** The sender, for example `Caseload <caseload@example.org>`. */
  readonly from: string;
};

/** A person waits for the answer meanwhile. */
const PATIENCE_MS = 6_000;

/** Sends by SMTP, each mail on a connection of its own. Opens nothing before the first one. */
export function makeMailer({ url, from }: MailServer, patienceMs = PATIENCE_MS): Mailer {
  const transport = createTransport(
    {
      url,
      connectionTimeout: patienceMs,
      greetingTimeout: patienceMs,
      socketTimeout: patienceMs,
      dnsTimeout: patienceMs,
      // What is sent is text of our own: nothing in it may make the server read a file or an address.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  );
  return {
    async send({ to, subject, text }) {
      const timeUp = AbortSignal.timeout(patienceMs);
      await Promise.race([
        // The address as an object: given as a text it would be parsed, and could name several people.
        transport.sendMail({ to: { name: '', address: to }, subject, text }),
        new Promise((_resolve, reject) => {
          timeUp.addEventListener('abort', () => reject(new Error('the mail server took too long')));
        }),
      ]);
    },
  };
}
