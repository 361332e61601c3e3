import { z } from 'zod';

export const ROLES = ['employee', 'supervisor', 'admin'] as const;
export const role = z.enum(ROLES);
export type Role = z.output<typeof role>;

/** `email` is null for people who only exist because an import named them. */
export const employee = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    role,
    active: z.boolean(),
  })
  .meta({ id: 'Employee' });
export type Employee = z.output<typeof employee>;
