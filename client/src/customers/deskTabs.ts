import { type Customer, customer as customerSchema } from '@caseload/shared/customers/customer.ts';

/** The other tabs of the same person in this browser, who need not wait for the server to hear of a save. */
export type OtherTabs = {
  readonly tell: (customer: Customer) => void;
  readonly listen: (listener: (customer: Customer) => void) => void;
};

export function openOtherTabs(employeeId: string): OtherTabs {
  const channel = new BroadcastChannel(`caseload.saves/${employeeId}`);
  return {
    tell: (customer) => channel.postMessage(customer),
    listen: (listener) =>
      channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const parsed = customerSchema.safeParse(data);
        if (parsed.success) listener(parsed.data);
      }),
  };
}
