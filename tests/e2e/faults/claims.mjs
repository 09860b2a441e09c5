// What the pages of a browser say that has arrived, noted the moment they say it, and whether the receiver then has it.

/** Notes every claim of the pages of `context` from now on. `held` tells what the receiver has now, by reference. */
export async function noteClaims(context, held) {
  const noted = { claims: [], looking: Promise.resolve() };
  await context.exposeFunction('claimed', (claim) => {
    noted.looking = noted.looking.then(async () => noted.claims.push({ ...claim, isTrue: isTrue(claim, await held()) }));
  });
  await context.addInitScript(watch);
  return noted;
}

/** Of a claim without a reference only that something has arrived can be looked up. */
const isTrue = ({ reference }, held) => (reference ? held.has(reference) : held.size > 0);

/** Runs in the page. */
function watch() {
  const RECEIVED = 'We have received your submission';
  const text = (selector) => document.querySelector(selector)?.textContent ?? '';
  let before;
  const look = () => {
    const says = [document.title, text('#app > [role=status]'), text('.received h1, .received h3')];
    const [, earlier] = text('.failure').match(/received under the reference (\S+?)\. /) ?? [];
    const reference = text('.received .reference strong') || earlier;
    if (!reference && !says.some((words) => words.startsWith(RECEIVED))) return;
    const words = [...document.querySelectorAll('.received .line .answer')].map(({ textContent }) => textContent).join('\n');
    const claim = JSON.stringify({ reference, words });
    if (claim !== before) window.claimed(JSON.parse(claim));
    before = claim;
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}
