// The way to the page in another language: to where the reader is, with the words along that are kept nowhere else. They
// travel as the name of the window, which belongs to this tab alone, and are taken out of it at once on arrival. It may not
// know what they say.
const MARK = 'have-your-say ';
const shared = () => document.getElementById('submission--shared-computer') ?? {};

let words = () => {};
let place;
let brought;
if (window.name.startsWith(MARK)) {
  brought = window.name.slice(MARK.length + 1);
  // That others use this computer was said on the page before.
  shared().checked = window.name[MARK.length] === '1';
  window.name = '';
}

export const languages = {
  // What came along.
  brought: () => brought,
  // Says what to take along; nothing where it is kept.
  bring: (give) => { words = give; },
};

const way = document.querySelector('.languages');
// The way is at the top of the page, so where somebody scrolled to find it says nothing.
if (way) addEventListener('focusin', ({ target }) => { place = target.closest('section [id], section[id]') ?? place; });
way?.addEventListener('click', ({ target, ctrlKey, metaKey, shiftKey }) => {
  // The name of the language that is shown leads nowhere.
  if (!target.href) return;
  target.hash = document.documentElement.dataset.step ? location.hash : place?.id ?? location.hash;
  // In another window, this one goes on.
  if (ctrlKey || metaKey || shiftKey) return;
  const along = words();
  if (along) window.name = `${MARK}${shared().checked ? 1 : 0}${along}`;
});
