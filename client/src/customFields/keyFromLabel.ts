/** A key as programs use it, made of what people call a field: `Contract no.` becomes `contractNo`. Maybe empty. */
export function keyFromLabel(label: string): string {
  const plain = label.replaceAll('ß', 'ss').normalize('NFD').replaceAll(/\p{M}/gu, '');
  const words = plain.match(/[A-Za-z0-9]+/gu) ?? [];
  const key = words
    .map((word, index) => (index === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
  return key.replace(/^[0-9]+/u, '').slice(0, 64);
}
