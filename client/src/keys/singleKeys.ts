import { useLocalStorage } from '@mantine/hooks';

/** Whether single keys act at all: WCAG 2.1.4 asks for a way to switch them off. */
export function useSingleKeys() {
  return useLocalStorage<'on' | 'off'>({
    key: 'caseload.singleKeys',
    defaultValue: 'on',
    getInitialValueInEffect: false,
    deserialize: (text) => (text === 'off' ? 'off' : 'on'),
    serialize: (value) => value,
  });
}
