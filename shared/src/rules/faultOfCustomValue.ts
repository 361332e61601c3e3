import { z } from 'zod';
import type { CustomField } from '../customFields/customField.ts';

const date = z.iso.date();

type Definition = Pick<CustomField, 'type' | 'choices'>;

/** What is wrong with a custom value for its field, or undefined when nothing is. Null takes a value away. */
export function faultOfCustomValue({ type, choices }: Definition, value: unknown): string | undefined {
  if (value === null) return undefined;
  switch (type) {
    case 'text':
      return typeof value === 'string' ? undefined : 'must be a text';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : 'must be a number';
    case 'date':
      return date.safeParse(value).success ? undefined : 'must be a date such as 2026-11-21';
    case 'choice':
      return choices.some((choice) => choice === value) ? undefined : 'must be one of the choices';
  }
}
