export const shell = {
  product: 'Caseload',
  skip: 'Skip to the content',
  mainMenu: 'Main',
  openMenu: 'Open the menu',
  closeMenu: 'Close the menu',
  fold: 'Fold the side bar',
  unfold: 'Unfold the side bar',
  myWork: 'My work',
  offline: 'Offline',
  offlineHelp: 'You are offline. What you type is kept; saving works again with the connection.',
} as const;
