import './api/zodWithoutEval.ts';
import './theme/styles.ts';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/queryClient.ts';
import { allowPlainStyles } from './app/allowPlainStyles.ts';
import { App } from './app/App.tsx';
import { createAppRouter, preloadScreens } from './app/router.tsx';
import { createI18n, showLanguage } from './i18n/i18n.ts';
import { chooseLanguage } from './i18n/languages.ts';
import { findSession, sayWhoCalls } from './session/sessionQuery.ts';
import { keptLanguage } from './settings/keptSettings.ts';

async function start(element: HTMLElement): Promise<void> {
  allowPlainStyles();
  preloadScreens();
  const queryClient = createQueryClient();
  sayWhoCalls(queryClient);
  // Asked while the texts are on their way; a failure shows where the answer is needed, which asks again.
  findSession(queryClient).catch(() => undefined);
  const texts = createI18n();
  const language = chooseLanguage(keptLanguage(), navigator.languages);
  // Waited for, so that nobody sees the page in another language, or in none, first.
  await showLanguage(texts, language).catch(() => showLanguage(texts, 'en'));
  const router = createAppRouter(queryClient);
  createRoot(element).render(<App queryClient={queryClient} router={router} texts={texts} />);
}

const element = document.getElementById('root');
if (element === null) throw new Error('index.html has no #root');
void start(element);
