import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';

export default defineConfig(({ mode }) => {
  const { PORT = '3000' } = loadEnv(mode, '..', 'PORT');
  const server = `http://127.0.0.1:${PORT}`;
  return {
    plugins: [react()],
    server: { host: '127.0.0.1', proxy: { '/api': server, '/health': server } },
    build: {
      target: 'es2022',
      manifest: true,
      modulePreload: { polyfill: false },
      rolldownOptions: { output: { codeSplitting: { groups: chunks } } },
    },
  };
});

/** A page in few files: each is a request, and a browser makes six at a time. */
const chunks = [
  // Together, so that zod is told not to compile before any other chunk makes a schema.
  { name: 'zod', test: /node_modules[\\/]zod[\\/]|zodWithoutEval/, priority: 3 },
  { name: 'start', tags: ['$initial' as const], priority: 2 },
  { name: 'shared', minShareCount: 3, priority: 1 },
];
