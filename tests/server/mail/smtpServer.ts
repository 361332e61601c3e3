import { createServer, type Server, type Socket } from 'node:net';

type ReceivedMail = { readonly from: string; readonly to: string[]; readonly data: string };

export type SmtpServer = {
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  close(): Promise<void>;
};

/** `refuse` takes nobody's mail; `silent` never says a word. */
export type Manner = 'polite' | 'refuse' | 'silent';

/** As much of RFC 5321 as taking a mail needs, on a free port of the loopback. */
export async function startSmtpServer(manner: Manner = 'polite'): Promise<SmtpServer> {
  const mails: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    if (manner !== 'silent') talk(socket, mails, manner);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function talk(socket: Socket, mails: ReceivedMail[], manner: Manner): void {
  let unread = '';
  let inData = false;
  let mail = { from: '', to: [] as string[], data: '' };
  const say = (line: string) => socket.write(`${line}\r\n`);
  const answer = (line: string): void => {
    const command = line.toUpperCase();
    if (command.startsWith('EHLO') || command.startsWith('HELO')) say('250 test');
    else if (command.startsWith('MAIL FROM:')) {
      mail = { from: addressIn(line), to: [], data: '' };
      say(manner === 'refuse' ? '451 try again later' : '250 fine');
    } else if (command.startsWith('RCPT TO:')) {
      mail.to.push(addressIn(line));
      say('250 fine');
    } else if (command === 'DATA') {
      inData = true;
      say('354 go on');
    } else if (command === 'QUIT') {
      say('221 bye');
      socket.end();
    } else say('250 fine');
  };
  const take = (line: string): void => {
    if (!inData) return answer(line);
    if (line !== '.') {
      mail.data += `${line}\n`;
      return;
    }
    inData = false;
    mails.push(mail);
    say('250 taken');
  };
  say('220 test');
  socket.on('data', (bytes) => {
    const lines = (unread + String(bytes)).split('\r\n');
    unread = lines.pop() ?? '';
    for (const line of lines) take(line);
  });
}

const addressIn = (line: string) => /<(?<address>[^>]*)>/u.exec(line)?.groups?.['address'] ?? '';
