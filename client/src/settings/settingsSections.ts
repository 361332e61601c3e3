/** The parts of the settings, as their addresses call them. */
export const OWN_SECTIONS = ['profile', 'appearance', 'keys', 'sessions', 'password'] as const;
/** Only administrators see these. */
export const ADMIN_SECTIONS = ['statuses', 'tags', 'custom-fields'] as const;
export type SettingsSection = (typeof OWN_SECTIONS)[number] | (typeof ADMIN_SECTIONS)[number];

export function readSection(text: string): SettingsSection | null {
  return [...OWN_SECTIONS, ...ADMIN_SECTIONS].find((section) => section === text) ?? null;
}
