import { useQuery } from '@tanstack/react-query';
import { fetchCode } from '../api/fetchCode.ts';

const fetchSign = () => fetchCode(() => import('../imports/ImportSign.tsx'));

/**
 * The sign of an import at work, kept out of the frame's own file. Where it cannot be fetched the page goes on without it,
 * and it is asked for again when the network is back.
 */
export function LateImportSign() {
  const { data } = useQuery({ queryKey: ['ImportSign'], queryFn: fetchSign, staleTime: Infinity });
  return data === undefined ? null : <data.ImportSign />;
}
