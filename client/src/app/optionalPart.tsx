import { useQuery } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { fetchCode } from '../api/fetchCode.ts';

/**
 * A part kept out of the page's own file, fetched at once. Where it cannot be fetched the page goes on without it, and it
 * is asked for again when the network is back. The name tells it from others.
 */
export function optionalPart(name: string, load: () => Promise<ComponentType>): ComponentType {
  const fetchPart = async () => ({ Part: await fetchCode(load) });
  return function Optional() {
    const { data } = useQuery({ queryKey: ['part', name], queryFn: fetchPart, staleTime: Infinity });
    return data === undefined ? null : <data.Part />;
  };
}
