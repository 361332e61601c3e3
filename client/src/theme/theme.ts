import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { holdFocus } from '../ui/holdFocus.ts';

const brand: MantineColorsTuple = [
  '#e9f7f5',
  '#d3ebe8',
  '#a5d7d1',
  '#74c1b9',
  '#4daea5',
  '#349f96',
  '#1f857d',
  '#1b6e6a',
  '#155855',
  '#0d4441',
];

/** What opens and closes does so at once: a key that is pressed while a menu or dialog fades would be lost to it. */
const atOnce = { transitionProps: { duration: 0 } };
/** The focus is given back by `holdFocus`. */
const dialog = { ...atOnce, returnFocus: false };
/** The trap would move the focus to the first choice once more, a moment after an arrow has left it. */
const menu = { ...dialog, trapFocus: false };

/** A menu is left by Escape or a choice. */
function stayInMenu(event: KeyboardEvent): void {
  if (event.key === 'Tab') event.preventDefault();
}

export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: { light: 7, dark: 7 },
  colors: { brand },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  autoContrast: true,
  components: {
    Modal: { defaultProps: dialog, styles: { title: { fontSize: '1.125rem', fontWeight: 600 } } },
    ModalRoot: { defaultProps: dialog },
    ModalContent: { defaultProps: { ref: holdFocus } },
    Menu: { defaultProps: menu },
    MenuDropdown: { defaultProps: { ref: holdFocus, onKeyDown: stayInMenu } },
    Popover: { defaultProps: atOnce },
  },
});

/** Mantine's greys and reds for small text miss the contrast of WCAG 1.4.3; these meet it. */
export const resolveColours: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5a6370',
    '--mantine-color-placeholder': '#66707d',
    '--mantine-color-error': '#b42318',
  },
  dark: {
    '--mantine-color-dimmed': '#a6adb8',
    '--mantine-color-placeholder': '#a6adb8',
    '--mantine-color-error': '#ff9d94',
    '--mantine-color-brand-light': '#173330',
    '--mantine-color-brand-light-hover': '#1d3f3b',
  },
});
