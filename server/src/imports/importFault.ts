/** The import cannot be done at all; nothing was changed. The message is a sentence for the person who asked. */
export class ImportFault extends Error {
  override readonly name = 'ImportFault';
}

/** Somebody asked for the work to stop; nothing was changed. */
export class ImportCancelled extends Error {
  override readonly name = 'ImportCancelled';
}

/** The process ends while it is at work. */
export class ServerStopping extends Error {
  override readonly name = 'ServerStopping';
}
