export const keys = {
  title: 'Keyboard shortcuts',
  open: 'Keyboard shortcuts',
  close: 'Close',
  on: 'Use single-key shortcuts',
  or: 'or',
  followedBy: 'then',
  showSheet: 'Show this list',
  goToMyWork: 'Go to My work',
  toggleRail: 'Fold or unfold the side bar',
  names: { ArrowDown: '↓', ArrowUp: '↑', Enter: 'Enter', Escape: 'Esc' },
} as const;
