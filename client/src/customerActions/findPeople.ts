type Named = { readonly id: string; readonly name: string };

/** People by the beginning of their name or of a part of it, those whose name begins so first. */
export function findPeople<P extends Named>(people: readonly P[], query: string, most: number): P[] {
  const wanted = fold(query);
  const byName: P[] = [];
  const byPart: P[] = [];
  for (const person of people) {
    const name = fold(person.name);
    if (name.startsWith(wanted)) byName.push(person);
    else if (name.includes(` ${wanted}`)) byPart.push(person);
  }
  return [...byName, ...byPart].slice(0, most);
}

/** Without case and accents, so that `jorg` finds Jörg. */
function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
