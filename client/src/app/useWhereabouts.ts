import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** Remembers where a person is; what is answered tells then whether they are there still, with what they pressed in sight. */
export function useWhereabouts(): () => () => boolean {
  const router = useRouter();
  const isShown = useRef(false);
  useEffect(() => {
    isShown.current = true;
    return () => void (isShown.current = false);
  }, []);
  return () => {
    const { href } = router.latestLocation;
    return () => isShown.current && router.latestLocation.href === href;
  };
}
