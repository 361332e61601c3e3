/// <reference lib="dom" />
import type { BrowserContext, Request } from 'playwright-core';

/**
 * What a person would find in the console of any page of the context, and what never reaches it: mistakes of the
 * page, what the content security policy or Trusted Types refused, and failures of the server.
 */
export async function watchComplaints(context: BrowserContext): Promise<readonly string[]> {
  const complaints: string[] = [];
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('console', (message) => {
    // A refused request is the browser's own line: 4xx is how the server says no, 5xx is looked at below.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  context.on('requestfinished', (request) => {
    void failureOf(request).then((failure) => failure !== null && complaints.push(failure));
  });
  // The console tells of a violation only where the browser finds it worth a line.
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      console.error(`refused by ${violatedDirective}: ${blockedURI} ${sample}`);
    });
  });
  return complaints;
}

/** An answer of the server that blames itself, other than asking to wait. Answers a test makes up have no address. */
async function failureOf(request: Request): Promise<string | null> {
  try {
    const response = await request.response();
    if (response === null || response.status() < 500 || response.status() === 503) return null;
    if ((await response.serverAddr()) === null) return null;
    return `${request.method()} ${request.url()} was answered with ${response.status()}`;
  } catch {
    // The page was closed meanwhile.
    return null;
  }
}
