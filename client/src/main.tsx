import './theme/styles.ts';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { createQueryClient } from './api/queryClient.ts';
import { App } from './app/App.tsx';
import { createAppRouter, preloadScreens } from './app/router.tsx';
import { createI18n } from './i18n/i18n.ts';

function start(element: HTMLElement): void {
  // The content security policy forbids compiling code, which zod would try for speed.
  z.config({ jitless: true });
  preloadScreens();
  const queryClient = createQueryClient();
  const router = createAppRouter(queryClient);
  createRoot(element).render(<App queryClient={queryClient} router={router} texts={createI18n()} />);
}

const element = document.getElementById('root');
if (element === null) throw new Error('index.html has no #root');
start(element);
