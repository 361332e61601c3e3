import { listCustomers } from '@caseload/shared/assignedWork/endpoints.ts';
import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { customerQuery } from '../api/customerQuery.ts';
import { endpointQuery } from '../api/endpointQuery.ts';
import { useActivitySearch } from './useActivitySearch.ts';

const PAUSE_MILLISECONDS = 250;
const OFFERED = '20';

/** Finds a customer of the organisation by name, e-mail or phone on the server; archived ones too. */
export function CustomerFilter() {
  const { t } = useTranslation();
  const { search, change } = useActivitySearch();
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [wanted] = useDebouncedValue(text.trim(), PAUSE_MILLISECONDS);
  const chosen = useCustomerName(search.customer);
  const found = useQuery({
    ...endpointQuery(listCustomers, {
      query: { assignedTo: 'any', archived: 'any', sort: 'name', limit: OFFERED, ...qOf(wanted, chosen) },
    }),
    enabled: isOpen,
    placeholderData: keepPreviousData,
  });
  // While another text is being searched for, what was found before would be pressed by mistake.
  const isSearching = found.isPlaceholderData || wanted !== text.trim();
  const customers = isSearching ? [] : (found.data?.items ?? []);
  const offered = customers.map(({ id, name }) => ({ value: id, label: name }));
  const isOffered = search.customer === undefined || offered.some(({ value }) => value === search.customer);
  return (
    <Select
      aria-label={t('activity.customer')}
      placeholder={t('activity.anyCustomer')}
      data={isOffered ? offered : [{ value: search.customer ?? '', label: chosen ?? '…' }, ...offered]}
      // The server has searched already, by more than the name.
      filter={({ options }) => options}
      value={search.customer ?? null}
      onChange={(customer) => change({ customer: customer ?? undefined })}
      searchValue={isOpen ? text : (chosen ?? '')}
      onSearchChange={setText}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      nothingFoundMessage={
        isSearching || found.isFetching ? t('activity.searching') : t('activity.noCustomer')
      }
      renderOption={({ option }) => (
        <Choice name={option.label} customer={customers.find(({ id }) => id === option.value)} />
      )}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('activity.clear', { filter: t('activity.customer') }) }}
    />
  );
}

type ChoiceProps = { readonly name: string; readonly customer: CustomerSummary | undefined };

/** Many customers share a name; their addresses tell them apart. */
function Choice({ name, customer }: ChoiceProps) {
  const contact = customer?.email ?? customer?.phone;
  return (
    <span className="customer-choice">
      {name}
      {typeof contact === 'string' && <span className="quiet">{contact}</span>}
    </span>
  );
}

/** What stands in the box when it is opened is the chosen name, which is no search. */
function qOf(wanted: string, chosen: string | undefined): { q?: string } {
  return wanted === '' || wanted === chosen ? {} : { q: wanted };
}

/** The name of a customer, undefined until it is known or when there is no such customer. */
export function useCustomerName(customerId: string | undefined): string | undefined {
  const { data } = useQuery({
    ...customerQuery(customerId ?? ''),
    enabled: customerId !== undefined,
  });
  return customerId === undefined ? undefined : data?.name;
}
