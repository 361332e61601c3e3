export const markdown = {
  footnotes: 'Footnotes',
  backToText: 'Back to the text',
  image: 'Picture',
  done: 'Done:',
  open: 'To do:',
} as const;
