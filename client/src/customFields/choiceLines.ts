/** The choices of a text with one on each line. */
export function readChoices(text: string): string[] {
  return [
    ...new Set(
      text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    ),
  ];
}

export function writeChoices(choices: readonly string[]): string {
  return choices.join('\n');
}
