// What a page needs from the browser and a server cannot do: copy, move the focus, keep the theme. Delegated from the document,
// so it works on static and interactive pages alike and costs no message over the circuit. No inline script: script-src 'self'.
(() => {
  'use strict';
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');

  const cookie = () => document.cookie.split('; ').find(part => part.startsWith('lims-theme='))?.slice('lims-theme='.length);
  const keep = value => {
    const secure = location.protocol === 'https:' ? '; Secure' : '';
    document.cookie = `lims-theme=${value}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  };

  // The computer's preference is kept too, so that the next page is prerendered in it.
  function followSystem() {
    const known = cookie();
    if (known === 'light' || known === 'dark') return;
    const theme = dark.matches ? 'dark' : 'light';
    keep(`system-${theme}`);
    root.dataset.theme = theme;
  }

  function toggleTheme() {
    const theme = root.dataset.theme === 'dark' ? 'light' : 'dark';
    root.dataset.theme = theme;
    keep(theme);
  }

  let voice;
  function say(text) {
    if (!voice?.isConnected) {
      voice = Object.assign(document.createElement('div'), { className: 'lims-vh' });
      voice.setAttribute('role', 'status');
      document.body.append(voice);
    }
    voice.textContent = '';
    setTimeout(() => { voice.textContent = text; }, 50);
  }

  async function copy(button) {
    const text = button.dataset.limsCopy;
    if (navigator.clipboard && isSecureContext) {
      await navigator.clipboard.writeText(text);
    } else {
      // A laboratory's own network often has no certificate, and without one there is no clipboard interface.
      const area = Object.assign(document.createElement('textarea'), { value: text, readOnly: true, className: 'lims-vh' });
      document.body.append(area);
      area.select();
      const done = document.execCommand('copy');
      area.remove();
      button.focus();
      if (!done) return;
    }
    button.dataset.copied = '';
    setTimeout(() => delete button.dataset.copied, 1500);
    say(button.dataset.limsSaid ?? text);
  }

  // Capture: before Blazor takes the click for a navigation.
  document.addEventListener('click', event => {
    const target = event.target instanceof Element ? event.target : null;
    const copying = target?.closest('[data-lims-copy]');
    if (copying) {
      copy(copying);
      return;
    }
    if (target?.closest('[data-lims-theme="toggle"]')) {
      toggleTheme();
      return;
    }
    const leading = target?.closest('[data-lims-focus]');
    const field = leading && document.getElementById(leading.dataset.limsFocus);
    if (field) {
      event.preventDefault();
      event.stopPropagation();
      field.scrollIntoView({ block: 'center' });
      field.focus();
    }
  }, true);

  // A tip can be sent away without moving the pointer or the focus (WCAG 2.2, 1.4.13).
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    for (const box of document.querySelectorAll('.lims-tipbox:hover, .lims-tipbox:focus-within')) {
      box.dataset.away = '';
      const back = () => delete box.dataset.away;
      box.addEventListener('pointerleave', back, { once: true });
      box.addEventListener('focusout', back, { once: true });
    }
  });

  // A dialog is opened by the browser itself (showModal), which keeps the focus inside and the page behind inert. Escape goes the dialog's own way
  // out, so that the page knows that it is closed.
  function openDialogs() {
    for (const dialog of document.querySelectorAll('dialog[data-lims-dialog]:not([open])')) {
      dialog.showModal();
      (dialog.querySelector('input, select, textarea') ?? dialog.querySelector('h2'))?.focus();
      dialog.addEventListener('cancel', event => {
        event.preventDefault();
        dialog.querySelector('[data-lims-cancel]')?.click();
      });
    }
  }
  new MutationObserver(openDialogs).observe(document, { childList: true, subtree: true });

  document.addEventListener('click', event => {
    for (const box of document.querySelectorAll('details[data-lims-more][open]')) {
      if (!box.contains(event.target) || event.target.closest('.lims-more-box a, .lims-more-box button:not([aria-disabled="true"])')) box.open = false;
    }
  });
  document.addEventListener('keydown', event => {
    const box = event.key === 'Escape' && document.activeElement?.closest?.('details[data-lims-more][open]');
    if (box) {
      box.open = false;
      box.querySelector('summary').focus();
    }
  });

  // Keys of the whole house. A key pressed while typing is a letter.
  const places = { h: '/', s: '/samples', b: '/bench', c: '/cases', v: '/verdicts', r: '/rulings' };
  let going = 0;
  const shortcuts = () => document.getElementById('lims-shortcuts')?.showModal();
  document.addEventListener('keydown', event => {
    const box = document.querySelector('[data-lims-search] input');
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k' && box) {
      event.preventDefault();
      box.focus();
      box.select();
      return;
    }
    const typing = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable], dialog');
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '?') shortcuts();
    else if (event.key === 'g') going = event.timeStamp;
    else if (event.timeStamp - going < 1500 && places[event.key]) {
      going = 0;
      const link = document.querySelector(`.lims-nav a[href="${places[event.key]}"]`);
      if (link) link.click();
    }
  });
  document.addEventListener('click', event => {
    if (event.target instanceof Element && event.target.closest('[data-lims-shortcuts]')) shortcuts();
    if (event.target instanceof Element && event.target.closest('[data-lims-print]')) print();
  });

  dark.addEventListener('change', followSystem);
  followSystem();
})();
