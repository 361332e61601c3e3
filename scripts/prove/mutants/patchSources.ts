import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { patched } from './patched.ts';
import { isMutantName, mutations } from './mutations.ts';

// Preloaded into the app process of a mutant, and nowhere else: changes the sources while they are loaded.
const name = process.env['CASELOAD_PROVE_MUTANT'] ?? '';
if (!isMutantName(name)) throw new Error(`There is no mutant “${name}”.`);
const { patches } = mutations[name];
const root = fileURLToPath(new URL('../../../', import.meta.url));
const left = new Set(patches.map(({ file }): string => file));

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const file = url.startsWith('file:') ? fileURLToPath(url).replaceAll('\\', '/').slice(root.length) : '';
    if (!left.has(file)) return loaded;
    left.delete(file);
    return {
      ...loaded,
      source: patched(
        String(loaded.source),
        patches.filter((patch) => patch.file === file),
      ),
    };
  },
});

// Everything is loaded before the app listens; a bug that is not in it would prove nothing.
setTimeout(() => {
  if (left.size === 0) return;
  process.stderr.write(`The mutant ${name} changes ${[...left].join(', ')}, which the app does not load.\n`);
  process.exit(86);
}, 5_000).unref();
