import type { Readable } from 'node:stream';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { invalid, ProblemError } from '../http/problemError.ts';
import { Channel } from './channel.ts';
import { openingFrame } from './frame.ts';
import { Listener } from './listener.ts';
import { readAfter, readStart, type Start } from './readFeed.ts';

export type ListenerIdentity = {
  readonly organisationId: string;
  readonly employeeId: string;
  /** The digest of the session. */
  readonly sid: string;
};

export type Feed = {
  /**
   * What has not been told yet, or what is behind `lastEventId`, for as long as the session lasts or so many seconds. Throws
   * `validation` when there is no such event, `busy` when the server is about to stop, `rate-limited` when the
   * session listens too often already.
   */
  open(
    who: ListenerIdentity,
    from: { readonly lastEventId: number | undefined; readonly seconds: number | undefined },
  ): Promise<Readable>;
  /** Something was committed for the organisation, by this process. */
  committed(organisationId: string): void;
  /** The same by another process. */
  heard(organisationId: string): void;
  /** The session of this digest, those of this person, or any may have ended. */
  recheck(ended?: { readonly sid: string } | { readonly employeeId: string }): void;
  /** Ends all listening. */
  close(): void;
};

export type FeedOptions = {
  readonly database: Database;
  /** Tells the other processes that something was committed. */
  readonly announce: (organisationId: string) => void;
  /** Whether the session still is one, and its person active. */
  readonly isSignedIn: (who: ListenerIdentity) => Promise<boolean>;
};

/** Each open page is one. */
const MOST_OF_A_SESSION = 20;
const BEAT_MS = 15_000;
/** Who asked for some seconds gets what was committed in them, unless the database cannot say it so soon. */
const LAST_READING_MS = 2_000;
/** How late something is told of which nobody was: its process died right behind the commit. */
const POLL_MS = 5_000;
/** Commits of one organisation that come so close are announced together. */
const ANNOUNCE_MS = 200;

/** The live feed: one reader for each organisation of which somebody listens. */
export function makeFeed({ database, announce, isSignedIn }: FeedOptions): Feed {
  const channels = new Map<string, Channel>();
  const listeners = new Map<Listener, ListenerIdentity>();
  const unannounced = new Map<string, NodeJS.Timeout>();
  let closing = false;

  const recheck = async (listener: Listener, who: ListenerIdentity) => {
    // Who cannot be asked about is asked about again with the next beat.
    const isStill = await isSignedIn(who).catch(() => true);
    if (!isStill) listener.finish();
  };
  const beating = setInterval(() => {
    for (const [listener, who] of listeners) {
      listener.beat();
      void recheck(listener, who);
    }
  }, BEAT_MS).unref();
  const polling = setInterval(() => {
    for (const channel of channels.values()) channel.wake();
  }, POLL_MS).unref();

  function channelOf(organisationId: string, start: Start): Channel {
    const existing = channels.get(organisationId);
    if (existing) return existing;
    const channel: Channel = new Channel(start, {
      read: (place) => readAfter(database, organisationId, place),
      // All come again and say where they were, which is a place that was on the disk.
      onLost: () => end(organisationId, channel),
    });
    channels.set(organisationId, channel);
    return channel;
  }

  function end(organisationId: string, channel: Channel): void {
    if (channels.get(organisationId) === channel) channels.delete(organisationId);
    channel.close();
  }

  return {
    async open(who, { lastEventId, seconds }) {
      const { organisationId, sid } = who;
      const start = await readStart(database, organisationId, lastEventId);
      const { place, position } = start;
      if (place === undefined) throw invalid([UNKNOWN_EVENT]);
      if (closing) throw new ProblemError('busy', { retryAfterSeconds: 1 });
      const ofSession = [...listeners.values()].filter((other) => other.sid === sid);
      if (ofSession.length >= MOST_OF_A_SESSION)
        throw new ProblemError('rate-limited', { retryAfterSeconds: 15 });

      const channel = channelOf(organisationId, start);
      const listener = new Listener({
        place,
        opening: openingFrame(position),
        onReady: (ready) => channel.serve(ready),
        onEnd(ended) {
          for (const timer of timers) clearTimeout(timer);
          listeners.delete(ended);
          channel.listeners.delete(ended);
          if (channel.listeners.size === 0) end(organisationId, channel);
        },
      });
      const timers: NodeJS.Timeout[] = [];
      if (seconds !== undefined) {
        const ms = seconds * 1_000;
        listener.until = performance.now() + ms;
        timers.push(
          setTimeout(() => channel.wake(), ms).unref(),
          setTimeout(() => listener.finish(), ms + LAST_READING_MS).unref(),
        );
      }
      listeners.set(listener, who);
      channel.listeners.add(listener);
      // It may have ended since the request was let in.
      void recheck(listener, who);
      return listener;
    },

    committed(organisationId) {
      channels.get(organisationId)?.wake();
      if (closing || unannounced.has(organisationId)) return;
      const announcing = setTimeout(() => {
        unannounced.delete(organisationId);
        announce(organisationId);
      }, ANNOUNCE_MS).unref();
      unannounced.set(organisationId, announcing);
    },

    heard: (organisationId) => channels.get(organisationId)?.wake(),

    recheck(ended) {
      for (const [listener, who] of listeners) {
        const isMeant =
          ended === undefined ||
          ('sid' in ended ? ended.sid === who.sid : ended.employeeId === who.employeeId);
        if (isMeant) void recheck(listener, who);
      }
    },

    close() {
      closing = true;
      clearInterval(beating);
      clearInterval(polling);
      for (const announcing of unannounced.values()) clearTimeout(announcing);
      for (const channel of channels.values()) channel.close();
    },
  };
}

const UNKNOWN_EVENT = {
  in: 'header',
  pointer: '/Last-Event-ID',
  message: 'is no event of this organisation',
} as const;
