import { defineConfig } from 'drizzle-kit';

/** For `drizzle-kit generate` (a draft of the next migration) and `export` (the schema test). */
export default defineConfig({ dialect: 'postgresql', schema: './src/schema/*.ts', out: './migrations' });
