import { useEffect, useState } from 'react';

/** The current time, once a minute: enough for "5 minutes ago" and for a day that ends. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
