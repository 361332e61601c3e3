import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { i18n } from 'i18next';
import { StrictMode, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { THEME_KEY } from '../settings/keptSettings.ts';
import { Personal } from '../settings/Personal.tsx';
import { resolveColours, theme } from '../theme/theme.ts';
import type { createAppRouter } from './router.tsx';

type Props = {
  readonly queryClient: QueryClient;
  readonly router: ReturnType<typeof createAppRouter>;
  readonly texts: i18n;
};

export function App({ queryClient, router, texts }: Props) {
  const [themeMemory] = useState(() => localStorageColorSchemeManager({ key: THEME_KEY }));
  return (
    <StrictMode>
      <I18nextProvider i18n={texts}>
        <QueryClientProvider client={queryClient}>
          <MantineProvider
            theme={theme}
            defaultColorScheme="auto"
            colorSchemeManager={themeMemory}
            cssVariablesResolver={resolveColours}
          >
            <Personal>
              <RouterProvider router={router} />
            </Personal>
          </MantineProvider>
        </QueryClientProvider>
      </I18nextProvider>
    </StrictMode>
  );
}
