let typed = '';

/** Keeps what was typed for a dialog that was not there yet; the dialog comes in the same moment, or not at all. */
export function keepTyped(text: string): void {
  typed = text;
  queueMicrotask(() => {
    typed = '';
  });
}

/** Types into the field what was kept. */
export function giveTyped(field: Element): void {
  const text = typed;
  typed = '';
  // Fields of a day or a number take no text in the middle, and say so by having no place for it.
  if (text === '' || !(field instanceof HTMLInputElement) || field.selectionStart === null) return;
  // Not while React is still at work on the page: it hears of the text by the event.
  queueMicrotask(() => {
    field.setRangeText(text, field.value.length, field.value.length, 'end');
    field.dispatchEvent(new InputEvent('input', { bubbles: true, data: text, inputType: 'insertText' }));
  });
}
