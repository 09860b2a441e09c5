// Runs in the page before anything else, and writes down when things happen. It may not change what it watches.

/** Given to the browser as text, so it cannot use anything outside itself. The results are in `window.seen`. */
export function observe() {
  const seen = { tasks: [], layoutShift: 0 };
  window.seen = seen;
  const watch = (type, take) => {
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  };
  watch('paint', ({ name, startTime }) => { if (name === 'first-contentful-paint') seen.firstPaint = startTime; });
  watch('largest-contentful-paint', ({ startTime }) => { seen.largestPaint = startTime; });
  watch('layout-shift', ({ value }) => { seen.layoutShift += value; });
  watch('longtask', ({ startTime, duration }) => seen.tasks.push({ startTime, duration }));

  // Just before a frame is drawn the browser lays the page out anyway, so asking then costs it nothing.
  // A part of our form has a button of its own, which is not shown yet.
  const lookForForm = () => {
    const button = document.querySelector('form[method="post"] > button:not([type="button"])');
    if (button?.getBoundingClientRect().height > 0) seen.form = performance.now();
    else requestAnimationFrame(lookForForm);
  };
  requestAnimationFrame(lookForForm);

  const lookForLife = new MutationObserver(() => {
    if (document.documentElement?.dataset.app === 'alive') seen.alive ??= performance.now();
  });
  lookForLife.observe(document, { subtree: true, attributeFilter: ['data-app'] });
}
