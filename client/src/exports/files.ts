import { exportActivity, exportActivityXlsx } from '@caseload/shared/activity/endpoints.ts';
import { exportCustomers, exportCustomersXlsx } from '@caseload/shared/exports/endpoints.ts';

/** Where a list is had as a file. */
export type Files = { readonly csv: string; readonly xlsx: string };

export const CUSTOMER_FILES: Files = { csv: exportCustomers.path, xlsx: exportCustomersXlsx.path };
export const ACTIVITY_FILES: Files = { csv: exportActivity.path, xlsx: exportActivityXlsx.path };
