// Prints what is in the fields whole: on paper a field can neither scroll nor be cut between two lines, so its words stand
// there as text while the browser prints. It may not change what is in a field, or take the focus from it.
const FIELDS = '.field :is(textarea, [type=text], [type=email], [type=tel])';

const showFields = () => {
  for (const words of document.querySelectorAll('.printed')) {
    words.previousElementSibling?.classList.remove('is-printed');
    words.remove();
  }
};

const showWords = () => {
  // A browser may begin to print once more before it says that it has ended.
  showFields();
  for (const field of document.querySelectorAll(FIELDS)) {
    if (!field.value) continue;
    const words = document.createElement('p');
    words.className = 'printed';
    words.textContent = field.value;
    field.classList.add('is-printed');
    field.after(words);
  }
};

export const printWhole = () => {
  addEventListener('beforeprint', showWords);
  addEventListener('afterprint', showFields);
  addEventListener('click', ({ target }) => target.closest?.('.print-it') && print());
  // Nobody's words stay beside a field that is emptied when the page is left.
  addEventListener('pagehide', showFields);
};
