// Runs before anything is painted, so that a page in the person's own colours never flashes in others. A file of its
// own, since the content security policy forbids scripts inside the page.
(() => {
  const kept = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const dark = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const theme = kept('caseload.theme');
  const root = document.documentElement;
  root.dataset.mantineColorScheme = theme === 'light' || theme === 'dark' ? theme : dark;
  const density = kept('caseload.density');
  if (density === 'compact' || density === 'comfortable') root.dataset.density = density;
})();
