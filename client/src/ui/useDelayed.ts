import { useEffect, useState } from 'react';

/** True once `wanted` has been true for so long: quick answers then never flash a placeholder. */
export function useDelayed(wanted: boolean, milliseconds = 200): boolean {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!wanted) return undefined;
    const timer = setTimeout(() => setShown(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setShown(false);
    };
  }, [wanted, milliseconds]);
  return wanted && shown;
}
