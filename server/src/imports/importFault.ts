/** The import cannot be done at all; nothing was changed. The message is a sentence for the person who asked. */
export class ImportFault extends Error {
  override readonly name = 'ImportFault';
}
