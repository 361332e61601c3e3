import { ACTIVITY_SCREENS } from './activityScreens.ts';
import { CONFLICT, CUSTOMER_SCREENS } from './customerScreens.ts';
import { MOMENT_SCREENS } from './momentScreens.ts';
import { PEOPLE_SCREENS } from './peopleScreens.ts';
import type { Screen } from './steps.ts';
import { SUPERVISOR_SCREENS } from './supervisorScreens.ts';
import { WORK_SCREENS } from './workScreens.ts';

/**
 * Every screen, dialog and designed answer of the product, in the demo office. Pictures are taken of those that
 * have a place in the documentation; the tests of accessibility look at all.
 */
export const SCREENS: readonly Screen[] = [
  ...WORK_SCREENS,
  ...CUSTOMER_SCREENS,
  ...ACTIVITY_SCREENS,
  ...SUPERVISOR_SCREENS,
  ...PEOPLE_SCREENS,
  CONFLICT,
  ...MOMENT_SCREENS,
];
