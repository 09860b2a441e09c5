// Asks before the window closes while it holds words that were not sent. It may not know what they say.

// How long a browser takes to hand a link to another program, in ms.
const AWAY = 1000;
// The links that lose no words: one to a mail address leads to another program, although browsers ask as if it left the page,
// and to the page in another language the words come along.
const LOSES_NOTHING = "a[href^='mailto:'], .languages a";

const ask = (event) => {
  event.preventDefault();
  // Older browsers ask only when this is set.
  event.returnValue = 'unsent';
};
let asking = null;
// A standing handler would keep the page out of the back-forward cache.
const set = () => { window.onbeforeunload = asking; };

export const leaving = {
  // Asks only while there is something to lose.
  askBefore: (mustAsk) => {
    asking = mustAsk ? ask : null;
    set();
  },
};

document.addEventListener('click', ({ target }) => {
  if (!target.closest(LOSES_NOTHING)) return;
  window.onbeforeunload = null;
  setTimeout(set, AWAY);
});
