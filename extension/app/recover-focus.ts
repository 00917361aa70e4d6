/**
 * Keeps the keyboard where it was: when what has the focus is taken out of the page, as a button whose work is done, the focus goes to the
 * nearest article or main around it that is left, instead of to the start of the page. Whoever sets the focus better does so before or
 * after.
 */
export const recoverFocus = (): void => {
  let around: HTMLElement[] = [];
  document.addEventListener('focusin', ({ target }) => {
    around = [];
    for (let at = target instanceof HTMLElement ? target : null; at; at = at.parentElement) around.push(at);
  });
  const observer = new MutationObserver(() => {
    if (around.length === 0 || around[0]!.isConnected || document.activeElement !== document.body) return;
    const home = around.find((element) => element.isConnected && element.matches('article, main'));
    around = [];
    if (!home) return;
    // So that it can be given the focus; nobody comes here by Tab.
    if (!home.hasAttribute('tabindex')) home.tabIndex = -1;
    home.focus({ preventScroll: true });
  });
  observer.observe(document.body, { childList: true, subtree: true });
};
